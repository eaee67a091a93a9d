import '../../../widget/language.ts';
import '../../../widget/cs-provider.ts';
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallsideProvider } from '../../../widget/provider/provider.ts';

/** What `/demo/assertion` tells of the demo tenant. */
interface DemoAssertion {
  token: string;
  publishableKey: string;
}

export interface MountOptions {
  /** An agent of the demo tenant; the first clerk when none is named. */
  agent?: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  fetch?: typeof fetch;
}

let publishableKey: string | null = null;

/** An assertion of the demo tenant, as the host's own backend would give it. */
export async function demoAssertion(agent?: string): Promise<DemoAssertion> {
  const answer = await fetch('/demo/assertion', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(agent ? { agent } : {}),
  });
  if (!answer.ok) throw new Error(`/demo/assertion answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as DemoAssertion;
}

/** The publishable key of the demo tenant. */
export async function demoKey(): Promise<string> {
  publishableKey ??= (await demoAssertion()).publishableKey;
  return publishableKey;
}

/** Mounts elements under a provider that talks to the desk; `element` is the one with the tag. */
export async function mount<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  elements: TemplateResult,
  { agent, lang, dir, fetch: fetcher }: MountOptions = {},
): Promise<{ provider: CallsideProvider; element: HTMLElementTagNameMap[Tag] }> {
  const key = await demoKey();
  const provider = await fixture<CallsideProvider>(
    html`<cs-provider
      endpoint="/"
      .publishableKey=${key}
      .getToken=${async () => (await demoAssertion(agent)).token}
      .fetch=${fetcher ?? null}
      >${elements}</cs-provider
    >`,
  );
  if (lang) provider.lang = lang;
  if (dir) provider.dir = dir;
  const element = provider.querySelector(tag);
  if (!element) throw new Error(`No <${tag}> was mounted`);
  await provider.updateComplete;
  return { provider, element };
}

/**
 * Calls the API as a program of the host would, with a session of its own: for what a test needs to be there.
 *
 * @throws Error when the API refuses.
 */
export async function api<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  agent?: string,
): Promise<T> {
  const { token, publishableKey: key } = await demoAssertion(agent);
  const session = await ask('POST', '/v1/sessions', { publishableKey: key, assertion: token }, {});
  const bearer = (session as { token: string }).token;
  const given = method === 'POST' ? { 'idempotency-key': crypto.randomUUID(), ...headers } : headers;
  return (await ask(method, path, body, { authorization: `Bearer ${bearer}`, ...given })) as T;
}

async function ask(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** Waits until something holds, looking at each frame. @throws Error after `within` milliseconds. */
export async function until<T>(look: () => T | null | undefined | false, what: string, within = 15_000): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${within} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
}

/** What an element says to assistive technology, from now on. */
export function announcements(element: HTMLElement): string[] {
  const said: string[] = [];
  Object.defineProperty(element, 'ariaNotify', { value: (message: string) => said.push(message), configurable: true });
  return said;
}
