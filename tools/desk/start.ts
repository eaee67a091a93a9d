/** `npm start`: the desk on this machine. PORT and CALLSIDE_STATE name the port and the state folder. */
import { PortTakenError, startDesk, usualPort } from './desk.ts';
import { stateFolder, StateTakenError } from './state.ts';

const say = (what: string): void => {
  process.stdout.write(`${what}\n`);
};

try {
  const desk = await startDesk({ state: stateFolder(), port: portOf(process.env['PORT']), seed: true, say });
  say(`Callside is at ${desk.url}`);
  say(`  the tags alone are at ${desk.url}/plain, the API is below ${desk.url}/v1`);
  say('  Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Miniflare's own handlers would end the process before the desk has put its things away.
    process.removeAllListeners(signal);
    process.once(signal, () => {
      void desk.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof StateTakenError) && !(error instanceof PortTakenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return usualPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  process.stderr.write(`PORT is ${text}; it must be a number from 0 to 65535.\n`);
  process.exit(1);
}
