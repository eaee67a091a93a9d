import { beforeAll, describe, expect, it } from 'vitest';
import { activitySchema, caseSchema } from '../../shared/cases.ts';
import { addressSchema, contactSchema, customerSchema } from '../../shared/customers.ts';
import { orderSchema } from '../../shared/orders.ts';
import { roles, type Role } from '../../shared/sessions.ts';
import { productListSchema } from '../../shared/set-up.ts';
import { routes } from '../../worker/app.ts';
import type { Route } from '../../worker/http/route.ts';
import { Client, hostOrigin, newDesk, type Desk, type Reply } from './support/desk.ts';

/**
 * Every route against every kind of caller. The table is made of the routes themselves; a route that needs a record
 * or a body which nobody provides below fails, so that none can be forgotten.
 */
let desk: Desk;
let other: Desk;
const people = { agent: 'clerk', supervisor: 'supervisor', admin: 'admin', integration: 'importer' } as const;
const clients = new Map<Role, Client>();
let stranger: Client;
let strangeImporter: Client;
let product: string;

beforeAll(async () => {
  desk = await newDesk();
  other = await newDesk();
  for (const role of roles) clients.set(role, await desk.as(people[role]));
  stranger = await other.as('supervisor');
  strangeImporter = await other.as('importer');
  await as('integration').post('/v1/imports/products', {
    source: 'matrix',
    rows: [{ externalId: 'fork', sku: 'HC-FRK', name: 'Front fork', unitPrice: '149' }],
  });
  const { items } = (await as('agent').get('/v1/products?q=fork')).as(productListSchema);
  product = items[0]?.id ?? '';
});

function as(role: Role): Client {
  const client = clients.get(role);
  if (client === undefined) throw new Error(`nobody is ${role}`);
  return client;
}

/** A customer with everything a route can name, made through the API. */
async function newRecords(): Promise<Record<string, string>> {
  const clerk = as('agent');
  const customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Matrix Oy' })).as(customerSchema);
  const path = `/v1/customers/${customer.id}`;
  const address = (
    await clerk.post(`${path}/addresses`, { line1: 'Rue 1', city: 'Lyon', country: 'FR', primary: true })
  ).as(addressSchema);
  const contact = (await clerk.post(`${path}/contacts`, { name: 'Théo Lefèvre' })).as(contactSchema);
  const opened = (await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork' })).as(caseSchema);
  const activity = (
    await clerk.post(`/v1/cases/${opened.id}/activities`, { kind: 'task', subject: 'Photos', state: 'completed' })
  ).as(activitySchema);
  return {
    customerId: customer.id,
    addressId: address.id,
    contactId: contact.id,
    caseId: opened.id,
    activityId: activity.id,
    productId: product,
    kind: 'products',
  };
}

/** An order with a line and a payment, for the routes that name one. */
async function newOrder(customerId: string): Promise<Record<string, string>> {
  const clerk = as('agent');
  const order = (await clerk.post('/v1/orders', { customerId })).as(orderSchema);
  const path = `/v1/orders/${order.id}`;
  const lined = (await clerk.post(`${path}/lines`, { productId: product }, { version: order.version })).as(orderSchema);
  const methodId = await desk.id('paymentMethod', 'Phone\nCash');
  const paid = await clerk.post(`${path}/payments`, { methodId }, { version: lined.version });
  const { lines, payments } = paid.as(orderSchema);
  return { orderId: order.id, lineId: lines[0]?.id ?? '', paymentId: payments[0]?.id ?? '' };
}

type Records = Record<string, string>;

/** What each route that takes a body is sent; the records are those of the route's own path. */
const bodies: Record<string, (records: Records) => unknown> = {
  'POST /v1/sessions': () => ({ publishableKey: 'pk', assertion: 'x' }),
  'POST /v1/customers': () => ({ kind: 'person', name: 'Matrix' }),
  'PATCH /v1/customers/:customerId': () => ({ name: 'Matrix Ab' }),
  'POST /v1/customers/:customerId/addresses': () => ({ line1: 'Rue 2', city: 'Lyon', country: 'FR' }),
  'POST /v1/customers/:customerId/contacts': () => ({ name: 'Zoé' }),
  'PATCH /v1/customers/:customerId/contacts/:contactId': () => ({ name: 'Zoé' }),
  'POST /v1/customers/:customerId/notes': () => ({ body: 'Deliveries before ten' }),
  'POST /v1/cases': ({ customerId }) => ({ customerId, title: 'Fork' }),
  'PATCH /v1/cases/:caseId': () => ({ title: 'Saddle' }),
  'POST /v1/cases/:caseId/resolve': () => ({ resolution: 'Done' }),
  'POST /v1/cases/:caseId/cancel': () => ({}),
  'POST /v1/cases/:caseId/reactivate': () => ({}),
  'POST /v1/cases/:caseId/activities': () => ({ kind: 'task', subject: 'Photos' }),
  'PATCH /v1/cases/:caseId/activities/:activityId': () => ({ state: 'open' }),
  'POST /v1/cases/:caseId/notes': () => ({ body: 'Courier only' }),
  'POST /v1/orders': ({ customerId }) => ({ customerId }),
  'PATCH /v1/orders/:orderId': () => ({ tax: { amount: 100, currency: 'EUR' } }),
  'POST /v1/orders/:orderId/lines': () => ({ productId: product }),
  'PATCH /v1/orders/:orderId/lines/:lineId': () => ({ quantity: 2 }),
  'POST /v1/orders/:orderId/payments': () => ({}),
  'POST /v1/orders/:orderId/payments/:paymentId/void': () => ({}),
  'POST /v1/orders/:orderId/submit': () => ({ recapHash: 'not the one' }),
  'PUT /v1/products/:productId/stock': () => ({ available: 3, expectedAt: null }),
  'POST /v1/imports/:kind': () => ({
    source: 'matrix',
    rows: [{ externalId: 'saddle', sku: 'HC-SDL', name: 'Saddle', unitPrice: '49' }],
  }),
};

/** Queries that a route cannot do without. */
const queries: Record<string, string> = { 'GET /v1/customers': '?q=matrix' };

/** What a rule answers to the request above, where that is not success: the caller got past the policy all the same. */
const refusals: Record<string, string> = {
  'POST /v1/cases/:caseId/reactivate': 'case_active',
  'POST /v1/orders/:orderId/payments': 'invalid_request',
  'POST /v1/orders/:orderId/submit': 'recap_changed',
};

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

async function ask(client: Client, route: Route, records: Records, version: number | undefined): Promise<Reply> {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = records[name];
    if (id === undefined) throw new Error(`nobody makes a ${name} for ${nameOf(route)}`);
    return id;
  });
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : bodies[nameOf(route)];
  if (body === undefined && route.method !== 'GET' && route.method !== 'DELETE') {
    throw new Error(`nobody says what ${nameOf(route)} is sent`);
  }
  return client.send(route.method, path + (queries[nameOf(route)] ?? ''), body?.(records), {
    ...(version !== undefined && { version }),
  });
}

