import { beforeAll, describe, expect, it } from 'vitest';
import { caseSchema, timelineSchema } from '../../shared/cases.ts';
import {
  alertListSchema,
  alertSchema,
  customerListSchema,
  customerSchema,
  type Customer,
} from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
});

async function newCustomer(name: string): Promise<Customer> {
  return (await clerk.post('/v1/customers', { kind: 'person', name })).as(customerSchema);
}

async function newCase(customer: Customer, title: string, priority: string) {
  const priorityId = await desk.id('priority', priority);
  desk.ahead += 1000;
  return (await clerk.post('/v1/cases', { customerId: customer.id, title, priorityId })).as(caseSchema);
}

const alertsOf = async (customer: Customer, as: Client = clerk) =>
  (await as.get(`/v1/customers/${customer.id}/alerts`)).as(alertListSchema).items;
const titlesOf = async (customer: Customer) => (await alertsOf(customer)).map(({ title }) => title);
const hotAlertsOf = async (customer: Customer) =>
  (await clerk.get(`/v1/customers/${customer.id}`)).as(customerSchema).summary.hotAlerts;

describe('the hot alerts of a customer', () => {
  it('[A34] are its active cases of a hot priority, the most urgent first, then the oldest', async () => {
    const customer = await newCustomer('Aurélie Lefèvre');
    await newCase(customer, 'High, first', 'High');
    await newCase(customer, 'Normal', 'Normal');
    await newCase(customer, 'Critical, later', 'Critical');
    await newCase(customer, 'High, later', 'High');
    await newCase(customer, 'Critical, last', 'Critical');
    expect(await titlesOf(customer)).toEqual(['Critical, later', 'Critical, last', 'High, first', 'High, later']);
    expect(await hotAlertsOf(customer)).toBe(4);
  });

  it('[A34] say which case it is, how urgent, and since when', async () => {
    const customer = await newCustomer('Zoë Müller');
    const opened = await newCase(customer, 'Brake fails', 'Critical');
    expect(await alertsOf(customer)).toEqual([
      {
        caseId: opened.id,
        number: opened.number,
        title: 'Brake fails',
        priority: { id: await desk.id('priority', 'Critical'), name: 'Critical', rank: 5 },
        openedAt: opened.createdAt,
        note: null,
        acknowledged: null,
      },
    ]);
    const query = new URLSearchParams({ q: customer.number }).toString();
    const [found] = (await clerk.get(`/v1/customers?${query}`)).as(customerListSchema).items;
    expect(found).toMatchObject({ openCases: 1, hotAlerts: 1 });
  });

  it('[A35] show the newest note of the case', async () => {
    const customer = await newCustomer('Bruna Conceição');
    const opened = await newCase(customer, 'Frame cracked', 'High');
    for (const body of ['Asked for photos', 'Photos came, send a new frame']) {
      desk.ahead += 1000;
      await clerk.post(`/v1/cases/${opened.id}/notes`, { body });
    }
    await clerk.post(`/v1/customers/${customer.id}/notes`, { body: 'A note on the customer is none on the case' });
    const [alert] = await alertsOf(customer);
    expect(alert?.note).toMatchObject({ body: 'Photos came, send a new frame', author: 'Inês Carvalho' });
  });

  it('[A37] [A38] go and come with the priority of the case', async () => {
    const customer = await newCustomer('Tomasz Wójcik');
    const opened = await newCase(customer, 'Wheel out of true', 'Critical');
    const change = async (priority: string, version: number) =>
      clerk.patch(`/v1/cases/${opened.id}`, { priorityId: await desk.id('priority', priority) }, { version });
    await change('Normal', 1);
    expect(await titlesOf(customer)).toEqual([]);
    expect(await hotAlertsOf(customer)).toBe(0);
    await change('High', 2);
    expect(await titlesOf(customer)).toEqual(['Wheel out of true']);
    expect(await hotAlertsOf(customer)).toBe(1);
  });

  it('[A37] end when the case is resolved or cancelled, and come back when it is taken up again', async () => {
    const customer = await newCustomer('Ingrid Solberg');
    const opened = await newCase(customer, 'Motor stops', 'High');
    const resolved = (
      await clerk.post(
        `/v1/cases/${opened.id}/resolve`,
        { resolutionType: 'problem_solved', resolution: 'New cable', billableMinutes: 0 },
        { version: opened.version },
      )
    ).as(caseSchema);
    expect(await titlesOf(customer)).toEqual([]);
    await clerk.post(`/v1/cases/${opened.id}/reactivate`, {}, { version: resolved.version });
    expect(await titlesOf(customer)).toEqual(['Motor stops']);
  });

  it('[A34] are none of another customer', async () => {
    const one = await newCustomer('One');
    const two = await newCustomer('Two');
    await newCase(one, 'Of one', 'High');
    expect(await titlesOf(two)).toEqual([]);
  });

  it('[A34] cost a trip and the rows they show', async () => {
    const customer = await newCustomer('Many Cases');
    for (let place = 0; place < 12; place += 1) await newCase(customer, `Calm ${place}`, 'Normal');
    for (let place = 0; place < 3; place += 1) await newCase(customer, `Hot ${place}`, 'High');
    const reply = await clerk.get(`/v1/customers/${customer.id}/alerts`);
    expect(reply.as(alertListSchema).items).toHaveLength(3);
    expect(reply.record?.d1?.trips).toBe(1);
    const priorities = desk.setUp.priorities.length;
    expect(reply.record?.d1?.rowsRead).toBeLessThanOrEqual(1 + priorities + 3 * 4);
  });
});

