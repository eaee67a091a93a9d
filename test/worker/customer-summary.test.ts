import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { activitySchema, caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import { orderSchema, recapSchema } from '../../shared/orders.ts';
import { productListSchema } from '../../shared/set-up.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let product: string;
let cash: string;
let priorities: string[];

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  const importer = await desk.as('importer');
  await importer.post('/v1/imports/products', {
    source: 'test',
    rows: [{ externalId: 'fork', sku: 'HC-FRK', name: 'Front fork', unitPrice: '149.95' }],
  });
  product = (await clerk.get('/v1/products?q=fork')).as(productListSchema).items[0]?.id ?? '';
  cash = await desk.id('paymentMethod', 'Phone\nCash');
  priorities = await Promise.all(['Low', 'Normal', 'Critical'].map((name) => desk.id('priority', name)));
});

/** What the base tables say of a customer, computed anew. */
async function recomputed(customer: string) {
  const row = await env.DB.prepare(
    `SELECT
       (SELECT count(*) FROM cases WHERE tenant = ?1 AND customer = ?2 AND state = 'active') AS openCases,
       (SELECT count(*) FROM cases JOIN priorities ON priorities.tenant = ?1 AND priorities.id = cases.priority
        WHERE cases.tenant = ?1 AND customer = ?2 AND state = 'active' AND hot_alert = 1) AS hotAlerts,
       (SELECT count(*) FROM orders WHERE tenant = ?1 AND customer = ?2 AND view = 'open') AS openOrders,
       (SELECT count(*) FROM orders WHERE tenant = ?1 AND customer = ?2 AND status NOT IN ('draft', 'cancelled')) AS orders,
       (SELECT coalesce(sum(total), 0) FROM orders
        WHERE tenant = ?1 AND customer = ?2 AND status NOT IN ('draft', 'cancelled')) AS ordered`,
  )
    .bind(desk.tenant, customer)
    .first();
  return row;
}

async function summarised(customer: string) {
  const { openCases, hotAlerts, openOrders, orders, ordered } = (await clerk.get(`/v1/customers/${customer}`)).as(
    customerSchema,
  ).summary;
  return { openCases, hotAlerts, openOrders, orders, ordered: ordered.reduce((sum, { amount }) => sum + amount, 0) };
}

type Step =
  | { do: 'open' | 'edit'; priority: number; case: number }
  | { do: 'resolve' | 'cancel' | 'reactivate' | 'task'; case: number }
  | { do: 'order' | 'submit'; order: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('open', 'edit'), priority: fc.nat(2), case: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('resolve', 'cancel', 'reactivate', 'task'), case: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('order', 'submit'), order: fc.nat(2) }),
);

/** Takes steps with whatever cases and orders there are; refused ones are part of the history. */
class History {
  readonly customer: string;
  readonly #cases: string[] = [];
  readonly #orders: string[] = [];

  constructor(customer: string) {
    this.customer = customer;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'open': {
        const reply = await clerk.post('/v1/cases', {
          customerId: this.customer,
          title: 'Fork',
          priorityId: priorities[step.priority],
        });
        this.#cases.push(reply.as(caseSchema).id);
        return;
      }
      case 'edit':
        return this.#onCase(step.case, async (path, version) => {
          await clerk.patch(path, { priorityId: priorities[step.priority] }, { version });
        });
      case 'resolve':
        return this.#onCase(step.case, async (path, version) => {
          await clerk.post(`${path}/resolve`, { resolution: 'Done', cancelOpenActivities: true }, { version });
        });
      case 'cancel':
      case 'reactivate':
        return this.#onCase(step.case, async (path, version) => {
          await clerk.post(`${path}/${step.do}`, {}, { version });
        });
      case 'task':
        return this.#onCase(step.case, async (path) => {
          const task = await clerk.post(`${path}/activities`, { kind: 'task', subject: 'Photos' });
          if (task.status === 201) activitySchema.parse(task.body);
        });
      case 'order': {
        const order = (await clerk.post('/v1/orders', { customerId: this.customer })).as(orderSchema);
        const path = `/v1/orders/${order.id}`;
        await clerk.post(`${path}/lines`, { productId: product, quantity: 2 }, { version: 1 });
        await clerk.post(`${path}/payments`, { methodId: cash }, { version: 2 });
        this.#orders.push(path);
        return;
      }
      case 'submit': {
        const path = this.#orders[step.order];
        if (path === undefined) return;
        const recap = (await clerk.get(`${path}/recap`)).as(recapSchema);
        await clerk.post(`${path}/submit`, { recapHash: recap.hash }, { version: recap.orderVersion });
      }
    }
  }

  async #onCase(place: number, act: (path: string, version: number) => Promise<void>): Promise<void> {
    const id = this.#cases[place];
    if (id === undefined) return;
    const path = `/v1/cases/${id}`;
    await act(path, (await clerk.get(path)).version);
  }
}

describe('the summary of a customer', () => {
  it('agrees with its recomputation after any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const created = (
          await clerk.post('/v1/customers', {
            kind: 'person',
            name: 'Théo Lefèvre',
            address: { line1: 'Rue 1', city: 'Lyon', country: 'FR', primary: true },
          })
        ).as(customerSchema);
        const history = new History(created.id);
        for (const one of steps) await history.take(one);
        expect(await summarised(created.id)).toEqual(await recomputed(created.id));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
