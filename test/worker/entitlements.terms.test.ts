import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import { entitlementSchema } from '../../shared/entitlements.ts';
import type { CaseId, CustomerId } from '../../shared/ids.ts';
import { TenantDatabase } from '../../worker/db/database.ts';
import { entitlementsAfter } from '../../worker/entitlements/store.ts';
import {
  entitlementById,
  planTerms,
  takenFor,
  type CaseSituation,
  type TermsPlan,
} from '../../worker/entitlements/service.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { activeEntitlement, step, type Answered } from './support/entitling.ts';

let desk: Desk;
let supervisor: Client;
let clerk: Client;
let customer: CustomerId;
let database: TenantDatabase;

beforeEach(async () => {
  desk = await newDesk();
  supervisor = await desk.as('supervisor');
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Nordlys Touring' })).as(customerSchema).id;
  database = new TenantDatabase(env.DB, desk.tenant);
});

async function openCase(): Promise<CaseId> {
  return (await clerk.post('/v1/cases', { customerId: customer, title: 'Fork' })).as(caseSchema).id;
}

const bare: CaseSituation = {
  entitlementId: null,
  decrementTerms: true,
  origin: 'phone',
  state: 'active',
  billableMinutes: 0,
};

/** What a command on a case would write, decided on the rows as they are now. */
async function plan(caseId: CaseId, before: CaseSituation, next: CaseSituation): Promise<TermsPlan> {
  const [entitlementQuery, takenQuery] = [entitlementById(next.entitlementId), takenFor(caseId)];
  const rows = await database.read([entitlementQuery, takenQuery]);
  const entitlement = rows.first(entitlementQuery) ?? null;
  const taken = rows.all(takenQuery);
  const planned = planTerms({ caseId, customer, before, next, entitlement, taken, now: Date.now() });
  if (planned.kind === 'blocked') throw new Error(planned.blockers[0].code);
  return planned;
}

async function move(caseId: CaseId, before: CaseSituation, next: CaseSituation) {
  const { guards, changes } = await plan(caseId, before, next);
  return database.write([...guards, ...changes]);
}

async function now({ id }: Pick<Answered, 'id'>): Promise<Answered> {
  return (await clerk.get(`/v1/entitlements/${id}`)).as(entitlementSchema);
}

describe('the ledger of terms', () => {
  test('moves what remains of the whole and of the channel, and nothing else of it [C06] [C24]', async () => {
    const made = await activeEntitlement(supervisor, customer, {
      channels: [
        { origin: 'phone', total: 3 },
        { origin: 'web', total: 2 },
      ],
    });
    const caseId = await openCase();
    const given = { ...bare, entitlementId: made.id };
    await move(caseId, bare, given);
    expect(await now(made)).toEqual({
      ...made,
      remainingTerms: 4,
      channels: [
        { origin: 'phone', total: 3, remaining: 2 },
        { origin: 'web', total: 2, remaining: 2 },
      ],
    });
    await move(caseId, given, { ...given, origin: 'web' });
    expect((await now(made)).channels.map(({ remaining }) => remaining)).toEqual([3, 1]);
    await move(caseId, { ...given, origin: 'web' }, { ...given, origin: 'web', state: 'cancelled' });
    expect(await now(made)).toEqual(made);
  });

  test('returns terms to one entitlement and takes them of another in one batch [C21]', async () => {
    const old = await activeEntitlement(supervisor, customer);
    const other = await activeEntitlement(supervisor, customer);
    const caseId = await openCase();
    await move(caseId, bare, { ...bare, entitlementId: old.id });
    await move(caseId, { ...bare, entitlementId: old.id }, { ...bare, entitlementId: other.id });
    expect([(await now(old)).remainingTerms, (await now(other)).remainingTerms]).toEqual([5, 4]);
  });

  test('takes billable minutes and gives the same back [C38]', async () => {
    const changes = { allocation: 'minutes', decreaseOn: 'resolution', totalTerms: 300 };
    const made = await activeEntitlement(supervisor, customer, changes);
    const caseId = await openCase();
    const given = { ...bare, entitlementId: made.id };
    const resolved = { ...given, state: 'resolved', billableMinutes: 90 } as const;
    await move(caseId, bare, given);
    await move(caseId, given, resolved);
    expect((await now(made)).remainingTerms).toBe(210);
    await move(caseId, resolved, given);
    expect((await now(made)).remainingTerms).toBe(300);
  });

  test('says what it did on the log of the case', async () => {
    const made = await activeEntitlement(supervisor, customer);
    const caseId = await openCase();
    const { events } = await plan(caseId, bare, { ...bare, entitlementId: made.id });
    expect(events).toMatchObject([
      {
        type: 'entitlement_terms_moved',
        entityKind: 'case',
        entity: caseId,
        customer,
        facts: { entitlementId: made.id, origin: 'phone', terms: -1 },
      },
    ]);
  });
});

