import { foldText } from '../../shared/text.ts';
import type { Country } from './places.ts';
import type { Random } from './random.ts';
import type { Row } from './rows.ts';

/** Somebody with a name and the ways to reach them. */
export interface Person {
  name: string;
  email: string;
  phone: string;
}

/** Makes up a person. `at` is the domain of their company; without it they use a mail provider's. */
export function person(random: Random, country: Country, at?: string): Person {
  const [given, givenLatin] = written(random.pick(country.given));
  const [family, familyLatin] = written(random.pick(country.family));
  const domain = at ?? random.pick(['post.example', 'mail.example', 'inbox.example']);
  const user = `${mailPart(givenLatin)}.${mailPart(familyLatin)}${at === undefined ? random.int(1, 99) : ''}`;
  return {
    name: country.familyFirst ? `${family} ${given}` : `${given} ${family}`,
    email: `${user}@${domain}`,
    phone: random.fill(country.mobile),
  };
}

/** Makes up an address in the country. */
export function address(random: Random, country: Country, customer: string, nth: number): Row<'addresses'> {
  const city = random.pick(country.cities);
  return {
    externalId: `${customer}-a${nth}`,
    customer,
    purpose: nth === 1 ? 'delivery' : random.pick(['invoice', 'home', 'other'] as const),
    primary: nth === 1,
    line1: country.street(random.pick(country.streets), random.int(1, 180)),
    city: city.name,
    region: city.region ?? null,
    postalCode: random.fill(city.postalCode),
    country: country.code,
  };
}

/** A domain for a company's name. */
export function domainOf(company: string, fallback: string): string {
  const name = mailPart(company);
  return `${name === '' ? fallback : name}.example`;
}

function mailPart(text: string): string {
  return foldText(text)
    .replace(/ı/g, 'i')
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function written(name: string | readonly [string, string]): readonly [string, string] {
  return typeof name === 'string' ? [name, name] : name;
}
