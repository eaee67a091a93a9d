import { caseOf, type CaseWorld } from './cases.ts';
import { order } from './orders.ts';
import { address, domainOf, person, unlike } from './people.ts';
import type { Country } from './country.ts';
import { brazil } from './places.ts';
import type { Random } from './random.ts';
import { day, type Clock, type DemoRows, type Row } from './rows.ts';
import { cnpj, cpf } from './tax-ids.ts';

/** What a tenant's made-up customers are like. */
export interface World {
  random: Random;
  clock: Clock;
  persons: number;
  accounts: number;
  /** Countries with how often they occur. */
  countries: readonly (readonly [country: Country, weight: number])[];
  products: readonly Row<'products'>[];
  currency: string;
  taxRateOf: (country: string) => string;
  cardName: string;
  carriage: string;
  jobTitles: readonly string[];
  cases: CaseWorld;
  /** Numbers are counted on from here. */
  firstNumber: number;
  /** The names that somebody has. */
  names: Set<string>;
}

/** Makes up customers with all that belongs to them. */
export function fill(world: World): Omit<DemoRows, 'products'> {
  const rows: Omit<DemoRows, 'products'> = { customers: [], contacts: [], addresses: [], orders: [], cases: [] };
  const { random } = world;
  const count = world.persons + world.accounts;
  const isAccount = random.some(
    Array.from({ length: count }, (_, index) => index),
    world.accounts,
  );
  const accounts = new Set(isAccount);
  for (let index = 0; index < count; index += 1) {
    addCustomer(rows, world, `C-${world.firstNumber + index * 7}`, accounts.has(index));
  }
  return rows;
}

function addCustomer(rows: Omit<DemoRows, 'products'>, world: World, number: string, isAccount: boolean): void {
  const { random, clock } = world;
  const country = random.weighted(...world.countries);
  const places = Array.from({ length: random.weighted([1, 5], [2, 2], [3, 1]) }, (_, nth) =>
    address(random, country, number, nth + 1),
  );
  const contacts = isAccount ? addAccount(rows, world, country, number, places) : [];
  if (!isAccount) {
    const someone = unlike(world.names, () => person(random, country));
    rows.customers.push({
      externalId: number,
      number,
      kind: 'person',
      ...someone,
      taxId: country === brazil ? cpf(random) : null,
      language: country.language,
      country: country.code,
      createdAt: clock.before(random.int(30, 3000) * day),
    });
  }
  rows.addresses.push(...places);
  const deliverTo = places[0]?.externalId;
  if (deliverTo === undefined) return;

  const contact = contacts[0];
  const orders = random.weighted([0, 3], [1, 4], [2, 3], [4, isAccount ? 3 : 1]);
  for (let nth = 0; nth < orders; nth += 1) {
    rows.orders.push(
      order(random, clock, `SO-${150_000 + rows.orders.length * 31}`, world.products, {
        customer: number,
        ...(contact !== undefined && { contact }),
        deliverTo,
        currency: world.currency,
        taxRate: world.taxRateOf(country.code),
        cardName: world.cardName,
        carriage: world.carriage,
      }),
    );
  }
  const cases = random.weighted([0, 4], [1, 4], [2, 2], [3, 1]);
  for (let nth = 0; nth < cases; nth += 1) {
    const owner = { id: number, ...(contact !== undefined && { contact }) };
    rows.cases.push(caseOf(random, clock, `CAS-${10_000 + rows.cases.length * 13}`, owner, world.cases));
  }
}

/** Adds the company and those who work there; answers their external ids. */
function addAccount(
  rows: Omit<DemoRows, 'products'>,
  { random, clock, jobTitles, names }: World,
  country: Country,
  number: string,
  places: readonly Row<'addresses'>[],
): string[] {
  const city = places[0]?.city ?? '';
  const { name } = unlike(names, () => ({ name: `${random.pick(country.companies)} ${city} ${country.companyForm}` }));
  const domain = domainOf(name, `customer-${number.slice(2)}`);
  rows.customers.push({
    externalId: number,
    number,
    kind: 'account',
    name,
    email: `office@${domain}`,
    phone: random.fill(country.landline),
    taxId: country === brazil ? cnpj(random) : null,
    language: country.language,
    country: country.code,
    createdAt: clock.before(random.int(30, 3000) * day),
  });
  const contacts = Array.from({ length: random.int(1, 3) }, (_, nth) => ({
    externalId: `${number}-c${nth + 1}`,
    customer: number,
    jobTitle: random.pick(jobTitles),
    ...person(random, country, domain),
  }));
  rows.contacts.push(...contacts);
  return contacts.map(({ externalId }) => externalId);
}
