/** One file for the CDN each: whole in itself, in one language. English has the plain name. */
export interface Language {
  /** The file, such as `callside.pt-BR.js`. */
  readonly file: string;
  /** The folder under widget/translations. */
  readonly folder: string;
  /** What its index exports. */
  readonly table: string;
}

export const languages: readonly Language[] = [
  { file: 'callside.js', folder: 'en', table: 'en' },
  { file: 'callside.fr.js', folder: 'fr', table: 'fr' },
  { file: 'callside.pt-BR.js', folder: 'pt-br', table: 'ptBr' },
  { file: 'callside.it.js', folder: 'it', table: 'it' },
];
