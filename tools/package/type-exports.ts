import { dirname, join, relative } from 'node:path';
import { builtPath } from '../manifest/manifest.ts';
import type { Described } from '../manifest/manifest.ts';
import { root } from '../test/run-command.ts';
import { eventClasses } from './react.ts';

/** What a host names beside the elements and their events. */
const others = {
  'client/api': 'ApiClient',
  'client/http': 'Fetch',
  'client/result': 'Failure',
  'client/token-source': 'GetToken',
  'internal/selection': 'Selection, SelectionChange',
  'translations/terms': 'Terms',
};

/**
 * The types that the declaration of each entry exports beside what its source does: an element's class and its events,
 * and of the whole all of them. A file that registers has no use for them itself, and a declaration that nobody imports is
 * one whose events no `addEventListener` knows.
 */
export function typeExports({ elements }: Described): Map<string, string> {
  const exports = elements.map((element): [string, string] => {
    const path = builtPath(relative(root, element.registrar));
    const named = [[builtPath(relative(root, element.file)), element.name], ...eventClasses([element])];
    return [
      path,
      named.map(([from = '', names = '']) => `export type { ${names} } from '${seen(from, path)}';\n`).join(''),
    ];
  });
  const index = 'widget/index.js';
  const all = [
    ...exports.map(([path]) => `export type * from '${seen(path, index)}';\n`),
    ...Object.entries(others).map(([path, names]) => `export type { ${names} } from './${path}.js';\n`),
  ];
  return new Map(
    [...exports, [index, all.join('')]].map(([path = '', text = '']) => [path.replace(/\.js$/, '.d.ts'), text]),
  );
}

/** A module as another one names it. */
function seen(path: string, from: string): string {
  const way = relative(dirname(join('/', from)), join('/', path));
  return way.startsWith('.') ? way : `./${way}`;
}
