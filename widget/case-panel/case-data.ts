import type { ExistingCase, Relationships, SimilarCase } from '../../shared/case-relations.ts';
import type { CaseSettings } from '../../shared/case-settings.ts';
import type { Activity, Case, CaseListItem, StatusReason, TimelineItem } from '../../shared/cases.ts';
import type { Entitlement } from '../../shared/entitlements.ts';
import type { Contact, Customer } from '../../shared/customers.ts';
import type { Page } from '../../shared/common.ts';
import type { Priority, Subject } from '../../shared/set-up.ts';
import type { CallsideElement } from '../internal/element.ts';
import { Load } from '../internal/load.ts';
import type { Offered } from './header.ts';
import { Pages } from './pages.ts';
import { readAll } from './reads.ts';
import type { Looking } from './relations-desk.ts';
import type { Write } from './view.ts';
import { isBuiltIn } from './words.ts';

/** What the reading depends on, asked at each drawing. */
export interface Wanted {
  /** Whose cases are listed. */
  customerId: string | null;
  /** The customer's name is not known from elsewhere. */
  nameless: boolean;
  /** The case that is open. */
  caseId: string | null;
  filter: 'active' | 'all';
  /** A new case is being written. */
  creating: boolean;
  /** Nothing is chosen or written here. */
  readonly: boolean;
  /** By what words similar cases are looked for; null while they are not. Empty for the case's own. */
  looking: Looking | null;
  /** The title of the new case, as far as it is written. */
  title: string;
}

/** Everything the panel reads. */
export class CaseData {
  readonly cases: Pages<CaseListItem>;
  readonly open: Load<Case, [string | null]>;
  readonly timeline: Pages<TimelineItem>;
  /** Those of the open case that are open. */
  readonly activities: Load<readonly Activity[], [string | null]>;
  /** What the open case has to do with others. */
  readonly relationships: Load<Relationships, [string | null]>;
  /** Resolved cases that are like the open one, while they are looked for. */
  readonly similar: Load<Page<SimilarCase>, [string | null]>;
  /** What happened to the one of them that is looked at. */
  readonly peeked: Load<Page<TimelineItem>, [string | null]>;
  /** Cases that the new one may repeat. */
  readonly existing: Load<Page<ExistingCase>, [string | null]>;
  readonly #entitlements: Load<readonly Entitlement[], [string | null]>;
  readonly #settings: Load<CaseSettings, [boolean]>;
  readonly customer: Load<Customer, [string | null]>;
  /** What was last done for the customer, for the glance before a case is opened (C13). */
  readonly recent: Load<Page<Activity>, [string | null]>;
  readonly priorities: Load<readonly Priority[], [boolean]>;
  readonly #subjects: Load<readonly Subject[], [boolean]>;
  readonly #contacts: Load<readonly Contact[], [string | null]>;

