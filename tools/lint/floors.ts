/**
 * The floors of the house, top to bottom; an import only ever points down. The file's name says which floor it is on,
 * so that a new file cannot stand outside them.
 */

export type Floor = 'top' | 'routes' | 'service' | 'object' | 'rules' | 'store' | 'platform';

/** Where a file of the repository stands. `feature` is the folder under worker/. */
export type Place =
  | { area: 'worker'; floor: Floor; feature: string; folder: string }
  | { area: 'shared' | 'widget' | 'tools' | 'test' | 'other' };

/** Folders of worker/ that serve every feature. */
const PLATFORM = new Set(['http', 'auth', 'db', 'events', 'live']);

/** What a file of worker/ may import from its own feature (or, on the platform, from its own folder). */
const OWN: Record<Floor, readonly Floor[]> = {
  top: ['top', 'routes', 'service', 'object', 'platform'],
  routes: ['service', 'platform'],
  service: ['service', 'object', 'rules', 'store', 'platform'],
  object: ['object', 'service', 'rules', 'store', 'platform'],
  rules: ['rules'],
  store: ['store', 'platform'],
  platform: ['store', 'platform'],
};

/** What a file of worker/ may import from another feature. The platform is open to all but the rules. */
const OTHER: Record<Floor, readonly Floor[]> = {
  top: ['routes', 'service', 'object', 'platform'],
  routes: ['platform'],
  service: ['service', 'platform'],
  object: ['service', 'platform'],
  rules: ['rules'],
  store: ['platform'],
  platform: ['platform'],
};

/** Packages a rules file may use: pure, without I/O. */
const PURE_PACKAGES = ['temporal-polyfill', 'libphonenumber-js'];
const SHARED_PACKAGES = ['zod', 'libphonenumber-js', 'typeid-js'];
const WIDGET_PACKAGES = ['lit', '@lit/reactive-element'];

/** Reads a place from a path relative to the repository, with forward slashes. */
export function placeOf(path: string): Place {
  const [area, ...rest] = path.split('/');
  if (area === 'worker') return workerPlace(rest);
  if (area === 'shared' || area === 'widget' || area === 'tools' || area === 'test') return { area };
  return { area: 'other' };
}

function workerPlace(rest: string[]): Place {
  const folder = rest.length > 1 ? (rest[0] ?? '') : '';
  const feature = folder;
  const name = rest.at(-1) ?? '';
  if (folder === '')
    return { area: 'worker', floor: /^(index|app)\.ts$/.test(name) ? 'top' : 'platform', feature, folder };
  return { area: 'worker', floor: namedFloor(name) ?? (PLATFORM.has(folder) ? 'platform' : 'rules'), feature, folder };
}

function namedFloor(name: string): Floor | undefined {
  if (/(^|-)routes\.ts$/.test(name)) return 'routes';
  if (/(^|-)service\.ts$/.test(name)) return 'service';
  if (/(^|-)store\.ts$/.test(name)) return 'store';
  if (/-(object|do)\.ts$/.test(name)) return 'object';
  return undefined;
}

export interface Import {
  /** The importing file, relative to the repository. */
  from: string;
  /** The imported file, relative to the repository, or the name of a package. */
  target: string;
  isPackage: boolean;
  /** True when nothing of the import is left at run time. */
  isType: boolean;
}

/** Says why an import may not stand, or undefined when it may. */
export function floorBreach({ from, target, isPackage, isType }: Import): string | undefined {
  const here = placeOf(from);
  if (isPackage) return packageBreach(here, target, isType);
  const there = placeOf(target);
  switch (here.area) {
    case 'shared':
      return there.area === 'shared' ? undefined : 'shared/ is the lowest floor: it imports nothing but itself.';
    case 'widget':
      if (there.area === 'widget') return undefined;
      if (there.area !== 'shared') return 'widget/ imports nothing of ours but itself and types from shared/.';
      return isType ? undefined : 'widget/ takes types from shared/, never a value: use `import type`.';
    case 'worker':
      if (there.area === 'shared') return undefined;
      if (there.area !== 'worker') return 'worker/ imports nothing of ours but itself and shared/.';
      return workerBreach(here, there, isType);
    case 'tools':
      return there.area === 'test' ? 'tools/ does not import from test/.' : undefined;
    default:
      return undefined;
  }
}

function workerBreach(
  here: Extract<Place, { area: 'worker' }>,
  there: Extract<Place, { area: 'worker' }>,
  isType: boolean,
): string | undefined {
  const own = here.feature === there.feature;
  if (here.floor === 'routes' && there.folder === 'db' && !isType) {
    return 'routes.ts holds paths, schemas and policy: it takes no value from worker/db. Ask the service.';
  }
  if (here.floor === 'rules' && isType && ((own && there.floor === 'store') || there.floor === 'platform')) {
    return undefined;
  }
  if ((own ? OWN : OTHER)[here.floor].includes(there.floor)) return undefined;
  const whose = own ? '' : ' of another feature';
  return `A ${here.floor} file may not import a ${there.floor} file${whose}: ${REASONS[here.floor]}`;
}

const REASONS: Record<Floor, string> = {
  top: 'index.ts and app.ts put routes, middleware, schedules and Durable Objects together; rules and stores stand below services.',
  routes: 'routes hold paths, schemas and policy and call their own service only.',
  service: 'a feature calls another feature through its service; it never looks up to routes or app.',
  object: 'a Durable Object is a thin shell: it calls services and its own rules and store.',
  rules: 'rules are pure; they take values only from shared/ and other rules (types also from their own store).',
  store: 'a store holds the SQL of its feature and takes the database; it knows no rules and no other store.',
  platform: 'the platform serves every feature and knows none.',
};

function packageBreach(here: Place, name: string, isType: boolean): string | undefined {
  if (here.area === 'shared' && !allowed(SHARED_PACKAGES, name)) {
    return `shared/ imports no package but ${SHARED_PACKAGES.join(', ')}.`;
  }
  if (here.area === 'widget' && !allowed(WIDGET_PACKAGES, name)) {
    return `widget/ imports no package but ${WIDGET_PACKAGES.join(', ')}.`;
  }
  if (here.area === 'worker' && here.floor === 'rules' && !isType && !allowed(PURE_PACKAGES, name)) {
    return 'A rules file is pure: it imports no package with I/O (http, database, runtime, crypto).';
  }
  return undefined;
}

function allowed(packages: readonly string[], name: string): boolean {
  return packages.some((each) => name === each || name.startsWith(`${each}/`));
}
