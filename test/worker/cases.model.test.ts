import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { relationshipsSchema } from '../../shared/case-relations.ts';
import { activitySchema, caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk, type Reply } from './support/desk.ts';

const histories = Number(env.HISTORIES);

type Found = z.output<typeof caseSchema>;
type Closure = 'independent' | 'cascade' | 'children_first';

let desk: Desk;
let clerk: Client;
let admin: Client;
let customer: string;

beforeAll(async () => {
  desk = await newDesk();
  [clerk, admin] = [await desk.as('clerk'), await desk.as('admin')];
});

interface ModelActivity {
  home: number;
  open: boolean;
}

interface ModelCase {
  id: string;
  state: 'active' | 'resolved' | 'cancelled';
  parent: number | null;
  master: number | null;
  resolutions: number;
}

interface ModelMerge {
  id: string;
  master: number;
  cases: { place: number; activities: string[]; children: number[] }[];
  undone: boolean;
}

/** What should be so, in a few lines: cases by the order in which they were opened, activities by id, merges as receipts. */
class Model {
  readonly cases: ModelCase[] = [];
  readonly activities = new Map<string, ModelActivity>();
  readonly merges: ModelMerge[] = [];
  readonly closure: Closure;

  constructor(closure: Closure) {
    this.closure = closure;
  }

  /** The places of the active cases, or of all where none is or the step is taken blindly. */
  choices(live: boolean): number[] {
    const active = [...this.cases.keys()].filter((one) => this.at(one).state === 'active');
    return live && active.length > 0 ? active : [...this.cases.keys()];
  }

  at(place: number): ModelCase {
    const found = this.cases[place];
    if (found === undefined) throw new Error(`no case ${place}`);
    return found;
  }

  open(place: number): [string, ModelActivity][] {
    return [...this.activities].filter(([, one]) => one.home === place && one.open);
  }

  children(place: number): number[] {
    return this.cases.flatMap(({ parent }, child) => (parent === place ? [child] : []));
  }

  activeChildren(place: number): number[] {
    return this.children(place).filter((child) => this.at(child).state === 'active');
  }

  home(place: number): number {
    const { master } = this.at(place);
    return master === null ? place : this.home(master);
  }

  /** The cases that are closed with this one, itself among them; null where it cannot be closed. */
  closing(place: number, to: 'resolved' | 'cancelled'): number[] | null {
    if (this.at(place).state !== 'active') return null;
    const children = this.activeChildren(place);
    if (this.closure === 'children_first' && children.length > 0) return null;
    const all = this.closure === 'cascade' ? [place, ...children] : [place];
    return to === 'cancelled' && all.some((one) => this.open(one).length > 0) ? null : all;
  }

  mayMerge(master: number, others: number[]): boolean {
    const into = this.at(master);
    return (
      into.state === 'active' &&
      others.every((place) => {
        const one = this.at(place);
        return (
          place !== master &&
          one.state === 'active' &&
          (one.parent === null || one.parent === into.parent) &&
          (this.children(place).length === 0 || into.parent === null)
        );
      })
    );
  }
}

type Step =
  | { do: 'open' }
  | {
      do: 'child' | 'task' | 'complete' | 'resolve' | 'cancel' | 'reactivate' | 'edit' | 'undo';
      case: number;
      live: boolean;
    }
  | { do: 'adopt' | 'release'; case: number; other: number; live: boolean }
  | { do: 'merge'; case: number; others: number[]; live: boolean };

const place = fc.nat(7);
/** Most steps are taken on what is active, or little would ever happen. */
const live = fc.integer({ min: 0, max: 4 }).map((one) => one > 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'open' } as const) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'child',
        'child',
        'task',
        'task',
        'complete',
        'resolve',
        'cancel',
        'reactivate',
        'edit',
        'undo',
        'undo',
        'undo',
        'undo',
      ),
      case: place,
      live,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('adopt', 'release'), case: place, other: place, live }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('merge'),
      live,
      case: place,
      others: fc.uniqueArray(place, { minLength: 1, maxLength: 3 }),
    }),
  },
);

