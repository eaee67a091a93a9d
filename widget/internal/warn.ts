import type { Failure, SetupFault } from '../client/result.ts';
import type { Setup } from './desk.ts';

const needed: Record<Exclude<SetupFault, 'signed_out'>, string> = {
  no_endpoint: 'an "endpoint" attribute',
  no_publishable_key: 'a "publishable-key" attribute',
  no_token_source: 'a "token-url" attribute or a getToken property',
};

/** Tells the page's author, in the console, what is missing. */
export function warnOfMissing(fault: SetupFault, element: HTMLElement): void {
  if (fault === 'signed_out') return;
  const provider = element.localName === 'cs-provider' ? '' : ', or stand in a <cs-provider> that has them';
  console.warn(`<${element.localName}> needs ${needed[fault]}${provider}.`, element);
}

/** Tells the page's author, in the console, which attribute brought no session and what was answered to it. */
export function warnOfWrong(failure: Failure, element: HTMLElement & Setup): void {
  const told = wrong(failure, element);
  if (told) console.warn(`<${element.localName}> gets no session with ${told}.`, element);
}

function wrong(failure: Failure, { endpoint, publishableKey, tokenUrl, getToken }: Setup): string | null {
  const source = getToken ? 'its getToken' : `token-url="${tokenUrl ?? ''}"`;
  const service = `endpoint="${endpoint ?? ''}"`;
  if (failure.kind === 'token') return `${source}: ${failure.detail}`;
  if (failure.kind === 'network') return `${failure.at === 'token-url' ? source : service}: no answer that can be read`;
  if (failure.kind !== 'problem') return null;
  const { status, code, detail } = failure.problem;
  const answered = `${status} ${code}${detail && `, ${detail}`}`;
  if (code === 'wrong_origin' || /publishable key/i.test(detail)) {
    return `publishable-key="${publishableKey ?? ''}": the service answered ${answered}`;
  }
  return `${code === 'invalid_assertion' ? source : service}: the service answered ${answered}`;
}
