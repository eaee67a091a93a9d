import { env } from 'cloudflare:workers';
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import { newId, type CaseId, type CustomerId } from '../../shared/ids.ts';
import { liveTicketSchema, mostTopics, pollSchema } from '../../shared/live.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { Page, sleep } from './support/page.ts';

let desk: Desk;
let clerk: Client;
let colleague: Client;
let customer: CustomerId;
let opened: { id: CaseId; version: number };

beforeEach(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  colleague = await desk.as('colleague');
  customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor Haddad' })).as(customerSchema).id;
  opened = (await clerk.post('/v1/cases', { customerId: customer, title: 'Fork' })).as(caseSchema);
});

const note = (body: string) => clerk.post(`/v1/cases/${opened.id}/notes`, { body });
const agentObject = async (agent: string) => env.AGENTS.getByName(`${desk.tenant} ${await desk.id('agent', agent)}`);

describe('a page that has a record open', () => {
  test('is told that it has changed, and nothing of what changed', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    const before = page.seq(opened.id);
    await note('Wilhelmina called');
    const hint = await page.once(({ type }) => type === 'hint');
    expect(hint).toEqual({ type: 'hint', topic: opened.id, seq: before + 1 });
  });

  test('is told of every change when it is committed, not when the log is swept', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    const before = page.seq(opened.id);
    const from = Date.now();
    for (let count = 1; count <= 6; count += 1) {
      await note(`Note ${count}`);
      await page.once(
        ({ type, topic }) => type === 'hint' && topic === opened.id && page.seq(opened.id) === before + count,
      );
      await sleep(300);
    }
    // Swept every two seconds, they would take twelve.
    expect(Date.now() - from).toBeLessThan(6_000);
  });

  test('of a customer is told of the cases and orders of that customer', async () => {
    const page = await Page.open(desk, colleague, [customer]);
    await note('Call back');
    await page.once(({ type, topic }) => type === 'hint' && topic === customer);
  });

  test('is told at most four times a second, and of the last change', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    const before = page.seq(opened.id);
    const from = Date.now();
    for (let count = 0; count < 30; count += 1) await note(`Note ${count}`);
    for (let tries = 0; tries < 300 && page.seq(opened.id) < before + 30; tries += 1) await sleep(10);
    expect(page.seq(opened.id)).toBe(before + 30);
    const took = Date.now() - from;
    expect(page.told.filter(({ type }) => type === 'hint').length).toBeLessThanOrEqual(2 + Math.ceil(took / 250));
  });

  test('is told nothing of what it does not watch any more, or never did', async () => {
    const other = (await clerk.post('/v1/cases', { customerId: customer, title: 'Saddle' })).as(caseSchema);
    const page = await Page.open(desk, colleague, [opened.id]);
    page.say({ type: 'watch', topics: [other.id] });
    await page.once(({ type, topic }) => type === 'watching' && topic === other.id);
    await note('Call back');
    await clerk.post(`/v1/cases/${other.id}/notes`, { body: 'Saddle' });
    await page.once(({ type, topic }) => type === 'hint' && topic === other.id);
    expect(page.told.filter(({ type }) => type === 'hint').map(({ topic }) => topic)).toEqual([other.id]);
  });

  test('learns where the record stands when it comes, and how long that is so', async () => {
    const { id } = await colleagueCase();
    await sleep(60);
    const page = await Page.open(desk, colleague, [id]);
    const standing = await page.once(({ type }) => type === 'watching');
    expect(standing).toMatchObject({ seq: expect.any(Number), people: [] });
    expect(standing.type === 'watching' ? standing.age : null).toBeGreaterThanOrEqual(50);
  });

  test('learns of what happened while it was cut off', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    page.close();
    await note('Meanwhile');
    const again = await Page.open(desk, colleague, [opened.id]);
    expect(again.seq(opened.id)).toBe(page.seq(opened.id) + 1);
  });

  test('is answered a ping', async () => {
    const page = await Page.open(desk, colleague, []);
    page.send('ping');
    await sleep(50);
    expect(page.closed).toBeNull();
  });
});

