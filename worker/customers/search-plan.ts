import type { SearchBy } from '../../shared/customers.ts';
import { phoneDigits, searchedDigits } from '../../shared/phone.ts';
import { isMistypedTaxId, normalizeTaxId } from '../../shared/tax-id.ts';
import { foldText } from '../../shared/text.ts';
import { foldNumber, reversed } from './keys.ts';
import type { KeysToFind, KeysWanted, ShownText } from './search-store.ts';
import { lineOf, wordsOf } from './search-text.ts';

/**
 * What a search asks of the indexes. `text` are a whole name, and expressions for the full-text index that leave each
 * other's rows out: words that begin with what was typed, words that contain it.
 */
export interface SearchPlan extends KeysWanted {
  text: { wholeName: string | null; begins: string | null; contains: string | null } | null;
  words: string[];
  /** What of a customer the words may be found in. */
  texts: readonly ShownText['by'][];
  /** A CPF or CNPJ whose check digits do not agree: said so if nothing is found. */
  isMistypedTaxId: boolean;
}

const nothing: SearchPlan = {
  number: null,
  order: [],
  taxId: null,
  email: null,
  phone: null,
  dialled: null,
  text: null,
  words: [],
  texts: ['name', 'email'],
  isMistypedTaxId: false,
};

/** The fewest digits that are looked for at the end of phone numbers, and the most that a number has with all prefixes. */
const fewestDigits = 3;
const mostDigits = 20;

/** Reads what somebody typed. `country` is the tenant's: how a phone number without a country code is read. */
export function planSearch(typed: string, by: SearchBy, home: { scope: string; country: string }): SearchPlan {
  const text = typed.replace(/\p{C}/gu, ' ').trim();
  const words = wordsOf(text);
  switch (by) {
    case 'any':
      return planAny(text, words, home);
    case 'name':
      return { ...nothing, words, texts: ['name'], text: namesToFind(words, 'text', home.scope) };
    case 'phone':
      return { ...nothing, ...phonesToFind(text, home.country) };
    case 'email':
      return planEmail(text, home.scope);
    case 'number':
      return { ...nothing, number: numbersToFind(text) };
    case 'order':
      return { ...nothing, order: orderNumbers(text) };
    case 'tax_id':
      return { ...nothing, taxId: taxIdsToFind(text), isMistypedTaxId: isMistypedTaxId(text) };
  }
}

/** Looks at all that the text can be: an e-mail, or names, and where it has digits also numbers of every kind. */
function planAny(text: string, words: string[], home: { scope: string; country: string }): SearchPlan {
  if (text.includes('@')) return planEmail(text, home.scope);
  const named = { ...nothing, words, text: namesToFind(words, '{text email}', home.scope) };
  // Some tenants number their customers by letters alone.
  if (/^[A-Za-z-]{3,20}$/.test(text)) return { ...named, number: { exact: [foldNumber(text)], begins: null } };
  if (!/\d/.test(text)) return named;
  return {
    ...named,
    number: numbersToFind(text),
    order: orderNumbers(text),
    taxId: taxIdsToFind(text),
    ...(/^[+\d\s()./-]+$/.test(text) && phonesToFind(text, home.country)),
  };
}

function planEmail(text: string, scope: string): SearchPlan {
  const email = text.toLowerCase();
  const folded = foldText(text);
  return {
    ...nothing,
    words: [folded],
    texts: ['email'],
    email: { exact: [email], begins: email },
    text: {
      wholeName: null,
      begins: null,
      contains: hasTrigram(folded)
        ? scoped(scope, `email : ${quoted(folded)} NOT email : ${quoted(`\n${folded}`)}`)
        : null,
    },
  };
}

/**
 * The digits from the end of the number backwards, with and without a country code, and, where more was typed than
 * was stored, the whole of shorter numbers; and the digits from the front, for a number that is still being typed.
 */
function phonesToFind(text: string, country: string): Pick<KeysWanted, 'phone' | 'dialled'> {
  const withoutZeros = searchedDigits(text);
  // Last digits may begin with zeros that are no prefix.
  const typed = withoutZeros.length < fewestDigits ? text.replace(/\D/g, '') : withoutZeros;
  if (typed.length < fewestDigits || typed.length > mostDigits) return { phone: null, dialled: null };
  const whole = phoneDigits(text, country);
  const shorter = Array.from({ length: Math.max(typed.length - 7, 0) }, (_, cut) => typed.slice(cut + 1));
  return {
    phone: {
      exact: [...new Set([whole, typed])].map(reversed),
      begins: reversed(typed),
      besides: shorter.map(reversed),
    },
    dialled: { exact: [], begins: typed },
  };
}

function numbersToFind(text: string): KeysToFind | null {
  const key = foldNumber(text);
  return key === '' ? null : { exact: [key], begins: key };
}

/** An order's number as it was typed, raised, and with the dashes that ours have. */
function orderNumbers(text: string): string[] {
  const raised = text.toUpperCase();
  const ours = /^(?:ORD)?([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(raised.replace(/[^0-9A-Z]/g, ''));
  return [...new Set([text, raised, ...(ours ? [`ORD-${ours[1]}-${ours[2]}`] : [])])].filter((number) => number !== '');
}

function taxIdsToFind(text: string): KeysToFind | null {
  const key = normalizeTaxId(text);
  return key === '' ? null : { exact: [key], begins: null };
}

/**
 * All words must be there, in any order: as beginnings of words, and from three letters on anywhere inside. What was
 * typed stands in quotes only, so that it is never read as an operator.
 */
function namesToFind(words: readonly string[], columns: string, scope: string): SearchPlan['text'] {
  if (words.length === 0) return null;
  const begins = words.map((word) => beginning(word, columns));
  const contains = words.map((word, place) => (hasTrigram(word) ? `${columns} : ${quoted(word)}` : begins[place]));
  return {
    wholeName: lineOf(words),
    begins: scoped(scope, begins.join(' AND ')),
    contains: words.some(hasTrigram)
      ? scoped(scope, `(${contains.join(' AND ')}) NOT (${begins.join(' AND ')})`)
      : null,
  };
}

/** A word of a name stands after two spaces, an e-mail after a line's end; a trigram needs three characters. */
function beginning(word: string, columns: string): string {
  const ofName = `text : ${quoted(`  ${word}`)}`;
  const ofEmail = `email : ${quoted(`\n${word}`)}`;
  return columns === 'text' || lengthOf(word) < 2 ? ofName : `(${ofName} OR ${ofEmail})`;
}

function scoped(scope: string, expression: string): string {
  return `scope : ${quoted(scope)} AND (${expression})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function hasTrigram(text: string): boolean {
  return lengthOf(text) >= 3;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
