import { env } from 'cloudflare:workers';
import { importResultSchema, type ImportKind, type ImportResult } from '../../../shared/imports.ts';
import type { Client, Desk } from './desk.ts';

/** Rows of each kind that name each other: one product, an account with a contact and an address, an order, a case. */
export const rowOf = {
  products: { externalId: 'p1', sku: 'BK-R93R', name: 'Road bike', unitPrice: '2443.35', available: 12 },
  customers: { externalId: 'c1', number: 'AW00000001', kind: 'account', name: 'Next-Door Bike Store', country: 'US' },
  contacts: {
    externalId: 'k1',
    customer: 'c1',
    name: 'Gustavo Achong',
    jobTitle: 'Owner',
    email: 'gustavo0@adventure-works.com',
    phone: '425-555-0182',
  },
  addresses: {
    externalId: 'a1',
    customer: 'c1',
    purpose: 'delivery',
    line1: '50 Edward Ave',
    city: 'Concord',
    region: 'CA',
    postalCode: '94519',
    country: 'US',
  },
  orders: {
    externalId: 'o1',
    number: 'SO43659',
    customer: 'c1',
    contact: 'k1',
    status: 'invoiced',
    currency: 'EUR',
    placedAt: '2011-05-31T00:00:00Z',
    deliverTo: 'a1',
    tax: '12.3456',
    charges: [{ code: 'freight', name: 'Freight', amount: '4.5' }],
    total: '2460.1956',
    lines: [{ externalId: '1', product: 'p1', quantity: 1, unitPrice: '2443.35' }],
    payments: [{ kind: 'card', name: 'Vista', amount: '2460.1956', hint: '5310' }],
  },
  cases: {
    externalId: 's1',
    number: 'CAS-1',
    customer: 'c1',
    contact: 'k1',
    product: 'p1',
    title: 'The fork is bent',
    priority: 'Critical',
    subject: 'Parts',
    owner: 'clerk',
    createdAt: '2012-01-05T09:00:00Z',
    activities: [
      {
        externalId: 't1',
        kind: 'phone_call',
        subject: 'Called back',
        state: 'completed',
        durationMinutes: 12,
        createdAt: '2012-01-06T09:00:00Z',
      },
    ],
    notes: [{ externalId: 'n1', body: 'A new fork is on its way', createdAt: '2012-01-05T10:00:00Z' }],
  },
} as const satisfies Record<ImportKind, object>;

/** The kinds in an order in which each finds what it names. */
export const kinds = ['products', 'customers', 'contacts', 'addresses', 'orders', 'cases'] as const;

export async function send(importer: Client, kind: ImportKind, ...rows: unknown[]): Promise<ImportResult> {
  return (await importer.post(`/v1/imports/${kind}`, { source: 'shop', rows })).as(importResultSchema);
}

/** Sends one row of each kind. */
export async function sendAll(importer: Client): Promise<void> {
  for (const kind of kinds) await send(importer, kind, rowOf[kind]);
}

const tables = [
  'products',
  'customers',
  'customer_keys',
  'contacts',
  'addresses',
  'notes',
  'cases',
  'activities',
  'resolutions',
  'orders',
  'order_lines',
  'order_charges',
  'payments',
  'customer_summary',
  'events',
] as const;

/** Every row that a tenant has, by table: what must not change when nothing new is sent. */
export async function everythingOf(desk: Desk): Promise<Record<string, unknown[]>> {
  const answers = await env.DB.batch(
    tables.map((table) => env.DB.prepare(`SELECT * FROM ${table} WHERE tenant = ?`).bind(desk.tenant)),
  );
  return Object.fromEntries(tables.map((table, place) => [table, answers[place]?.results ?? []]));
}
