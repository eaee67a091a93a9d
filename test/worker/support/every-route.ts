import { activitySchema, caseSchema } from '../../../shared/cases.ts';
import { relationshipsSchema } from '../../../shared/case-relations.ts';
import { addressSchema, contactSchema, customerSchema } from '../../../shared/customers.ts';
import { entitlementSchema } from '../../../shared/entitlements.ts';
import { orderSchema } from '../../../shared/orders.ts';
import { roles, type Role } from '../../../shared/sessions.ts';
import { productListSchema } from '../../../shared/set-up.ts';
import { webhookSchema } from '../../../shared/webhooks.ts';
import type { Route } from '../../../worker/http/route.ts';
import { newDesk, type Client, type Desk, type Reply } from './desk.ts';

export type Records = Record<string, string>;

const people = { agent: 'clerk', supervisor: 'supervisor', admin: 'admin', integration: 'importer' } as const;

/** A desk on which every route can be asked: it makes the records a path names and knows what each body holds. */
export class EveryRoute {
  readonly desk: Desk;
  readonly #clients: ReadonlyMap<Role, Client>;
  readonly #product: string;

  private constructor(desk: Desk, clients: ReadonlyMap<Role, Client>, product: string) {
    this.desk = desk;
    this.#clients = clients;
    this.#product = product;
  }

  static async open(): Promise<EveryRoute> {
    const desk = await newDesk();
    const clients = new Map<Role, Client>();
    for (const role of roles) clients.set(role, await desk.as(people[role]));
    await clients.get('integration')?.post('/v1/imports/products', {
      source: 'matrix',
      rows: [{ externalId: 'fork', sku: 'HC-FRK', name: 'Front fork', unitPrice: '149' }],
    });
    const found = await clients.get('agent')?.get('/v1/products?q=fork');
    return new EveryRoute(desk, clients, found?.as(productListSchema).items[0]?.id ?? '');
  }

  as(role: Role): Client {
    const client = this.#clients.get(role);
    if (client === undefined) throw new Error(`nobody is ${role}`);
    return client;
  }

  /** Somebody of this role whose session is bound to one record. */
  bound(role: Role, claims: { customer?: string | undefined } | { case?: string | undefined }): Promise<Client> {
    return this.desk.as(people[role], claims);
  }

