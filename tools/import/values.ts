/** A decimal of at most four places, rounded half up from what a file writes: `0.15000000596` is `0.15`. */
export function decimal(text: string): string {
  const match = /^(\d{1,13})(?:\.(\d*))?$/.exec(text);
  if (match === null) return text;
  const [, whole = '0', fraction = ''] = match;
  const scaled = BigInt(whole + fraction.slice(0, 4).padEnd(4, '0')) + (/^[5-9]/.test(fraction.slice(4)) ? 1n : 0n);
  const digits = scaled.toString().padStart(5, '0');
  const places = digits.slice(-4).replace(/0+$/, '');
  return places === '' ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${places}`;
}

/**
 * A date, with or without a time, as RFC 3339. The files say no zone; their times are taken for UTC. A text of another
 * form is left as it is, for the API to refuse with its field.
 */
export function utcTime(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?))?Z?$/.exec(text);
  return match === null ? text : `${match[1] ?? ''}T${match[2] ?? '00:00:00'}Z`;
}

/** A whole number; a text that is none is left as it is, for the API to refuse with its field. */
export function wholeNumber(text: string): number {
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** The parts that are there, with a space between. */
export function joined(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');
}

const otherNames: Readonly<Record<string, string>> = { UK: 'GB', USA: 'US' };

/**
 * The ISO 3166 code of a country's English name, or of its code. A name that is not known is left as it is, for the
 * API to refuse with its field.
 */
export function countryCode(name: string): string | null {
  if (name === '') return null;
  return otherNames[name] ?? codesByName().get(name) ?? name;
}

let codes: Map<string, string> | undefined;

function codesByName(): ReadonlyMap<string, string> {
  if (codes !== undefined) return codes;
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  codes = new Map();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    if (name !== undefined && isCurrent(code)) codes.set(name, code);
  }
  return codes;
}

/** Codes of countries that were, such as DD, stand for their successors. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}
