import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '../..');

export interface CommandResult {
  /** Exit code; 1 when the command was ended by a signal, by time, or could not be started. */
  code: number;
  /** Standard output and error in the order they came. */
  output: string;
}

/** Runs a command of ours or of node_modules/.bin, in the repository or a folder, and collects what it says. */
export function runCommand(
  command: string,
  args: readonly string[],
  { env = {}, seconds = 600, folder = root }: { env?: Record<string, string>; seconds?: number; folder?: string } = {},
): Promise<CommandResult> {
  return new Promise((settle) => {
    let output = '';
    const child = spawn(command, args, { cwd: folder, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    const clock = setTimeout(() => {
      output += `\nEnded after ${seconds} s without finishing.\n`;
      child.kill('SIGKILL');
    }, seconds * 1000);
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => (output += `${error.message}\n`));
    child.once('close', (code) => {
      clearTimeout(clock);
      settle({ code: code ?? 1, output });
    });
  });
}

/** This process's environment with our commands first in the path, and plain text instead of colours. */
export function environment(added: Record<string, string>): NodeJS.ProcessEnv {
  const { FORCE_COLOR, ...inherited } = process.env;
  const path = `${resolve(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
  return { ...inherited, PATH: path, NO_COLOR: '1', ...added };
}
