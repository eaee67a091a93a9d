import { haldenProducts, ipeProducts } from './catalogue.ts';
import { fill } from './fill.ts';
import { haldenIncidents, ipeIncidents } from './incidents.ts';
import { namedRows } from './named.ts';
import { brazil, countries } from './places.ts';
import { Random } from './random.ts';
import { Clock, type DemoRows } from './rows.ts';
import { demoTenant, ipeTenant, type DemoTenant } from './tenants.ts';

/** How often each country calls Halden Cycles. */
const weights: Record<string, number> = { FR: 8, DE: 7, NL: 5, GB: 5, CH: 3, PL: 4, IT: 4, ES: 3 };

/** What a tenant of the demo is filled with; the same each time but for the times, which lead up to `now`. */
export function rowsOf(tenant: string, now: number): DemoRows {
  const clock = new Clock(now);
  if (tenant === demoTenant.key) return halden(clock);
  if (tenant === ipeTenant.key) return ipe(clock);
  throw new RangeError(`${tenant} is no tenant of the demo`);
}

function halden(clock: Clock): DemoRows {
  const products = haldenProducts(clock);
  const named = namedRows(clock);
  const made = fill({
    random: new Random(20_418),
    clock,
    persons: 210,
    accounts: 60,
    countries: [...countries.map((country) => [country, weights[country.code] ?? 1] as const), [brazil, 3] as const],
    products,
    currency: 'EUR',
    taxRateOf: rateOf(demoTenant),
    cardName: 'Card',
    carriage: 'Carriage',
    jobTitles: ['Buyer', 'Owner', 'Workshop', 'Accounts', 'Warehouse', 'Fleet manager'],
    cases: {
      incidents: haldenIncidents,
      priorities: [
        ['Low', 3],
        ['Normal', 9],
        ['Raised', 4],
        ['High', 2],
        ['Critical', 1],
      ],
      owners: ['ines', 'ines', 'tomasz', 'chloe', 'marta'],
      callSubject: 'Call from customer',
    },
    firstNumber: 60_011,
    names: new Set(named.customers.map(({ name }) => name)),
  });
  return {
    products,
    customers: [...named.customers, ...made.customers],
    contacts: [...named.contacts, ...made.contacts],
    addresses: [...named.addresses, ...made.addresses],
    orders: [...named.orders, ...made.orders],
    cases: [...named.cases, ...made.cases],
  };
}

function ipe(clock: Clock): DemoRows {
  const products = ipeProducts(clock);
  return {
    products,
    ...fill({
      random: new Random(55_081),
      clock,
      persons: 90,
      accounts: 25,
      countries: [[brazil, 1]],
      products,
      currency: 'BRL',
      taxRateOf: rateOf(ipeTenant),
      cardName: 'Cartão',
      carriage: 'Frete',
      jobTitles: ['Compras', 'Síndico', 'Gerente', 'Financeiro'],
      cases: {
        incidents: ipeIncidents,
        priorities: [
          ['Baixa', 3],
          ['Normal', 8],
          ['Elevada', 3],
          ['Alta', 2],
          ['Crítica', 1],
        ],
        owners: ['rosana', 'rosana', 'caio', 'ligia'],
        callSubject: 'Ligação do cliente',
      },
      firstNumber: 20_003,
      names: new Set(),
    }),
  };
}

/** The rate that the tenant's first channel taxes a whole country with. */
function rateOf({ setUp }: DemoTenant): (country: string) => string {
  return (country) => {
    const rates = setUp.channels[0]?.taxRates ?? [];
    return rates.find((rate) => rate.country === country && !rate.region)?.rate ?? '0';
  };
}
