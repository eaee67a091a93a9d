import { foldText } from '../../shared/text.ts';
import type { Country } from './country.ts';
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
  const families = random.some(country.family, country.twoFamilies ? 2 : 1).map(written);
  const family = families.map(([name]) => name).join(' ');
  const familyLatin = families.map(([, latin]) => latin).join(' ');
  const domain = at ?? random.pick(['post.example', 'mail.example', 'inbox.example']);
  const user = `${mailPart(givenLatin)}.${mailPart(familyLatin)}${at === undefined ? random.int(1, 99) : ''}`;
  return {
    name: country.familyFirst ? `${family} ${given}` : `${given} ${family}`,
    email: `${user}@${domain}`,
    phone: random.fill(country.mobile),
  };
}

/** Makes up something until it has a name that nobody has yet, and keeps that name. */
export function unlike<Named extends { name: string }>(names: Set<string>, make: () => Named): Named {
  let made = make();
  for (let tries = 1; names.has(made.name) && tries < 50; tries += 1) made = make();
  names.add(made.name);
  return made;
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
