import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. The mark tells it from a later one that was given the same number. */
export interface ProcessMark {
  pid: number;
  /** When the process began, as the system says it; null where the system does not tell. */
  began: string | null;
}

/** The mark of a living process. */
export function markOf(pid: number): ProcessMark {
  return { pid, began: beganAt(pid) };
}

/** Whether the very process of this mark still lives. */
export function isLiving({ pid, began }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return began === null || beganAt(pid) === began;
}

/** The processes that this one started and whose command holds `word`. */
export function childrenOf(parent: number, word: string): ProcessMark[] {
  const all = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  return all.filter((one) => one.parent === parent && one.command.includes(word)).map(({ pid }) => markOf(pid));
}

function beganAt(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  const boot = readOrNull('/proc/sys/kernel/random/boot_id');
  if (stat !== null && boot !== null) {
    const fields = fieldsAfterName(stat);
    // It has ended, and only its parent has not asked for its exit code yet.
    return fields[0] === 'Z' ? null : `${boot.trim()} ${fields[19] ?? ''}`;
  }
  return ps(['-o', 'lstart=', '-p', String(pid)])?.trim() ?? null;
}

interface Listed {
  pid: number;
  parent: number;
  command: string;
}

function fromProc(): Listed[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readOrNull(`/proc/${name}/stat`);
      const command = readOrNull(`/proc/${name}/cmdline`);
      if (stat === null || command === null) return [];
      return [{ pid: Number(name), parent: Number(fieldsAfterName(stat)[1]), command }];
    });
}

function fromPs(): Listed[] {
  return (ps(['-A', '-o', 'pid=,ppid=,command=']) ?? '').split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** The fields of /proc/<pid>/stat after the name, which may itself hold spaces and brackets: state, parent, … */
function fieldsAfterName(stat: string): string[] {
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function ps(args: readonly string[]): string | null {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