describe('hot alerts that somebody may not see', () => {
  it('are those of another tenant', async () => {
    const customer = await newCustomer('Not Yours');
    await newCase(customer, 'Secret', 'High');
    const stranger = await (await newDesk()).as('clerk');
    expect((await stranger.get(`/v1/customers/${customer.id}/alerts`)).status).toBe(404);
    expect((await desk.nobody().get(`/v1/customers/${customer.id}/alerts`)).status).toBe(401);
  });

  it('are those outside the customer that the session is bound to', async () => {
    const customer = await newCustomer('Bound');
    const other = await newCustomer('Unbound');
    await newCase(customer, 'Seen', 'High');
    const bound = await desk.as('clerk', { customer: customer.id });
    expect(await alertsOf(customer, bound)).toHaveLength(1);
    expect((await bound.get(`/v1/customers/${other.id}/alerts`)).problem.code).toBe('out_of_scope');
  });
});

describe('an alert that was acknowledged', () => {
  const acknowledge = (customer: Customer, id: string, reason: string, as: Client = clerk) =>
    as.post(`/v1/customers/${customer.id}/alerts/${id}/acknowledge`, { reason });

  it('[A37] stays, settled with its reason for that agent, and as it was for the others', async () => {
    const customer = await newCustomer('Ines Duarte');
    const { id } = await newCase(customer, 'Brake fails', 'Critical');
    const said = (await acknowledge(customer, id, 'Customer told')).as(alertSchema);
    expect(said.acknowledged).toMatchObject({ reason: 'Customer told' });
    expect((await alertsOf(customer))[0]).toEqual(said);
    expect((await alertsOf(customer, await desk.as('colleague')))[0]?.acknowledged).toBeNull();
    expect(await hotAlertsOf(customer)).toBe(1);
  });

  it('[A37] is on the log of its case, with who and why', async () => {
    const customer = await newCustomer('Ines Duarte');
    const { id } = await newCase(customer, 'Brake fails', 'Critical');
    await acknowledge(customer, id, 'Customer told');
    const [item] = (await clerk.get(`/v1/cases/${id}/timeline`)).as(timelineSchema).items;
    expect(item).toMatchObject({
      type: 'alert_acknowledged',
      actor: { name: 'Inês Carvalho' },
      reason: 'Customer told',
    });
    expect(JSON.stringify(item?.facts)).not.toContain('told');
  });

  it('[A37] is one again when the agent’s session has ended, however often it was renewed before', async () => {
    const customer = await newCustomer('Ines Duarte');
    const { id } = await newCase(customer, 'Brake fails', 'Critical');
    await acknowledge(customer, id, 'Customer told');
    for (let renewals = 0; renewals < 3; renewals += 1) {
      desk.ahead += 9 * 60_000;
      clerk = await desk.as('clerk');
    }
    expect((await alertsOf(customer))[0]?.acknowledged).toMatchObject({ reason: 'Customer told' });
    desk.ahead += 11 * 60_000;
    clerk = await desk.as('clerk');
    expect((await alertsOf(customer))[0]?.acknowledged).toBeNull();
  });

  it('[A37] must be one, and have a reason that is no card number', async () => {
    const customer = await newCustomer('Ines Duarte');
    const normal = await newCase(customer, 'Bell', 'Normal');
    expect((await acknowledge(customer, normal.id, 'Told')).status).toBe(404);
    const hot = await newCase(customer, 'Brake fails', 'Critical');
    expect((await acknowledge(await newCustomer('Other'), hot.id, 'Told')).status).toBe(404);
    expect((await acknowledge(customer, hot.id, '  ')).problem.errors?.[0]?.code).toBe('required');
    expect((await acknowledge(customer, hot.id, 'paid 4242 4242 4242 4242')).problem.errors?.[0]?.code).toBe(
      'card_number',
    );
    await clerk.post(`/v1/cases/${hot.id}/resolve`, { resolution: 'New brake' }, { version: hot.version });
    expect((await acknowledge(customer, hot.id, 'Told')).status).toBe(404);
  });
});