/** The version of the record that If-Match of this route means. */
async function versionFor(route: Route, records: Records): Promise<number | undefined> {
  if (route.version === 'none') return undefined;
  if (route.path.includes(':activityId') || route.path.includes(':contactId')) return 1;
  const [kind, id] = route.path.startsWith('/v1/orders/')
    ? ['orders', records['orderId']]
    : [route.path.split('/')[2], undefined];
  const idOf = id ?? records[kind === 'cases' ? 'caseId' : kind === 'products' ? 'productId' : 'customerId'];
  return (await as('agent').get(`/v1/${kind ?? ''}/${idOf ?? ''}`)).version;
}

async function recordsFor(route: Route): Promise<Records> {
  const records = await newRecords();
  return route.path.includes(':orderId') ? { ...records, ...(await newOrder(records['customerId'] ?? '')) } : records;
}

const closed = routes.flatMap((route) => (route.policy.access === 'session' ? [{ route, policy: route.policy }] : []));
const open = routes.filter(({ policy }) => policy.access === 'public');

describe.each(closed)('$route.method $route.path', ({ route, policy }) => {
  it('answers its own tenant', async () => {
    const records = await recordsFor(route);
    const [role = 'agent'] = policy.roles;
    const reply = await ask(as(role), route, records, await versionFor(route, records));
    const refusal = refusals[nameOf(route)];
    if (refusal === undefined) expect(reply.status, reply.text).toBe(route.status);
    else expect(reply.problem.code).toBe(refusal);
    if (reply.status < 400) route.response.parse(reply.body);
  });

  it('shows another tenant nothing', async () => {
    const records = await recordsFor(route);
    const version = await versionFor(route, records);
    const mine = Object.values(records).filter((id) => id.includes('_'));
    const client = policy.roles.includes('supervisor') ? stranger : strangeImporter;
    const reply = await ask(client, route, records, version);
    const namesRecord = route.path.includes(':') && !route.path.includes(':kind');
    if (namesRecord) expect(reply.status, reply.text).toBe(404);
    for (const id of mine) expect(reply.text).not.toContain(id);
    expect(reply.status).not.toBe(500);
  });

  it.each(roles.filter((role) => !policy.roles.includes(role)))('refuses the role %s', async (role) => {
    const reply = await ask(as(role), route, await recordsFor(route), 1);
    expect(reply.status).toBe(403);
    expect(reply.problem.code).toBe('forbidden');
  });

  it('refuses who has no token, an expired one, or another origin', async () => {
    const records = await recordsFor(route);
    const clerk = as('agent');
    expect((await ask(desk.nobody(), route, records, 1)).problem.code).toBe('unauthenticated');
    expect((await ask(new Client(desk, clerk.token, 'https://evil.example'), route, records, 1)).problem.code).toBe(
      'wrong_origin',
    );
    desk.ahead += 11 * 60_000;
    const expired = await ask(clerk, route, records, 1);
    desk.ahead = 0;
    expect(expired.status).toBe(401);
    expect(expired.problem.code).toBe('token_expired');
  });
});

describe.each(open)('$method $path', (route) => {
  it('answers who has no token', async () => {
    const reply = await ask(desk.nobody(hostOrigin), route, {}, undefined);
    expect(reply.status).toBe(route.path === '/v1/sessions' ? 401 : route.status);
  });
});

describe('the table', () => {
  it('knows no route that is gone', () => {
    const names = new Set(routes.map(nameOf));
    expect(
      [...Object.keys(bodies), ...Object.keys(queries), ...Object.keys(refusals)].filter((name) => !names.has(name)),
    ).toEqual([]);
  });
});
