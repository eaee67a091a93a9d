import type { D1Database } from '@cloudflare/workers-types';
import { idOfExternal, newId, type CustomerId, type OrderId, type TenantId } from '../../shared/ids.ts';
import { newNumber } from '../../shared/numbers.ts';
import { newCaseStatements, type NewCase } from '../../worker/cases/service.ts';
import { newAddressStatements, newCustomerStatements, type NewAddress } from '../../worker/customers/service.ts';
import { TenantDatabase } from '../../worker/db/database.ts';
import type { Statement } from '../../worker/db/statement.ts';
import { newOrderStatements, type NewOrder } from '../../worker/orders/service.ts';
import { newProductStatements } from '../../worker/products/service.ts';
import { Directory } from '../../worker/auth/directory.ts';
import { haldenIncidents } from './incidents.ts';
import { address, person } from './people.ts';
import { countries } from './places.ts';
import { Random } from './random.ts';
import { day } from './rows.ts';

/** What a tenant was filled with. */
export interface Many {
  customers: CustomerId[];
  cases: NewCase['columns'][];
  /** Paid drafts of one customer that can be submitted, all alike. */
  drafts: OrderId[];
}

const minute = 60_000;
/** Customers written at once. */
const block = 1_000;
/** How many cases a customer has. */
const casesEach = 4;

/**
 * Fills a tenant of the demo with many cases, four a customer, and with drafts that wait to be submitted. The rows are written by the services' own
 * statements and not through the routes, which takes seconds where the routes would take minutes.
 */
export async function fillMany(
  database: D1Database,
  tenantId: TenantId,
  wanted: { cases: number; drafts: number; now: number },
): Promise<Many> {
  const tenant = await new Directory(database).tenant(tenantId, 0);
  const [country] = countries;
  if (tenant === null || country === undefined) throw new Error('there is nobody to fill');
  const { now } = wanted;
  const random = new Random(wanted.cases);
  const write = async (statements: readonly Statement[]): Promise<void> => {
    const result = await new TenantDatabase(database, tenantId).write(statements);
    if (result === 'raced') throw new Error('what the tenant is filled with was there already');
  };
  const setUpId = <Kind extends 'agent' | 'priority' | 'channel'>(kind: Kind, name: string) =>
    idOfExternal(kind, tenantId, 'set-up', name);
  const owners = await Promise.all(['ines', 'tomasz', 'chloe', 'marta'].map((name) => setUpId('agent', name)));
  const priorities = await Promise.all(['Low', 'Normal', 'Raised'].map((name) => setUpId('priority', name)));
  const many: Many = { customers: [], cases: [], drafts: [] };

  const caseOf = (customer: CustomerId): NewCase => {
    const incident = random.pick(haldenIncidents);
    const state = random.weighted(['active' as const, 1], ['cancelled' as const, 1]);
    const createdAt = now - random.int(60, 700 * day) * minute;
    const closedAt = state === 'active' ? null : createdAt + random.int(1, 60) * minute;
    const [id, owner] = [newId('case'), random.pick(owners)];
    return {
      columns: {
        id,
        number: newNumber('case'),
        customer,
        contact: null,
        title: incident.title,
        description: incident.description ?? null,
        state,
        statusReason: state === 'active' ? 'in_progress' : 'cancelled',
        priority: random.pick(priorities),
        subject: null,
        product: null,
        productSerialNumber: null,
        origin: 'phone',
        type: incident.type,
        owner,
        createdAt,
        updatedAt: closedAt ?? createdAt,
        closedAt,
      },
      hotAlert: false,
      resolution: null,
      activities: [
        {
          id: newId('activity'),
          caseId: id,
          kind: 'phone_call',
          subject: incident.task,
          description: null,
          state: 'completed',
          dueAt: null,
          durationMinutes: 5,
          owner,
          createdAt,
          closedAt: createdAt,
        },
      ],
      notes: [],
    };
  };

  let home: NewAddress | undefined;
  for (let from = 0; from < wanted.cases / casesEach; from += block) {
    const count = Math.min(block, wanted.cases / casesEach - from);
    const customers = Array.from({ length: count }, (_, place) => ({
      id: newId('customer'),
      number: `C-${60_000 + from + place}`,
      kind: 'person' as const,
      ...person(random, country),
      taxId: null,
      language: country.language,
      country: country.code,
      createdAt: now - random.int(700, 3000) * day * minute,
    }));
    const addresses = customers.map(({ id, number }): NewAddress => {
      const where = address(random, country, number, 1);
      return {
        id: newId('address'),
        customer: id,
        purpose: 'delivery',
        primary: true,
        line1: where.line1,
        line2: null,
        city: where.city,
        region: where.region ?? null,
        postalCode: where.postalCode ?? null,
        country: country.code,
      };
    });
    const cases = customers.flatMap(({ id }) => Array.from({ length: casesEach }, () => caseOf(id)));
    await write([...newCustomerStatements(tenant, customers), ...newAddressStatements(addresses)]);
    await write(newCaseStatements(cases, Date.now()));
    many.customers.push(...customers.map(({ id }) => id));
    many.cases.push(...cases.map(({ columns }) => columns));
    home ??= addresses[0];
  }

  if (home === undefined) throw new Error('nobody orders');
  const { customer, id: deliverTo } = home;
  const product = { id: newId('product'), sku: 'HC-BELL-BRS', name: 'Bell, brass', unitPrice: '17.90' };
  const stock = { available: 150, expectedAt: null, active: true };
  await write(newProductStatements(tenant.productScope, [{ ...product, ...stock }]));
  const [channel, takenBy] = [await setUpId('channel', 'Service Europe'), await setUpId('agent', 'ines')];
  for (let from = 0; from < wanted.drafts; from += block) {
    const drafts = Array.from({ length: Math.min(block, wanted.drafts - from) }, (): NewOrder => {
      return {
        id: newId('order'),
        number: newNumber('order'),
        customer,
        contact: null,
        channel,
        takenBy,
        status: 'draft',
        currency: tenant.currency,
        deliverTo,
        placedAt: null,
        createdAt: now,
        tax: '3.58',
        statedTotal: null,
        lines: [
          { id: newId('line'), product: product.id, quantity: 1, unitPrice: product.unitPrice, discountRate: '0' },
        ],
        charges: [],
        payments: [{ id: newId('payment'), kind: 'card', name: 'Card', amount: '21.48', hint: '4242' }],
      };
    });
    await write(newOrderStatements(drafts, now));
    many.drafts.push(...drafts.map(({ id }) => id));
  }
  return many;
}
