import { beforeAll, describe, expect, it } from 'vitest';
import { roles, type Role } from '../../shared/sessions.ts';
import { routes } from '../../worker/app.ts';
import { Client, hostOrigin, newDesk } from './support/desk.ts';
import { EveryRoute, known, nameOf, type Records } from './support/every-route.ts';

/**
 * Every route against every kind of caller. The table is made of the routes themselves; a route that needs a record
 * or a body which nobody provides fails, so that none can be forgotten.
 */
let every: EveryRoute;
/** Another tenant's people, by role. */
let strangers: ReadonlyMap<Role, Client>;
/** What a request may name that is refused before anything is looked at, or must find nothing. */
let untouched: Records;

beforeAll(async () => {
  every = await EveryRoute.open();
  const other = await newDesk();
  strangers = new Map([
    ['supervisor', await other.as('supervisor')],
    ['admin', await other.as('admin')],
    ['integration', await other.as('importer')],
  ]);
  untouched = await every.everyRecord();
});

const closed = routes.flatMap((route) => (route.policy.access === 'session' ? [{ route, policy: route.policy }] : []));
const open = routes.filter(({ policy }) => policy.access === 'public');

describe.each(closed)('$route.method $route.path', ({ route, policy }) => {
  it('answers its own tenant', async () => {
    const records = await every.recordsFor(route);
    const [role = 'agent'] = policy.roles;
    const reply = await every.ask(every.as(role), route, records, await every.versionFor(route, records));
    const refusal = known.refusals[nameOf(route)];
    if (refusal === undefined) expect(reply.status, reply.text).toBe(route.status);
    else expect(reply.problem.code).toBe(refusal);
    if (reply.status < 400) route.response.parse(reply.body);
  });

  it('shows another tenant nothing', async () => {
    const version = await every.versionFor(route, untouched);
    const mine = Object.values(untouched).filter((id) => id.includes('_'));
    const client = policy.roles.map((role) => strangers.get(role)).find((found) => found !== undefined);
    if (client === undefined) throw new Error('no stranger has a role that may');
    const reply = await every.ask(client, route, untouched, version);
    const namesRecord = route.path.includes(':') && !route.path.includes(':kind');
    if (namesRecord) expect(reply.status, reply.text).toBe(404);
    for (const id of mine) expect(reply.text).not.toContain(id);
    expect(reply.status).not.toBe(500);
  });

  it.each(roles.filter((role) => !policy.roles.includes(role)))('refuses the role %s', async (role) => {
    const reply = await every.ask(every.as(role), route, untouched, 1);
    expect(reply.status).toBe(403);
    expect(reply.problem.code).toBe('forbidden');
  });

  it('keeps a session to the customer or case that it is bound to', async () => {
    const records = await every.recordsFor(route);
    const [role = 'agent'] = policy.roles;
    for (const bound of [{ customer: untouched['customerId'] }, { case: untouched['caseId'] }]) {
      const version = await every.versionFor(route, records);
      const reply = await every.ask(await every.bound(role, bound), route, records, version);
      if (policy.bound === 'reference') expect(reply.status, reply.text).toBe(route.status);
      else expect(reply.problem.code, reply.text).toBe('out_of_scope');
    }
  });

  it('refuses who has no token, an expired one, or another origin', async () => {
    const clerk = every.as('agent');
    expect((await every.ask(every.desk.nobody(), route, untouched, 1)).problem.code).toBe('unauthenticated');
    expect(
      (await every.ask(new Client(every.desk, clerk.token, 'https://evil.example'), route, untouched, 1)).problem.code,
    ).toBe('wrong_origin');
    every.desk.ahead += 11 * 60_000;
    const expired = await every.ask(clerk, route, untouched, 1);
    every.desk.ahead = 0;
    expect(expired.status).toBe(401);
    expect(expired.problem.code).toBe('token_expired');
  });
});

describe.each(open)('$method $path', (route) => {
  it('answers who has no token', async () => {
    const reply = await every.ask(every.desk.nobody(hostOrigin), route, {}, undefined);
    const refusal = known.refusals[nameOf(route)];
    if (refusal === undefined) expect(reply.status).toBe(route.status);
    else expect(reply.problem.code).toBe(refusal);
  });
});

describe('the table', () => {
  it('knows no route that is gone', () => {
    const names = new Set(routes.map(nameOf));
    expect(
      [known.bodies, known.queries, known.refusals]
        .flatMap((table) => Object.keys(table))
        .filter((name) => !names.has(name)),
    ).toEqual([]);
  });
});
