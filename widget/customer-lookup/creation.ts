import type { Page } from '../../shared/common.ts';
import type { Contact, CreateContact, CreateCustomer, Customer, CustomerListItem } from '../../shared/customers.ts';
import type { ApiClient } from '../client/api.ts';
import type { Failure, Result } from '../client/result.ts';
import { Command } from '../internal/command.ts';
import type { CallsideElement } from '../internal/element.ts';
import { Load } from '../internal/load.ts';
import type { Draft } from './draft.ts';
import { newContact, newCustomer } from './draft.ts';

/** The account whose contact is made. */
export type Account = Pick<CustomerListItem, 'id' | 'name'>;

/** A customer who has the same phone, e-mail or tax id already. */
export interface Twin {
  by: 'phone' | 'email' | 'tax_id';
  item: CustomerListItem;
}

export interface CreationOptions {
  /** About to be sent; false leaves it to the host. */
  mayCreate: (customer: CreateCustomer) => boolean;
  mayAdd: (customerId: string, contact: CreateContact) => boolean;
  created: (customer: Customer) => void;
  added: (customerId: string, contact: Contact) => void;
  /** Something in the form has to be mended first. */
  refused: () => void;
}

/** What makes two drafts the same person: phone, e-mail, tax id. */
type Traits = readonly [phone: string, email: string, taxId: string];

/**
 * The making of a customer or a contact: its draft, which stays until it is saved or discarded, those who have the same
 * phone, e-mail or tax id already, and the write itself.
 */
export class Creation {
  isOpen = false;
  account: Account | null = null;
  /** The draft was here before the form was opened. */
  kept = false;
  /** Saving was tried without a name. */
  nameless = false;

  readonly #host: CallsideElement;
  readonly #options: CreationOptions;
  readonly #drafts = new Map<string, Draft>();
  readonly #create: Command<Customer>;
  readonly #add: Command<Contact>;
  readonly #twins: Load<Twin[], Traits>;
  #traits: Traits = ['', '', ''];
  #touched = false;
  #saving = false;

  constructor(host: CallsideElement, options: CreationOptions) {
    this.#host = host;
    this.#options = options;
    const failed = () => options.refused();
    this.#create = new Command(host, {
      done: (customer) => {
        this.discard(null);
        options.created(customer);
      },
      failed,
    });
    this.#add = new Command(host, {
      done: (contact) => {
        const { account } = this;
        this.discard(account);
        if (account) options.added(account.id, contact);
      },
      failed,
    });
    this.#twins = new Load<Twin[], Traits>(host, {
      args: () => this.#traits,
      read: (traits, { client, signal }) => (traits.some(Boolean) ? findTwins(traits, client, signal) : null),
      done: (twins) => {
        if (this.#saving && twins.length === 0) this.#send();
        this.#saving = false;
      },
    });
  }

  get draft(): Draft | undefined {
    return this.#drafts.get(keyOf(this.account));
  }
  get busy(): boolean {
    return this.#command.busy || this.#saving;
  }
  get failure(): Failure | null {
    return this.#command.failure;
  }
  get twins(): readonly Twin[] {
    return this.account ? [] : (this.#twins.value ?? []);
  }

  /** Opens the form with the draft that is there, else with a fresh one. */
  open(account: Account | null, fresh: Draft): void {
    this.account = account;
    this.kept = this.draft !== undefined;
    this.#touched = this.kept;
    this.nameless = false;
    if (!this.kept) this.#drafts.set(keyOf(account), fresh);
    this.isOpen = true;
    this.leave();
  }

  write(change: Partial<Draft>): void {
    const { draft } = this;
    if (!draft) return;
    this.#touched = true;
    this.#drafts.set(keyOf(this.account), { ...draft, ...change });
    this.#host.requestUpdate();
  }

  /** A field was left: whoever has its value already is looked for. */
  leave(): void {
    const { draft } = this;
    if (draft && !this.account) this.#traits = [draft.phone.trim(), draft.email.trim(), draft.taxId.trim()];
    this.#host.requestUpdate();
  }

  /** Shows first who has the same phone, e-mail or tax id; a second press saves in spite of them. */
  save(): void {
    if (this.busy || !this.draft) return;
    this.nameless = !this.draft.name.trim();
    if (this.nameless) return this.#options.refused();
    const before = this.#traits;
    this.leave();
    const looked = this.#traits.every((trait, place) => trait === before[place]) && !this.#twins.pending;
    this.#saving = !looked && !this.account && this.#traits.some(Boolean);
    if (!this.#saving) this.#send();
  }

  /** Closes the form; what was written in it stays for the next time. */
  close(): void {
    this.isOpen = false;
    this.#saving = false;
    if (!this.#touched) this.#drafts.delete(keyOf(this.account));
    this.#host.requestUpdate();
  }

  discard(account: Account | null = this.account): void {
    this.#drafts.delete(keyOf(account));
    this.#create.dismiss();
    this.#add.dismiss();
    this.#traits = ['', '', ''];
    this.isOpen = false;
  }

  forget(): void {
    this.discard();
    this.#drafts.clear();
  }

  get #command(): Command<Customer> | Command<Contact> {
    return this.account ? this.#add : this.#create;
  }

  #send(): void {
    const { account, draft } = this;
    if (!draft) return;
    if (account) {
      const contact = newContact(draft);
      if (this.#options.mayAdd(account.id, contact))
        void this.#add.post(`/v1/customers/${account.id}/contacts`, contact);
    } else {
      const customer = newCustomer(draft);
      if (this.#options.mayCreate(customer)) void this.#create.post('/v1/customers', customer);
    }
  }
}

function keyOf(account: Account | null): string {
  return account?.id ?? '';
}

/** Everybody who has one of the traits exactly. A search that fails finds nobody: saving will say what is wrong. */
async function findTwins(traits: Traits, client: ApiClient, signal: AbortSignal): Promise<Result<Twin[]>> {
  const kinds = ['phone', 'email', 'tax_id'] as const;
  const found = await Promise.all(
    kinds.map(async (by, place): Promise<Twin[]> => {
      const q = traits[place];
      if (!q) return [];
      const answer = await client.get<Page<CustomerListItem>>('/v1/customers', { query: { q, by, limit: 2 }, signal });
      return answer.ok ? answer.value.items.filter(({ match }) => match?.exact).map((item) => ({ by, item })) : [];
    }),
  );
  const twins = found.flat();
  const first = (twin: Twin, place: number) => twins.findIndex(({ item }) => item.id === twin.item.id) === place;
  return { ok: true, value: twins.filter(first), etag: null };
}
