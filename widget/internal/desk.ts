import { ApiClient } from '../client/api.ts';
import type { Fetch } from '../client/http.ts';
import type { SetupFault } from '../client/result.ts';
import type { GetToken } from '../client/token-source.ts';
import type { Desk } from './context.ts';
import { ErrorEvent, ReadyEvent, SelectionChangeEvent, SignedOutEvent } from './events.ts';
import { changedSelection, nothingSelected } from './selection.ts';
import type { SelectionChange } from './selection.ts';
import { warnOfMissing, warnOfWrong } from './warn.ts';

/** Where the API is and who is at the desk, as a page states them on a provider or on a single element. */
export interface Setup {
  endpoint: string | null;
  publishableKey: string | null;
  tokenUrl: string | null;
  getToken: GetToken | null;
  fetch: Fetch | null;
}

/** The properties of `Setup`. */
const setupNames = ['endpoint', 'publishableKey', 'tokenUrl', 'getToken', 'fetch'] as const;
/** Those that say who or where: another value means another session. Functions are only called, the newest one each time. */
const identityNames = ['endpoint', 'publishableKey', 'tokenUrl'] as const;

/** Whether a change of properties asks for another client: an identity changed, or what was missing may be there now. */
export function asksForClient(changed: ReadonlyMap<PropertyKey, unknown>, fault: SetupFault | null): boolean {
  return (fault ? setupNames : identityNames).some((name) => changed.has(name));
}

/** What the page has left out; null when nothing. */
function setupFault({ endpoint, publishableKey, tokenUrl, getToken }: Setup): SetupFault | null {
  if (endpoint === null) return 'no_endpoint';
  if (!publishableKey) return 'no_publishable_key';
  return tokenUrl || getToken ? null : 'no_token_source';
}

/** A client for a complete set-up, or what is missing from it. */
function clientFor(setup: Setup): ApiClient | SetupFault {
  const fault = setupFault(setup);
  if (fault) return fault;
  return new ApiClient({
    endpoint: (setup.endpoint ?? '').replace(/\/+$/, ''),
    publishableKey: setup.publishableKey ?? '',
    tokenUrl: setup.tokenUrl ?? '',
    get getToken() {
      return setup.getToken;
    },
    fetch: (input, init) => (setup.fetch ?? globalThis.fetch)(input, init),
  });
}

/** Keeps the desk of a provider, or of an element that stands alone: client, session and selection, and tells the page of them. */
export class DeskSource {
  desk: Desk = {
    client: null,
    fault: null,
    session: null,
    epoch: 0,
    strings: {},
    shortcuts: true,
    panels: new Set(),
    selection: nothingSelected,
    select: (change, by) => this.#select(change, by),
  };
  readonly #owner: HTMLElement & Setup;
  readonly #changed: (desk: Desk) => void;

  constructor(owner: HTMLElement & Setup, changed: (desk: Desk) => void) {
    this.#owner = owner;
    this.#changed = changed;
  }

  set(part: Partial<Desk>): void {
    this.desk = { ...this.desk, ...part };
    this.#changed(this.desk);
  }

  /** Makes a client of what the page states now, in place of the one there was. */
  start(): void {
    this.stop();
    const made = clientFor(this.#owner);
    if (typeof made === 'string') {
      this.set({ client: null, session: null, fault: made });
      // The page's script may still be about to set what is missing.
      setTimeout(() => this.#owner.isConnected && this.desk.fault === made && warnOfMissing(made, this.#owner));
    } else {
      this.set({ client: made, session: null, fault: null });
      void this.#introduce(made);
    }
  }

  stop(): void {
    this.desk.client?.stop();
  }

  signOut(): void {
    this.stop();
    this.set({ client: null, session: null, fault: 'signed_out' });
    this.#select(nothingSelected, this.#owner);
    this.#owner.dispatchEvent(new SignedOutEvent());
  }

  async #introduce(client: ApiClient): Promise<void> {
    const result = await client.session();
    if (this.desk.client !== client) return;
    if (result.ok) {
      const { agent, tenant } = result.value;
      this.set({ session: result.value });
      this.#owner.dispatchEvent(new ReadyEvent({ agent, tenant }));
    } else if (result.kind !== 'aborted') {
      warnOfWrong(result, this.#owner);
      this.#owner.dispatchEvent(new ErrorEvent(result));
    }
  }

  #select(change: SelectionChange, by: HTMLElement): void {
    const previous = this.desk.selection;
    const selection = changedSelection(previous, change);
    if (selection === previous) return;
    this.set({ selection });
    this.#owner.dispatchEvent(new SelectionChangeEvent({ selection, previous, by }));
  }
}