  constructor(host: CallsideElement, wanted: () => Wanted) {
    const ofCase = (path = '') => {
      const { caseId } = wanted();
      return caseId === null ? null : `/v1/cases/${caseId}${path}`;
    };
    const ofCustomer = (path = '') => {
      const { customerId } = wanted();
      return customerId === null ? null : `/v1/customers/${customerId}${path}`;
    };
    const isChanging = () => {
      const { readonly, creating } = wanted();
      return !readonly && (creating || this.open?.value?.state === 'active');
    };

    this.cases = new Pages<CaseListItem>(host, {
      path: () => ofCustomer(`/cases?limit=20&state=${wanted().filter}`),
      key: ({ id }) => id,
    });
    this.open = new Load<Case, [string | null]>(host, {
      args: () => [ofCase()],
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.timeline = new Pages<TimelineItem>(host, {
      path: () => ofCase('/timeline?limit=30'),
      key: ({ seq }) => seq,
    });
    this.activities = new Load<readonly Activity[], [string | null]>(host, {
      args: () => [ofCase('/activities')],
      read: ([path], { client, signal }) => (path === null ? null : readAll<Activity>(client, path, signal)),
    });
    this.relationships = new Load<Relationships, [string | null]>(host, {
      args: () => [ofCase('/relationships')],
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.similar = new Load<Page<SimilarCase>, [string | null]>(host, {
      args: () => {
        const words = wanted().looking?.words;
        if (words === undefined) return [null];
        return [ofCase(words === '' ? '/similar' : `/similar?q=${encodeURIComponent(words)}`)];
      },
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.peeked = new Load<Page<TimelineItem>, [string | null]>(host, {
      args: () => [wanted().looking?.peeked ?? null],
      read: ([id], { client, signal }) =>
        id === null ? null : client.get(`/v1/cases/${id}/timeline?limit=20`, { signal }),
    });
    this.existing = new Load<Page<ExistingCase>, [string | null]>(host, {
      args: () => {
        const { creating, title } = wanted();
        const words = title.trim();
        return [creating && words.length > 2 ? ofCustomer(`/cases/existing?title=${encodeURIComponent(words)}`) : null];
      },
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.#entitlements = new Load<readonly Entitlement[], [string | null]>(host, {
      args: () => {
        const whose = wanted().creating ? wanted().customerId : this.open.value?.customer.id;
        return [isChanging() && whose ? `/v1/entitlements?customerId=${whose}&state=active` : null];
      },
      read: ([path], { client, signal }) =>
        path === null ? null : readAll<Entitlement>(client, path, signal, { pages: 1 }),
    });
    this.#settings = new Load<CaseSettings, [boolean]>(host, {
      args: () => [this.#showsOwnReason()],
      read: ([wants], { client, signal }) => (wants ? client.get('/v1/case-settings', { signal }) : null),
    });
    this.customer = new Load<Customer, [string | null]>(host, {
      args: () => [wanted().nameless ? ofCustomer() : null],
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.recent = new Load<Page<Activity>, [string | null]>(host, {
      args: () => [wanted().caseId === null ? ofCustomer('/activities?limit=5') : null],
      read: ([path], { client, signal }) => (path === null ? null : client.get(path, { signal })),
    });
    this.priorities = new Load<readonly Priority[], [boolean]>(host, {
      args: () => [isChanging()],
      read: ([wants], { client, signal }) => (wants ? readAll<Priority>(client, '/v1/priorities', signal) : null),
    });
    this.#subjects = new Load<readonly Subject[], [boolean]>(host, {
      args: () => [isChanging()],
      read: ([wants], { client, signal }) => (wants ? readAll<Subject>(client, '/v1/subjects', signal) : null),
    });
    this.#contacts = new Load<readonly Contact[], [string | null]>(host, {
      args: () => {
        const whose = wanted().creating ? wanted().customerId : this.open.value?.customer.id;
        return [isChanging() && whose ? `/v1/customers/${whose}/contacts` : null];
      },
      read: ([path], { client, signal }) =>
        path === null ? null : readAll<Contact>(client, path, signal, { pages: 1 }),
    });
  }

  /** Reads the open case and what belongs to it again; what is written here stays. */
  renew(): void {
    for (const reading of [this.open, this.timeline.first, this.activities, this.relationships]) reading.renew();
  }

  renewList(): void {
    this.cases.first.renew();
    if (this.recent.value) this.recent.renew();
  }

  /** The names of the tenant's own status reasons, read once one of them is shown. */
  get ownReasons(): ReadonlyMap<StatusReason, string> {
    return new Map((this.#settings.value?.statusReasons ?? []).map(({ code, name }) => [code, name]));
  }

  #showsOwnReason(): boolean {
    const open = this.open?.value;
    const shown = [
      ...(this.cases?.items ?? []).map(({ statusReason }) => statusReason),
      ...(open ? [open.statusReason, ...open.nextStatusReasons, ...open.resolutionTypes] : []),
    ];
    return shown.some((reason) => !isBuiltIn(reason));
  }

  /** What can be chosen for a case, the most urgent priority first. */
  get offered(): Offered {
    return {
      priorities: (this.priorities.value ?? []).toSorted((one, other) => other.rank - one.rank),
      subjects: this.#subjects.value ?? [],
      contacts: this.#contacts.value ?? [],
      entitlements: this.#entitlements.value ?? [],
    };
  }

  /** Why priorities could not be read, as something to try again. */
  get offeredUnread(): Write {
    const { priorities } = this;
    return { failure: priorities.failure, retry: async () => priorities.again(), dismiss: () => undefined };
  }

  /** The open activities of the open case, the first due first. */
  get openActivities(): readonly Activity[] {
    const open = (this.activities.value ?? []).filter((activity) => activity.state === 'open');
    return open.sort((one, other) => (one.dueAt ?? 'z').localeCompare(other.dueAt ?? 'z'));
  }

  /** Who last saved the open case, as its history says. */
  get lastChange(): { name: string; at: string } | null {
    const found = this.timeline.items.find(({ type }) =>
      /^case_(changed|resolved|cancelled|reactivated|merged|unmerged)$/.test(type),
    );
    return found?.actor ? { name: found.actor.name, at: found.at } : null;
  }
}
