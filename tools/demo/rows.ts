import type * as z from 'zod';
import type { importedRowSchemas, ImportKind } from '../../shared/imports.ts';

/** A row as it is sent to `POST /v1/imports/:kind`. */
export type Row<Kind extends ImportKind> = z.input<(typeof importedRowSchemas)[Kind]>;

/** All that a tenant is filled with. */
export type DemoRows = { [Kind in ImportKind]: Row<Kind>[] };

/** The order to send them in: what is named stands before what names it. */
export const kindsInOrder = [
  'products',
  'customers',
  'contacts',
  'addresses',
  'orders',
  'cases',
] as const satisfies readonly ImportKind[];

/** Tells the time around a moment, so that the desk looks alive whenever it is filled. */
export class Clock {
  readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** So many minutes before the moment. */
  before(minutes: number): string {
    return new Date(this.now - minutes * 60_000).toISOString();
  }

  /** So many minutes after the moment. */
  after(minutes: number): string {
    return this.before(-minutes);
  }

  /** This hour of the day after, UTC. */
  tomorrowAt(hourOfDay: number): string {
    const midnight = new Date(this.now).setUTCHours(24, 0, 0, 0);
    return new Date(midnight + hourOfDay * hour * 60_000).toISOString();
  }
}

export const hour = 60;
export const day = 24 * hour;
