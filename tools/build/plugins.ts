import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Language } from './languages.ts';
import { minifyTemplates } from './minify-templates.ts';

/** The name of our Trusted Types policy, which a host with Trusted Types allows. */
export const policyName = 'callside';

/**
 * Gives Lit's Trusted Types policy our name. Lit's own name is fixed, and a page that carries its own Lit would otherwise
 * have two policies of one name, of which the second throws as it loads.
 *
 * @throws Error when this Lit no longer names its policy so: then find where it does.
 */
export const trustedTypes: Plugin = {
  name: 'trusted-types',
  setup(build) {
    build.onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const named = 'createPolicy("lit-html"';
      if (source.split(named).length !== 2) throw new Error(`${path} does not create the policy "lit-html" once.`);
      return { contents: source.replace(named, `createPolicy("${policyName}"`), loader: 'js' };
    });
  },
};

/** Makes the templates of our own files smaller. */
export const templates: Plugin = {
  name: 'templates',
  setup(build) {
    build.onLoad({ filter: /[\\/]widget[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: await minifyTemplates(source, relative(process.cwd(), path)), loader: 'ts' };
    });
  },
};

/** Puts one language in the place of widget/language.ts. */
export function languagePlugin({ folder, table }: Language): Plugin {
  return {
    name: 'language',
    setup(build) {
      build.onLoad({ filter: /[\\/]widget[\\/]language\.ts$/ }, () => ({
        contents: `import { registerTerms } from './internal/localize.ts';
import { ${table} } from './translations/${folder}/index.ts';
registerTerms(${table});`,
        loader: 'ts',
      }));
    },
  };
}
