import { ApiClient } from '../client/api.ts';
import type { Fetch } from '../client/http.ts';
import type { SetupFault } from '../client/result.ts';
import type { GetToken } from '../client/token-source.ts';

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
export function setupFault({ endpoint, publishableKey, tokenUrl, getToken }: Setup): SetupFault | null {
  if (endpoint === null) return 'no_endpoint';
  if (!publishableKey) return 'no_publishable_key';
  return tokenUrl || getToken ? null : 'no_token_source';
}

/** A client for a complete set-up, or what is missing from it. */
export function clientFor(setup: Setup): ApiClient | SetupFault {
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

const attributeOf: Record<SetupFault, string> = {
  no_endpoint: 'an "endpoint" attribute',
  no_publishable_key: 'a "publishable-key" attribute',
  no_token_source: 'a "token-url" attribute or a getToken property',
  signed_out: '',
};

/** Tells the page's author, in the console, what is missing. */
export function warnOf(fault: SetupFault, element: HTMLElement): void {
  if (fault === 'signed_out') return;
  const provider = element.localName === 'cs-provider' ? '' : ', or stand in a <cs-provider> that has them';
  console.warn(`<${element.localName}> needs ${attributeOf[fault]}${provider}.`, element);
}
