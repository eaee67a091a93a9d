import * as z from 'zod';
import type { ApiRequest } from './repeat.ts';
import type { World } from './world.ts';

/** Something that a desk asks of the API. */
export interface Operation {
  /** As a path has it. */
  name: string;
  /** What of the baseline's speed the API must have. */
  target: number;
  kind: 'bare' | 'read' | 'write' | 'push';
  /** So many requests, each of which can be made once. */
  requests: (world: World, count: number) => ApiRequest[] | Promise<ApiRequest[]>;
}

const read = { kind: 'read', target: 0.8 } as const;
const write = { kind: 'write', target: 0.75 } as const;

/** All that is measured. Another operation is another entry: its baseline follows from what the API does for it. */
export const operations: readonly Operation[] = [
  {
    name: 'health',
    kind: 'bare',
    target: 0.6,
    requests: (world, count) => times(count, () => world.get('/v1/health')),
  },
  {
    name: 'get-case',
    ...read,
    requests: (world, count) => times(count, (place) => world.get(`/v1/cases/${spread(world.many.cases, place).id}`)),
  },
  {
    name: 'list-cases',
    ...read,
    requests: (world, count) => times(count, () => world.get('/v1/cases?state=active')),
  },
  {
    name: 'search',
    ...read,
    requests: (world, count) => times(count, () => world.get('/v1/customers?q=moreau')),
  },
  {
    name: 'open-customer',
    ...read,
    requests: (world, count) =>
      times(count, (place) => world.get(`/v1/customers/${spread(world.many.customers, place)}`)),
  },
  {
    name: 'create-case',
    ...write,
    requests: (world, count) =>
      times(count, (place) =>
        world.post('/v1/cases', {
          customerId: spread(world.many.customers, place),
          title: 'The bell does not ring',
          description: 'It rang until Tuesday. The lever is not bent.',
        }),
      ),
  },
  { name: 'submit-order', ...write, requests: submissions },
];

/** A note on one of the cases that a page has open, in turns, so that none is told of more often than it may be. */
export function notesOn(cases: readonly string[]): Operation {
  const turn = (place: number) => cases[place % cases.length] ?? '';
  return {
    name: 'commit-to-socket',
    kind: 'push',
    target: 0,
    requests: (world, count) =>
      times(count, (place) => world.post(`/v1/cases/${turn(place)}/notes`, { body: 'It rang again.' })),
  };
}

/** Each draft is submitted once, as its recap was read. */
async function submissions(world: World, count: number): Promise<ApiRequest[]> {
  const drafts = world.many.drafts.slice(0, count);
  if (drafts.length < count) throw new RangeError('there are too few drafts');
  const made: ApiRequest[] = [];
  const together = 16;
  for (let from = 0; from < drafts.length; from += together) {
    const some = drafts.slice(from, from + together).map(async (id) => {
      const { hash } = recapSchema.parse(JSON.parse(await world.ask(world.get(`/v1/orders/${id}/recap`))));
      return world.post(`/v1/orders/${id}/submit`, { recapHash: hash }, { 'if-match': '"1"' });
    });
    made.push(...(await Promise.all(some)));
  }
  return made;
}

const recapSchema = z.object({ hash: z.string() });

function times<Made>(count: number, make: (place: number) => Made): Made[] {
  return Array.from({ length: count }, (_, place) => make(place));
}

/** One of the items, far from the one before. */
function spread<Item>(items: readonly Item[], place: number): Item {
  const item = items[(place * 7_919) % items.length];
  if (item === undefined) throw new RangeError('there is nothing to ask for');
  return item;
}
