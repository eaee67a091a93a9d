import type { D1Database } from '@cloudflare/workers-types';
import { env } from 'cloudflare:workers';

/** Kills an object at one of its awaits, before the effect that is awaited or after it. */
export class Killer {
  /** The awaits that were come to, by what is awaited. */
  readonly trips: string[] = [];
  /** The trip at which the object dies, from 1; 0 is never. */
  readonly at: number;
  readonly when: 'before' | 'after';
  kill: () => void = () => undefined;

  constructor(at: number, when: 'before' | 'after') {
    this.at = at;
    this.when = when;
  }

  async through<Value>(trip: string, effect: () => Promise<Value>): Promise<Value> {
    this.trips.push(trip);
    const dies = this.trips.length === this.at;
    if (dies && this.when === 'before') this.kill();
    const value = await effect();
    if (dies) this.kill();
    return value;
  }

  /** The database, whose every trip goes past the killer. */
  database(): D1Database {
    return new Proxy(env.DB, {
      get: (target, property) => {
        if (property === 'batch') {
          return (statements: Parameters<D1Database['batch']>[0]) => this.through('d1', () => target.batch(statements));
        }
        const value: unknown = Reflect.get(target, property);
        const method: unknown = typeof value === 'function' ? value.bind(target) : value;
        return method;
      },
    });
  }
}