const begun: readonly Step[] = [
  ...[0, 1, 2].map(() => ({ do: 'open' }) as const),
  ...[0, 1].flatMap((one) => [
    { do: 'child', case: one, live: true } as const,
    { do: 'task', case: one, live: true } as const,
  ]),
];

const chosen = (choices: readonly number[], nth: number) => choices[nth % choices.length] ?? 0;

const read = async (id: string) => (await clerk.get(`/v1/cases/${id}`)).as(caseSchema);

/** Does a step on the desk and in the model; the desk must say yes just where the model does. */
async function take(model: Model, one: Step): Promise<void> {
  if (one.do === 'open' || model.cases.length === 0) return open(model, null);
  const choices = model.choices('live' in one && one.live);
  const here = chosen(choices, 'case' in one ? one.case : 0);
  const found = model.at(here);
  const version = (await read(found.id)).version;
  const path = `/v1/cases/${found.id}`;
  const agrees = (reply: Reply, allowed: boolean) => {
    expect(reply.status < 400, `${JSON.stringify(one)} → ${reply.text}`).toBe(allowed);
  };
  switch (one.do) {
    case 'child':
      if (found.state === 'active' && found.parent === null) return open(model, here);
      {
        agrees(await clerk.post(`${path}/children`, {}), false);
        return;
      }
    case 'edit': {
      agrees(await clerk.patch(path, { title: 'Edited' }, { version }), found.state === 'active');
      return;
    }
    case 'task': {
      const home = model.home(here);
      const reply = await clerk.post(`${path}/activities`, { kind: 'task', subject: 'Call', durationMinutes: 5 });
      agrees(reply, model.at(home).state === 'active');
      if (reply.status < 400) model.activities.set(reply.as(activitySchema).id, { home, open: true });
      return;
    }
    case 'complete': {
      const [first] = model.open(here);
      if (first === undefined) return;
      const [id, activity] = first;
      const row = await env.DB.prepare('SELECT version FROM activities WHERE tenant = ?1 AND id = ?2')
        .bind(desk.tenant, id)
        .first<{ version: number }>();
      const reply = await clerk.patch(
        `${path}/activities/${id}`,
        { state: 'completed' },
        { version: row?.version ?? 0 },
      );
      agrees(reply, found.state === 'active');
      if (reply.status < 400) activity.open = false;
      return;
    }
    case 'resolve':
    case 'cancel': {
      const to = one.do === 'resolve' ? 'resolved' : 'cancelled';
      const all = model.closing(here, to);
      const body = one.do === 'resolve' ? { resolution: 'Done', cancelOpenActivities: true } : {};
      agrees(await clerk.post(`${path}/${one.do}`, body, { version }), all !== null);
      for (const closed of all ?? []) {
        model.at(closed).state = to;
        if (to === 'resolved') model.at(closed).resolutions += 1;
        for (const [, activity] of model.open(closed)) activity.open = false;
      }
      return;
    }
    case 'reactivate': {
      const allowed = found.state !== 'active' && found.master === null;
      agrees(await clerk.post(`${path}/reactivate`, {}, { version }), allowed);
      if (allowed) found.state = 'active';
      return;
    }
    case 'adopt':
    case 'release': {
      const other = chosen(choices, one.other);
      const child = model.at(other);
      const seen = { cases: [{ id: child.id, version: (await read(child.id)).version }] };
      if (one.do === 'release') {
        agrees(await clerk.post(`${path}/children/remove`, seen, { version }), true);
        if (child.parent === here) child.parent = null;
        return;
      }
      const isFit = child.parent === null && other !== here && model.children(other).length === 0;
      const allowed =
        found.state === 'active' &&
        found.parent === null &&
        (child.parent === here || (isFit && child.state === 'active'));
      agrees(await clerk.post(`${path}/children/associate`, seen, { version }), allowed);
      if (allowed) child.parent = here;
      return;
    }
    case 'merge': {
      const open = choices.filter((each) => each !== here || !one.live);
      const others = open.length === 0 ? [here] : [...new Set(one.others.map((each) => chosen(open, each)))];
      const cases: { id: string; version: number }[] = [];
      for (const each of others)
        cases.push({ id: model.at(each).id, version: (await read(model.at(each).id)).version });
      const allowed = model.mayMerge(here, others);
      agrees(await clerk.post(`${path}/merge`, { cases }, { version }), allowed);
      if (!allowed) return;
      const { merges } = (await clerk.get(`${path}/relationships`)).as(relationshipsSchema);
      const known = new Set(model.merges.map(({ id }) => id));
      const id = merges.find((merge) => !known.has(merge.id))?.id ?? '';
      model.merges.push({
        id,
        master: here,
        undone: false,
        cases: others.map((each) => ({
          place: each,
          activities: [...model.activities].filter(([, { home }]) => home === each).map(([activity]) => activity),
          children: model.children(each),
        })),
      });
      for (const each of others) {
        for (const [, activity] of model.activities) if (activity.home === each) activity.home = here;
        for (const child of model.children(each)) model.at(child).parent = here;
        model.at(each).state = 'cancelled';
        model.at(each).master = here;
      }
      return;
    }
    case 'undo': {
      const merge = model.merges[one.case % Math.max(1, model.merges.length)];
      if (merge === undefined) return;
      const master = model.at(merge.master);
      const allowed = !merge.undone && master.master === null;
      const current = await read(master.id);
      const body = { mergeId: merge.id };
      agrees(await clerk.post(`/v1/cases/${master.id}/unmerge`, body, { version: current.version }), allowed);
      if (!allowed) return;
      merge.undone = true;
      for (const { place: each, activities, children } of merge.cases) {
        for (const id of activities) {
          const activity = model.activities.get(id);
          if (activity?.home === merge.master) activity.home = each;
        }
        for (const child of children) if (model.at(child).parent === merge.master) model.at(child).parent = each;
        if (model.at(each).master === merge.master) {
          model.at(each).state = 'active';
          model.at(each).master = null;
        }
      }
      return;
    }
  }
}