  /** A customer with everything a route can name, made through the API. */
  async #newRecords(): Promise<Record<string, string>> {
    const clerk = this.as('agent');
    const customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Matrix Oy' })).as(customerSchema);
    const path = `/v1/customers/${customer.id}`;
    const address = (
      await clerk.post(`${path}/addresses`, { line1: 'Rue 1', city: 'Lyon', country: 'FR', primary: true })
    ).as(addressSchema);
    const contact = (await clerk.post(`${path}/contacts`, { name: 'Théo Lefèvre' })).as(contactSchema);
    const priorityId = await this.desk.id('priority', 'Critical');
    const opened = (await clerk.post('/v1/cases', { customerId: customer.id, title: 'Fork', priorityId })).as(
      caseSchema,
    );
    const another = async (title: string) =>
      (await clerk.post('/v1/cases', { customerId: customer.id, title })).as(caseSchema);
    const [other, merged] = [await another('Saddle'), await another('Fork again')];
    const merge = { cases: [{ id: merged.id, version: merged.version }] };
    await clerk.post(`/v1/cases/${opened.id}/merge`, merge, { version: opened.version });
    const { merges } = (await clerk.get(`/v1/cases/${opened.id}/relationships`)).as(relationshipsSchema);
    const activity = (
      await clerk.post(`/v1/cases/${opened.id}/activities`, { kind: 'task', subject: 'Photos', state: 'completed' })
    ).as(activitySchema);
    const webhook = (await this.as('admin').post('/v1/webhooks', { url: webhookUrl })).as(webhookSchema);
    return {
      customerId: customer.id,
      webhookId: webhook.id,
      addressId: address.id,
      contactId: contact.id,
      caseId: opened.id,
      otherCaseId: other.id,
      mergeId: merges[0]?.id ?? '',
      activityId: activity.id,
      productId: this.#product,
      methodId: await this.desk.id('paymentMethod', 'Phone\nCash'),
      kind: 'products',
    };
  }

  /** An order with a line and a payment, for the routes that name one. */
  async #newOrder(customerId: string): Promise<Record<string, string>> {
    const clerk = this.as('agent');
    const order = (await clerk.post('/v1/orders', { customerId })).as(orderSchema);
    const path = `/v1/orders/${order.id}`;
    const lined = (await clerk.post(`${path}/lines`, { productId: this.#product }, { version: order.version })).as(
      orderSchema,
    );
    const methodId = await this.desk.id('paymentMethod', 'Phone\nCash');
    const paid = await clerk.post(
      `${path}/payments`,
      { methodId, amount: { amount: 100, currency: 'EUR' } },
      { version: lined.version },
    );
    const { lines, payments } = paid.as(orderSchema);
    return { orderId: order.id, lineId: lines[0]?.id ?? '', paymentId: payments[0]?.id ?? '' };
  }

  /** An entitlement of the customer in the state that the route is for; a draft where it says none. */
  async #newEntitlement(customerId: string, path: string): Promise<Record<string, string>> {
    const supervisor = this.as('supervisor');
    const draft = { ...aYear, customerId, name: 'Matrix', totalTerms: 5, productIds: [this.#product] };
    const made = (await supervisor.post('/v1/entitlements', draft)).as(entitlementSchema);
    const before = {
      deactivate: ['activate'],
      cancel: ['activate'],
      default: ['activate'],
      renew: ['activate', 'cancel'],
    };
    const steps = Object.entries(before).find(([name]) => path.endsWith(`/${name}`))?.[1] ?? [];
    for (const [place, name] of steps.entries()) {
      await supervisor.post(`/v1/entitlements/${made.id}/${name}`, {}, { version: made.version + place });
    }
    return { entitlementId: made.id };
  }

  async ask(client: Client, route: Route, records: Records, version: number | undefined): Promise<Reply> {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const id = records[name];
      if (id === undefined) throw new Error(`nobody makes a ${name} for ${nameOf(route)}`);
      return id;
    });
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : bodies[nameOf(route)];
    if (body === undefined && route.method !== 'GET' && route.method !== 'DELETE') {
      throw new Error(`nobody says what ${nameOf(route)} is sent`);
    }
    return client.send(route.method, path + (queries[nameOf(route)]?.(records) ?? ''), body?.(records), {
      ...(version !== undefined && { version }),
    });
  }

  /** The version of the record that If-Match of this route means. */
  async versionFor(route: Route, records: Records): Promise<number | undefined> {
    if (route.version === 'none') return undefined;
    if (route.path.includes(':activityId') || route.path.includes(':contactId')) return 1;
    if (route.path === '/v1/case-settings') return (await this.as('admin').get(route.path)).version;
    const [, , kind = '', name = ''] = route.path.split('/');
    const id = records[name.slice(1)] ?? '';
    return (await this.as(kind === 'webhooks' ? 'admin' : 'agent').get(`/v1/${kind}/${id}`)).version;
  }

  /** One of each record that any route names. */
  async everyRecord(): Promise<Records> {
    const records = await this.#newRecords();
    const customer = records['customerId'] ?? '';
    return { ...records, ...(await this.#newOrder(customer)), ...(await this.#newEntitlement(customer, '')) };
  }

  async recordsFor(route: Route): Promise<Records> {
    const records = await this.#newRecords();
    const customer = records['customerId'] ?? '';
    return {
      ...records,
      ...(route.path.includes(':orderId') && (await this.#newOrder(customer))),
      ...(route.path.includes(':entitlementId') && (await this.#newEntitlement(customer, route.path))),
    };
  }
}

/** The year around now. */
const aYear = {
  startsOn: new Date(Date.now() - 182 * 24 * 60 * 60 * 1000).toISOString(),
  endsOn: new Date(Date.now() + 182 * 24 * 60 * 60 * 1000).toISOString(),
};

const webhookUrl = 'https://hooks.halden-cycles.com/every-route';

/** What each route that takes a body is sent; the records are those of the route's own path. */
const bodies: Record<string, (records: Records) => unknown> = {
  'POST /v1/sessions': () => ({ publishableKey: 'pk', assertion: 'x' }),
  'POST /v1/customers': () => ({ kind: 'person', name: 'Matrix' }),
  'PATCH /v1/customers/:customerId': () => ({ name: 'Matrix Ab' }),
  'POST /v1/customers/:customerId/addresses': () => ({ line1: 'Rue 2', city: 'Lyon', country: 'FR' }),
  'POST /v1/customers/:customerId/contacts': () => ({ name: 'Zoé' }),
  'PATCH /v1/customers/:customerId/contacts/:contactId': () => ({ name: 'Zoé' }),
  'POST /v1/customers/:customerId/alerts/:caseId/acknowledge': () => ({ reason: 'The customer is told' }),
  'POST /v1/customers/:customerId/notes': () => ({ body: 'Deliveries before ten' }),
  'POST /v1/cases': ({ customerId }) => ({ customerId, title: 'Fork' }),
  'PATCH /v1/cases/:caseId': () => ({ title: 'Saddle' }),
  'POST /v1/cases/:caseId/resolve': () => ({ resolution: 'Done' }),
  'POST /v1/cases/:caseId/cancel': () => ({}),
  'POST /v1/cases/:caseId/reactivate': () => ({}),
  'POST /v1/cases/:caseId/activities': () => ({ kind: 'task', subject: 'Photos' }),
  'PATCH /v1/cases/:caseId/activities/:activityId': () => ({ state: 'open' }),
  'POST /v1/cases/:caseId/notes': () => ({ body: 'Courier only' }),
  'PUT /v1/case-settings': () => ({ mostChildren: 50 }),
  'POST /v1/cases/:caseId/merge': ({ otherCaseId }) => ({ cases: [{ id: otherCaseId, version: 1 }] }),
  'POST /v1/cases/:caseId/unmerge': ({ mergeId }) => ({ mergeId }),
  'POST /v1/cases/:caseId/children': () => ({}),
  'POST /v1/cases/:caseId/children/associate': ({ otherCaseId }) => ({ cases: [{ id: otherCaseId, version: 1 }] }),
  'POST /v1/cases/:caseId/children/remove': ({ otherCaseId }) => ({ cases: [{ id: otherCaseId, version: 1 }] }),
  'POST /v1/cases/:caseId/similar': ({ otherCaseId }) => ({ caseId: otherCaseId, helpful: true }),
  'POST /v1/entitlements': ({ customerId }) => ({ ...aYear, customerId, name: 'Workshop plan', totalTerms: 10 }),
  'PATCH /v1/entitlements/:entitlementId': () => ({ totalTerms: 12, channels: [{ origin: 'phone', total: 3 }] }),
  'POST /v1/entitlements/:entitlementId/activate': () => ({}),
  'POST /v1/entitlements/:entitlementId/deactivate': () => ({}),
  'POST /v1/entitlements/:entitlementId/cancel': () => ({}),
  'POST /v1/entitlements/:entitlementId/renew': () => ({}),
  'POST /v1/entitlements/:entitlementId/default': () => ({}),
  'POST /v1/orders': ({ customerId }) => ({ customerId }),
  'PATCH /v1/orders/:orderId': () => ({ tax: { amount: 100, currency: 'EUR' } }),
  'POST /v1/orders/:orderId/lines': ({ productId }) => ({ productId }),
  'PATCH /v1/orders/:orderId/lines/:lineId': () => ({ quantity: 2 }),
  'POST /v1/orders/:orderId/payments': ({ methodId }) => ({ methodId }),
  'POST /v1/orders/:orderId/payments/:paymentId/void': () => ({}),
  'POST /v1/orders/:orderId/submit': () => ({ recapHash: 'not the one' }),
  'PUT /v1/products/:productId/stock': () => ({ available: 3, expectedAt: null }),
  'POST /v1/live/tickets': () => ({}),
  'POST /v1/webhooks': () => ({ url: webhookUrl }),
  'PATCH /v1/webhooks/:webhookId': () => ({ description: 'The data lake' }),
  'POST /v1/webhooks/:webhookId/rotate-secret': () => ({}),
  'POST /v1/webhooks/:webhookId/redeliver': () => ({}),
  'POST /v1/imports/:kind': () => ({
    source: 'matrix',
    rows: [{ externalId: 'saddle', sku: 'HC-SDL', name: 'Saddle', unitPrice: '49' }],
  }),
};

/** Queries that a route cannot do without. */
const queries: Record<string, (records: Records) => string> = {
  'GET /v1/customers': () => '?q=matrix',
  'GET /v1/live': () => '?ticket=none',
  'GET /v1/customers/:customerId/cases/existing': () => '?title=fork',
  'GET /v1/live/topics': ({ customerId }) => `?topics=${customerId ?? ''}`,
};

/** What a rule answers to the request above, where that is not success: the caller got past the policy all the same. */
const refusals: Record<string, string> = {
  'POST /v1/sessions': 'invalid_assertion',
  'GET /v1/live': 'unauthenticated',
  'POST /v1/cases/:caseId/reactivate': 'case_active',
  'POST /v1/orders/:orderId/submit': 'payment_required',
};

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;

export const known = { bodies, queries, refusals };
