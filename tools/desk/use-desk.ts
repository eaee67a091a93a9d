import { startDesk, usualPort, type Desk } from './desk.ts';
import { livingDesk } from './state.ts';

/**
 * The desk of a state folder, for a command that needs one: the one that runs, else one started here. Only the latter is
 * ended by `stop`.
 */
export async function useDesk({ state, port }: { state: string; port?: number }): Promise<Desk> {
  const living = livingDesk(state);
  if (living !== null) return { url: living.url, stop: () => Promise.resolve() };
  return startDesk({ state, port: port ?? Number(process.env['PORT'] ?? usualPort) });
}