async function open(model: Model, parent: number | null): Promise<void> {
  const reply: Reply =
    parent === null
      ? await clerk.post('/v1/cases', { customerId: customer, title: 'A case' })
      : await clerk.post(`/v1/cases/${model.at(parent).id}/children`, {});
  model.cases.push({ id: reply.as(caseSchema).id, state: 'active', parent, master: null, resolutions: 0 });
}

/** The desk is as the model has it, and what it sums up is what there is. */
async function agree(model: Model): Promise<void> {
  for (const [here, one] of model.cases.entries()) {
    const found: Found = await read(one.id);
    const own = [...model.activities.values()].filter(({ home }) => home === here);
    expect({
      state: found.state,
      parent: found.parent?.id ?? null,
      master: found.master?.id ?? null,
      open: found.openActivities,
      minutes: found.totalMinutes,
      resolutions: found.resolutions.length,
      children: found.children.total,
      activeChildren: found.children.active,
    }).toEqual({
      state: one.state,
      parent: one.parent === null ? null : model.at(one.parent).id,
      master: one.master === null ? null : model.at(one.master).id,
      open: own.filter((activity) => activity.open).length,
      minutes: own.length * 5,
      resolutions: one.resolutions,
      children: model.children(here).length,
      activeChildren: model.activeChildren(here).length,
    });
  }
  const { summary } = (await clerk.get(`/v1/customers/${customer}`)).as(customerSchema);
  expect(summary.openCases).toBe(model.cases.filter(({ state }) => state === 'active').length);
}

describe('cases, whatever is done to them', () => {
  it('[C39] [C42] are as a model of a few lines has them: no state that is none, no activity lost, every undo exact', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Closure>('independent', 'cascade', 'children_first'),
        fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }),
        async (closure, steps) => {
          const { version } = await admin.get('/v1/case-settings');
          await admin.put('/v1/case-settings', { parentClosure: closure }, { version });
          customer = (await clerk.post('/v1/customers', { kind: 'person', name: 'Model' })).as(customerSchema).id;
          const model = new Model(closure);
          // Something to do things with: two cases with a child and a task each, and one alone.
          for (const one of begun) await take(model, one);
          for (const one of steps) await take(model, one);
          await agree(model);
        },
      ),
      { numRuns: histories },
    );
  }, 3_600_000);
});