async function colleagueCase() {
  return (await colleague.post('/v1/cases', { customerId: customer, title: 'Bell' })).as(caseSchema);
}

describe('who else has a record open', () => {
  test('is seen by name, on whichever host, and not oneself', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    const theirs = await Page.open(desk, colleague, [opened.id]);
    await mine.sees(opened.id, ['Marta Nowak']);
    await theirs.sees(opened.id, ['Inês Carvalho']);
    await Page.open(desk, clerk, [opened.id]);
    await theirs.sees(opened.id, ['Inês Carvalho']);
    expect(mine.told.every((one) => !JSON.stringify(one).includes('Inês'))).toBe(true);
  });

  test('goes from the list when the last page of theirs is closed', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    const one = await Page.open(desk, colleague, [opened.id]);
    const other = await Page.open(desk, colleague, [opened.id]);
    await mine.sees(opened.id, ['Marta Nowak']);
    one.close();
    other.say({ type: 'watch', topics: [] });
    await mine.sees(opened.id, []);
  });

  test('does not flicker when a page is loaded anew', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    const theirs = await Page.open(desk, colleague, [opened.id]);
    await mine.sees(opened.id, ['Marta Nowak']);
    theirs.close();
    await Page.open(desk, colleague, [opened.id]);
    await sleep(2500);
    expect(mine.told.filter(({ type }) => type === 'people').length).toBe(1);
  });

  test('is seen writing in a field, until they stop', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    const theirs = await Page.open(desk, colleague, [opened.id]);
    theirs.say({ type: 'write', topic: opened.id, field: 'description' });
    await mine.sees(opened.id, ['Marta Nowak: description']);
    theirs.say({ type: 'write', topic: opened.id, field: null });
    await mine.sees(opened.id, ['Marta Nowak']);
  });

  test('is there while they ask, for those who may open no socket', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    const ask = `/v1/live/topics?topics=${opened.id},${customer}&field=note`;
    const asked = (await colleague.get(ask)).as(pollSchema);
    expect(asked.topics.map(({ topic, people }) => [topic, people.map(({ agent }) => agent.name)])).toEqual([
      [opened.id, ['Inês Carvalho']],
      [customer, []],
    ]);
    await mine.sees(opened.id, ['Marta Nowak: note']);
    const before = asked.topics[0]?.seq ?? 0;
    await note('Call back');
    expect((await colleague.get(ask)).as(pollSchema).topics[0]?.seq).toBe(before + 1);
  });
});

describe('nobody is left behind', () => {
  test('when an agent’s object sleeps', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    await evictDurableObject(await agentObject('colleague'));
    await note('While it slept');
    await page.once(({ type }) => type === 'hint');
  });

  test('when the topic’s object sleeps, and presence stays', async () => {
    const page = await Page.open(desk, colleague, [opened.id]);
    await evictDurableObject(env.TOPICS.getByName(`${desk.tenant} ${opened.id}`));
    const mine = await Page.open(desk, clerk, [opened.id]);
    await mine.sees(opened.id, ['Marta Nowak']);
    await note('While it slept');
    await page.once(({ type }) => type === 'hint');
  });

  test('and who was cut off with their object is seen no more', async () => {
    const mine = await Page.open(desk, clerk, [opened.id]);
    await Page.open(desk, colleague, [opened.id]);
    await mine.sees(opened.id, ['Marta Nowak']);
    await evictDurableObject(await agentObject('colleague'), { webSockets: 'close' });
    await runInDurableObject(await agentObject('colleague'), (agent) => agent.alarm());
    await mine.sees(opened.id, []);
  });
});

