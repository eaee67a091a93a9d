/** A code with its name in the agent's language. */
export type Named = readonly [code: string, name: string];

const languageCodes =
  'ar bg cs da de el en es et fi fr he hi hr hu it ja ko lt lv nb nl pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh';
/** Codes that the region names of browsers know and that are no countries. */
const noCountry = /^(E[UZ]|UN|QO|X[AB]|ZZ)$/;

const known = new Map<string, readonly Named[]>();

/** The languages a customer can be said to speak, by name. */
export function languages(language: string): readonly Named[] {
  return named(language, 'language', () => languageCodes.split(' '));
}

/** All countries, by name: every pair of letters that the browser knows as a region of today. */
export function countries(language: string): readonly Named[] {
  return named(language, 'region', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    return letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => !noCountry.test(code) && new Intl.Locale(`und-${code}`).region === code);
  });
}

function named(language: string, type: 'language' | 'region', codes: () => string[]): readonly Named[] {
  const key = language + type;
  let list = known.get(key);
  if (!list) {
    const names = new Intl.DisplayNames(language, { type, fallback: 'none' });
    list = codes()
      .map((code): Named => [code, names.of(code) ?? ''])
      .filter(([, name]) => name !== '')
      .sort(([, one], [, other]) => one.localeCompare(other, language));
    known.set(key, list);
  }
  return list;
}
