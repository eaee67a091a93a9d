import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { existingListSchema, relationshipsSchema, similarListSchema } from '../../shared/case-relations.ts';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

/** A case as the API answers it. */
type Found = z.output<typeof caseSchema>;

let desk: Desk;
let clerk: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor Haddad' })).as(customerSchema);
});

const newCase = async (title: string, fields: Record<string, unknown> = {}) =>
  (await clerk.post('/v1/cases', { customerId: customer.id, title, ...fields })).as(caseSchema);
async function solved(title: string, fields: Record<string, unknown> = {}) {
  const { id, version } = await newCase(title, fields);
  const done = await clerk.post(`/v1/cases/${id}/resolve`, { resolution: `Solved: ${title}` }, { version });
  return done.as(caseSchema);
}
const similar = async (id: string, query = '') =>
  (await clerk.get(`/v1/cases/${id}/similar${query}`)).as(similarListSchema).items;
const link = async (id: string, other: Found, helpful: boolean | null = null) =>
  clerk.post(`/v1/cases/${id}/similar`, { caseId: other.id, helpful });
const relationships = async (id: string) => (await clerk.get(`/v1/cases/${id}/relationships`)).as(relationshipsSchema);

describe('[C27] [C29] [C30] similar cases', () => {
  it('are the resolved ones with words of the title, with why each is shown and how it was solved', async () => {
    const old = await solved('Gearshift jams in frost');
    await newCase('Gearshift jams, still open');
    const asking = await newCase('Gearshift jams again');
    expect(await similar(asking.id)).toMatchObject([
      {
        id: old.id,
        resolution: 'Solved: Gearshift jams in frost',
        because: { words: ['gearshift', 'jams'], helped: 0 },
      },
    ]);
  });

  it('are found by subject', async () => {
    const subjectId = await desk.id('subject', 'Delivery');
    const old = await solved('Parcel lost', { subjectId });
    const asking = await newCase('Where is it?', { subjectId });
    expect(await similar(asking.id)).toMatchObject([{ id: old.id, because: { words: [], subject: true } }]);
    expect(await similar(asking.id, `?subjectId=${await desk.id('subject', 'Parts')}`)).toEqual([]);
  });

  it('are found by a keyword of the title, whatever accents', async () => {
    const old = await solved('Câble de frein usé');
    const asking = await newCase('Bremse');
    expect((await similar(asking.id, '?q=cable')).map(({ id }) => id)).toEqual([old.id]);
    expect(await similar(asking.id, '?q=%22%20OR%20*')).toEqual([]);
  });

  it('are no hint any more when they are taken up again, and are again when resolved', async () => {
    const old = await solved('Saddlebag torn');
    const asking = await newCase('Saddlebag');
    expect(await similar(asking.id)).toHaveLength(1);
    const again = (await clerk.post(`/v1/cases/${old.id}/reactivate`, {}, { version: old.version })).as(caseSchema);
    expect(await similar(asking.id)).toEqual([]);
    await clerk.post(`/v1/cases/${old.id}/resolve`, { resolution: 'Sewn' }, { version: again.version });
    expect(await similar(asking.id)).toMatchObject([{ id: old.id, resolution: 'Sewn' }]);
  });

  it('are found when they came resolved from another system', async () => {
    const importer = await desk.as('importer');
    const priority = 'Normal';
    const rows = [{ externalId: 'noor', number: 'N-1', kind: 'person', name: 'Noor Import' }];
    await importer.post('/v1/imports/customers', { source: 'old', rows });
    const imported = await importer.post('/v1/imports/cases', {
      source: 'old',
      rows: [
        {
          externalId: 'one',
          number: 'OLD-1',
          customer: 'noor',
          title: 'Mudguard scrapes',
          state: 'resolved',
          priority,
          resolution: 'Bent it back',
          createdAt: '2026-01-02T08:00:00.000Z',
          closedAt: '2026-01-03T08:00:00.000Z',
        },
      ],
    });
    expect(imported.status, imported.text).toBeLessThan(300);
    const asking = await newCase('Mudguard scrapes');
    expect(await similar(asking.id)).toMatchObject([{ number: 'OLD-1', resolution: 'Bent it back' }]);
  });

  it('are never another tenant’s', async () => {
    await solved('Kickstand bends');
    const other = await newDesk();
    const stranger = await other.as('clerk');
    const theirs = (await stranger.post('/v1/customers', { kind: 'person', name: 'Other' })).as(customerSchema);
    const asking = (await stranger.post('/v1/cases', { customerId: theirs.id, title: 'Kickstand bends' })).as(
      caseSchema,
    );
    expect((await stranger.get(`/v1/cases/${asking.id}/similar`)).as(similarListSchema).items).toEqual([]);
  });

  it('are not shown to a session that is bound to one customer', async () => {
    const asking = await newCase('Bound');
    const bound = await desk.as('clerk', { customer: customer.id });
    expect((await bound.get(`/v1/cases/${asking.id}/similar`)).problem.code).toBe('out_of_scope');
  });
});

describe('[C28] [C31] a found solution', () => {
  it('ties both cases together, once', async () => {
    const [old, asking] = [await solved('Lamp flickers'), await newCase('Lamp flickers')];
    await link(asking.id, old);
    await link(asking.id, old);
    expect((await relationships(asking.id)).similar).toMatchObject([{ id: old.id, helpful: null }]);
    expect((await relationships(old.id)).similar).toMatchObject([{ id: asking.id }]);
    expect(await similar(asking.id)).toMatchObject([{ id: old.id, linked: true }]);
  });

  it('[C49] keeps whether the hint helped, and later searches put what has helped first', async () => {
    const [one, two] = [await solved('Pump leaks at valve'), await solved('Pump leaks at hose')];
    const first = await newCase('Pump leaks');
    expect((await similar(first.id)).map(({ id }) => id)).toEqual([two.id, one.id]);
    await link(first.id, one, true);
    await link(first.id, two, false);
    expect((await relationships(first.id)).similar).toMatchObject([
      { id: expect.any(String), helpful: expect.any(Boolean) },
      { id: expect.any(String), helpful: expect.any(Boolean) },
    ]);
    const next = await newCase('Pump leaks');
    expect(await similar(next.id)).toMatchObject([
      { id: one.id, because: { helped: 1 } },
      { id: two.id, because: { helped: 0 } },
    ]);
  });

  it('is not the case itself, nor one that is not there', async () => {
    const asking = await newCase('Alone');
    expect((await link(asking.id, asking)).problem.code).toBe('unknown_reference');
  });
});

describe('[C02] [C16] before a case is opened', () => {
  it('the customer’s cases that it may repeat are shown, the active ones first, with the words they share', async () => {
    const other = (await clerk.post('/v1/customers', { kind: 'person', name: 'Björn' })).as(customerSchema);
    const open = await newCase('Rack rattles on cobbles', { customerId: other.id });
    const closed = await solved('Rack rattles', { customerId: other.id });
    await newCase('Bell', { customerId: other.id });
    const { items } = (
      await clerk.get(`/v1/customers/${other.id}/cases/existing?title=${encodeURIComponent('Rack rattles, loud')}`)
    ).as(existingListSchema);
    expect(items).toMatchObject([
      { id: open.id, state: 'active', words: ['rack', 'rattles'] },
      { id: closed.id, state: 'resolved', words: ['rack', 'rattles'] },
    ]);
  });
});