describe('a socket', () => {
  const ticketOf = async (client: Client) =>
    (await client.post('/v1/live/tickets', {}, { key: null })).as(liveTicketSchema).ticket;

  test('is opened once by a ticket', async () => {
    const ticket = await ticketOf(clerk);
    expect((await desk.upgrade(ticket)).status).toBe(101);
    expect((await desk.upgrade(ticket)).status).toBe(401);
  });

  test('is opened by no ticket that is old, made up, or a session', async () => {
    const ticket = await ticketOf(clerk);
    desk.ahead = 31_000;
    expect((await desk.upgrade(ticket)).status).toBe(401);
    desk.ahead = 0;
    expect((await desk.upgrade('made-up')).status).toBe(401);
    expect((await desk.upgrade(clerk.token ?? '')).status).toBe(401);
    expect((await clerk.get('/v1/customers?q=noor', { headers: { authorization: `Bearer ${ticket}` } })).status).toBe(
      401,
    );
  });

  test('is opened on no other origin than the session’s', async () => {
    expect((await desk.upgrade(await ticketOf(clerk), 'https://evil.example')).status).toBe(403);
    expect((await desk.upgrade(await ticketOf(clerk), null)).status).toBe(403);
  });

  test('ends with its session', async () => {
    desk.ahead = -(10 * 60_000) + 1500;
    const late = await desk.as('colleague');
    const { ticket } = (await late.post('/v1/live/tickets', {}, { key: null })).as(liveTicketSchema);
    const { webSocket } = await desk.upgrade(ticket);
    let code = 0;
    webSocket?.accept();
    webSocket?.addEventListener('close', (event) => {
      code = event.code;
    });
    for (let tries = 0; tries < 300 && code === 0; tries += 1) await sleep(10);
    expect(code).toBe(4001);
  });

  test('is closed on who says what nobody understands', async () => {
    for (const text of ['', '{', '[]', '{"type":"watch"}', '{"type":"watch","topics":["x"]}', '{"type":"leave"}']) {
      const page = await Page.open(desk, clerk, []);
      page.send(text);
      for (let tries = 0; tries < 100 && page.closed === null; tries += 1) await sleep(10);
      expect(page.closed, text).toEqual({ code: 4002 });
    }
    const page = await Page.open(desk, clerk, []);
    page.say({ type: 'watch', topics: Array.from({ length: mostTopics + 1 }, () => newId('case')) });
    for (let tries = 0; tries < 100 && page.closed === null; tries += 1) await sleep(10);
    expect(page.closed).toEqual({ code: 4002 });
  });

  test('watches no record of another tenant, none that is not there, and none that the session is not bound to', async () => {
    const other = await newDesk();
    const theirs = (await (await other.as('clerk')).post('/v1/customers', { kind: 'person', name: 'Somebody' })).as(
      customerSchema,
    );
    const page = await Page.open(desk, clerk, []);
    const unknown = newId('case');
    page.say({ type: 'watch', topics: [theirs.id, unknown] });
    await page.once(({ type, topic }) => type === 'refused' && topic === theirs.id);
    await page.once(({ type, topic }) => type === 'refused' && topic === unknown);

    const second = await clerk.post('/v1/customers', { kind: 'person', name: 'Théo' });
    const bound = await Page.open(desk, await desk.as('colleague', { customer: second.as(customerSchema).id }), []);
    bound.say({ type: 'watch', topics: [customer, opened.id, second.as(customerSchema).id] });
    await bound.once(({ type, topic }) => type === 'watching' && topic === second.as(customerSchema).id);
    expect(bound.told.filter(({ type }) => type === 'refused').map(({ topic }) => topic)).toEqual([
      customer,
      opened.id,
    ]);
    const toCase = await Page.open(desk, await desk.as('colleague', { case: opened.id }), [opened.id]);
    toCase.say({ type: 'watch', topics: [opened.id, customer] });
    await toCase.once(({ type, topic }) => type === 'refused' && topic === customer);
  });
});
