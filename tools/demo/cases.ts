import type { Incident } from './incidents.ts';
import type { Random } from './random.ts';
import { day, hour, type Clock, type Row } from './rows.ts';

type CaseRow = Row<'cases'>;

export interface CaseWorld {
  incidents: readonly Incident[];
  /** Names of priorities with how often each is set. */
  priorities: readonly (readonly [name: string, weight: number])[];
  /** The externalIds of those who own cases. */
  owners: readonly string[];
  callSubject: string;
}

/** A case of this customer in some state, with what colleagues did about it. */
export function caseOf(
  random: Random,
  clock: Clock,
  number: string,
  customer: { id: string; contact?: string },
  { incidents, priorities, owners, callSubject }: CaseWorld,
): CaseRow {
  const incident = random.pick(incidents);
  const state = random.weighted(['active' as const, 45], ['resolved' as const, 42], ['cancelled' as const, 13]);
  const openedAgo = state === 'active' ? random.int(20, 12 * day) : random.int(3 * day, 700 * day);
  const closedAgo = state === 'active' ? 0 : Math.max(hour, openedAgo - random.int(hour, 60 * hour));
  const during = (): string => clock.before(random.int(closedAgo, openedAgo));
  const isOpen = state === 'active';

  const call: NonNullable<CaseRow['activities']>[number] = {
    externalId: `${number}-call`,
    kind: 'phone_call',
    subject: callSubject,
    description: incident.description ?? null,
    state: 'completed',
    durationMinutes: random.int(2, 25),
    createdAt: clock.before(openedAgo),
  };
  const task: NonNullable<CaseRow['activities']>[number] = {
    externalId: `${number}-task`,
    kind: random.weighted(
      ['task' as const, 5],
      ['email' as const, 2],
      ['phone_call' as const, 2],
      ['appointment' as const, 1],
    ),
    subject: incident.task,
    state: isOpen ? 'open' : 'completed',
    dueAt: isOpen ? clock.after(random.int(-6 * hour, 4 * day)) : null,
    durationMinutes: isOpen ? 0 : random.int(1, 40),
    createdAt: during(),
  };

  return {
    externalId: number,
    number,
    customer: customer.id,
    contact: customer.contact ?? null,
    title: incident.title,
    description: incident.description ?? null,
    priority: random.weighted(...priorities),
    subject: incident.subject,
    product: incident.product ?? null,
    origin: random.weighted(['phone' as const, 6], ['email' as const, 3], ['web' as const, 2]),
    type: incident.type,
    state,
    ...(isOpen && {
      statusReason: random.weighted(
        ['in_progress' as const, 6],
        ['on_hold' as const, 1],
        ['waiting_for_details' as const, 2],
        ['researching' as const, 1],
      ),
    }),
    owner: random.pick(owners),
    createdAt: clock.before(openedAgo),
    closedAt: isOpen ? null : clock.before(closedAgo),
    resolution: state === 'resolved' ? incident.resolution : null,
    billableMinutes: state === 'resolved' ? random.weighted([0, 3], [10, 1], [15, 1]) : 0,
    activities: [call, ...(random.chance(0.6) ? [task] : [])],
    notes: random.chance(0.65)
      ? [{ externalId: `${number}-note`, body: incident.note, internal: true, createdAt: during() }]
      : [],
  };
}