describe('the last term [C24]', () => {
  test('is taken by one of two cases that ask for it at once, where the entitlement restricts', async () => {
    const made = await activeEntitlement(supervisor, customer, { totalTerms: 1, restrict: true });
    const given = { ...bare, entitlementId: made.id };
    const plans = await Promise.all([await openCase(), await openCase()].map((caseId) => plan(caseId, bare, given)));
    const results = await Promise.all(plans.map(({ guards, changes }) => database.write([...guards, ...changes])));
    expect(results.toSorted()).toEqual(['raced', 'written']);
    expect((await now(made)).remainingTerms).toBe(0);
    await expect(plan(await openCase(), bare, given)).rejects.toThrow('entitlement_exhausted');
  });

  test('of a channel is taken by one of two as well [C06]', async () => {
    const channels = [{ origin: 'phone', total: 1 }];
    const made = await activeEntitlement(supervisor, customer, { channels, restrict: true });
    const given = { ...bare, entitlementId: made.id };
    const plans = await Promise.all([await openCase(), await openCase()].map((caseId) => plan(caseId, bare, given)));
    const results = await Promise.all(plans.map(({ guards, changes }) => database.write([...guards, ...changes])));
    expect(results.toSorted()).toEqual(['raced', 'written']);
  });

  test('is taken by both, and what remains is below zero, where it does not restrict', async () => {
    const made = await activeEntitlement(supervisor, customer, { totalTerms: 1 });
    const given = { ...bare, entitlementId: made.id };
    const plans = await Promise.all([await openCase(), await openCase()].map((caseId) => plan(caseId, bare, given)));
    const results = await Promise.all(plans.map(({ guards, changes }) => database.write([...guards, ...changes])));
    expect(results).toEqual(['written', 'written']);
    expect((await now(made)).remainingTerms).toBe(-1);
  });
});

test('an entitlement that is deactivated while a case is given it is not given', async () => {
  const made = await activeEntitlement(supervisor, customer);
  const { guards, changes } = await plan(await openCase(), bare, { ...bare, entitlementId: made.id });
  await step(supervisor, made, 'deactivate');
  expect(await database.write([...guards, ...changes])).toBe('raced');
});

describe('an entitlement that cases have used', () => {
  test('keeps what its terms are, and a new total counts what was taken [C05]', async () => {
    const made = await activeEntitlement(supervisor, customer);
    const caseId = await openCase();
    await move(caseId, bare, { ...bare, entitlementId: made.id });
    const draft = await step(supervisor, made, 'deactivate');
    const path = `/v1/entitlements/${made.id}`;
    const refused = await supervisor.patch(path, { allocation: 'minutes' }, { version: draft.version });
    expect([refused.status, refused.problem.code]).toEqual([409, 'entitlement_used']);
    const changes = { totalTerms: 9, channels: [{ origin: 'phone', total: 4 }] };
    const changed = await supervisor.patch(path, changes, { version: draft.version });
    expect(changed.as(entitlementSchema)).toMatchObject({
      remainingTerms: 8,
      channels: [{ origin: 'phone', total: 4, remaining: 3 }],
    });
    expect(await now(made)).toEqual(changed.as(entitlementSchema));
  });

  test('can be changed on the version that was read though a case has moved its terms since', async () => {
    const made = await activeEntitlement(supervisor, customer);
    await move(await openCase(), bare, { ...bare, entitlementId: made.id });
    expect((await step(supervisor, made, 'cancel')).remainingTerms).toBe(4);
  });
});

describe('what a case or a customer reads of entitlements', () => {
  test('costs the same however many movements and entitlements others have', async () => {
    const mine = await openCase();
    const cost = async () => {
      const before = database.meter.rowsRead;
      await database.read([takenFor(mine), entitlementsAfter({ customer, activeAt: null }, '', 10)]);
      return database.meter.rowsRead - before;
    };
    const alone = await cost();
    const other = (await clerk.post('/v1/customers', { kind: 'account', name: 'Many plans' })).as(customerSchema);
    for (let made = 0; made < 5; made += 1) {
      const theirs = await activeEntitlement(supervisor, other.id);
      await move(await openCase(), bare, { ...bare, entitlementId: theirs.id });
    }
    expect(await cost()).toBe(alone);
  });
});
