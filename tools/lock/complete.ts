/**
 * What npm leaves out of package-lock.json, and how to put it back.
 *
 * A registry mirror may lack the builds of a package for other systems. npm then writes a lock without them, and a
 * later `npm ci` refuses that lock: "Missing … from lock file". An entry needs no more than its version and the
 * systems it is for: npm never fetches an optional package meant for another system.
 */

export interface LockEntry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  [key: string]: unknown;
}

export interface Lockfile {
  packages: Record<string, LockEntry>;
  [key: string]: unknown;
}

/** An optional dependency that `owner` names and the lock has no entry for. */
export interface MissingEntry {
  /** Where the entry belongs, as a key of `packages`. */
  location: string;
  name: string;
  version: string;
  owner: string;
}

const SYSTEMS: Record<string, string> = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  fsevents: 'darwin',
  linux: 'linux',
  linuxmusl: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win: 'win32',
  win32: 'win32',
  windows: 'win32',
};

const PROCESSORS: Record<string, string> = {
  '64': 'x64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
  x86: 'ia32',
};

/**
 * The systems a binary package is for, read from the words of its name (`@esbuild/aix-ppc64`, `workerd-windows-64`,
 * `rollup-linux-arm-musleabihf`). Empty where the name says nothing.
 */
export function systemsOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.slice(name.indexOf('/') + 1).split(/[-_.]/);
  const os = words.map((word) => SYSTEMS[word]).find((word) => word !== undefined);
  const cpu = words.map((word) => PROCESSORS[word]).find((word) => word !== undefined);
  const musl = words.some((word) => word.includes('musl'));
  const glibc = os === 'linux' && words.some((word) => word.startsWith('gnu'));
  return {
    ...(os === undefined ? {} : { os: [os] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
  };
}

/** Every optional dependency without an entry, in the order of the lock. */
export function missingEntries(lock: Lockfile): MissingEntry[] {
  const missing = new Map<string, MissingEntry>();
  for (const [owner, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const version = range.replace(/^[\^~>=v\s]+/, '').split(' ')[0] ?? range;
      const found = resolve(lock, owner, name);
      if (found !== undefined && (version !== range || lock.packages[found]?.version === version)) continue;
      const location = found === undefined ? `node_modules/${name}` : `${owner}/node_modules/${name}`;
      missing.set(location, { location, name, version, owner });
    }
  }
  return [...missing.values()];
}

/** The same lock with an entry for each missing one, in npm's own order. */
export function completed(lock: Lockfile): Lockfile {
  const added = missingEntries(lock).map(({ location, name, version, owner }): [string, LockEntry] => [
    location,
    {
      version,
      ...systemsOf(name),
      ...(lock.packages[owner]?.dev === true ? { dev: true } : {}),
      optional: true,
    },
  ]);
  const packages = [...Object.entries(lock.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(packages) };
}

/** The key of the entry that `name` means when `owner` asks for it, by Node's walk up the folders. */
function resolve(lock: Lockfile, owner: string, name: string): string | undefined {
  for (let folder = owner; ;) {
    const location = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (location in lock.packages) return location;
    if (folder === '') return undefined;
    const up = folder.lastIndexOf('/node_modules/');
    folder = up < 0 ? '' : folder.slice(0, up);
  }
}
