import '../../../widget/cs-case-panel.ts';
import { html } from 'lit';
import type { Activity, Case, CaseListItem } from '../../../shared/cases.ts';
import type { Page } from '../../../shared/common.ts';
import type { Customer } from '../../../shared/customers.ts';
import type { Entitlement } from '../../../shared/entitlements.ts';
import type { Priority } from '../../../shared/set-up.ts';
import type { CallsideCasePanel } from '../../../widget/case-panel/case-panel.ts';
import type { CallsideProvider } from '../../../widget/provider/provider.ts';
import { announcements, api, mount, until } from './fixture.ts';
import type { MountOptions } from './fixture.ts';

/** The panel as its user meets it: by what it shows, what takes a press and where the focus is. */
export class CasePanel {
  readonly provider: CallsideProvider;
  readonly element: CallsideCasePanel;
  readonly said: string[];

  constructor(provider: CallsideProvider, element: CallsideCasePanel) {
    this.provider = provider;
    this.element = element;
    this.said = announcements(element);
  }

  get root(): ShadowRoot {
    const root = this.element.shadowRoot;
    if (!root) throw new Error('nothing is drawn');
    return root;
  }

  find(selector: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(selector);
  }

  /** What a field holds. */
  value(selector: string): string | null {
    const field = this.find(selector);
    return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : null;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  /** What is written there, with its white space as one reads it. */
  text(selector: string): string {
    return read(this.find(selector));
  }

  texts(selector: string): string[] {
    return this.all(selector).map(read);
  }

  /** Waits until that is written in one of them. */
  says(selector: string, words: RegExp | string): Promise<string> {
    const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
    return until(
      () => this.texts(selector).find(fits),
      `${String(words)} in ${selector}; there is: ${this.texts(selector).join(' | ') || '-'}`,
    );
  }

  gone(selector: string): Promise<boolean> {
    return until(() => this.find(selector) === null, `${selector} to go`);
  }

  /** The button that bears that name. */
  button(name: string | RegExp): HTMLElement | null {
    const fits = (text: string) => (typeof name === 'string' ? text.includes(name) : name.test(text));
    return this.all('button').find((one) => fits(read(one))) ?? null;
  }

  async click(name: string | RegExp): Promise<void> {
    (await until(() => this.button(name), `a button ${String(name)}`)).click();
  }

  /** Waits for the focus to be on that. */
  focus(selector: string): Promise<Element> {
    return until(
      () => this.root.activeElement?.matches(selector) && this.root.activeElement,
      `the focus on ${selector}`,
    );
  }

  /** Puts the focus into the panel, where letters are keys. */
  async enter(): Promise<void> {
    await until(() => this.find('[data-first], .head h2'), 'the panel');
    (this.find('[data-first]') ?? this.find('.head h2'))?.focus();
  }

  /** Waits for the open case, its activities and its history. */
  async ready(title: string): Promise<void> {
    await this.says('.head h2', title);
    await until(() => this.find('.timeline time[datetime]'), 'the timeline');
  }
}

function read(element: Element | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

let made = 0;

export function newCustomer(kind: 'person' | 'account' = 'person'): Promise<Customer> {
  made += 1;
  return api<Customer>('POST', '/v1/customers', { kind, name: `Case Test ${made} ${Date.now().toString(36)}` });
}

export function newCase(customer: Customer, title: string, more: object = {}): Promise<Case> {
  return api<Case>('POST', '/v1/cases', { customerId: customer.id, title, ...more });
}

export function addActivity(found: { id: string }, subject: string, more: object = {}): Promise<Activity> {
  return api<Activity>('POST', `/v1/cases/${found.id}/activities`, { kind: 'task', subject, ...more });
}

export function readCase({ id }: { id: string }): Promise<Case> {
  return api<Case>('GET', `/v1/cases/${id}`);
}

/** Waits until the case is so in the API. */
export async function caseBecomes(found: { id: string }, holds: (now: Case) => boolean): Promise<Case> {
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await readCase(found);
    if (holds(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the case did not become so: ${JSON.stringify(await readCase(found))}`);
}

/** The customer's default entitlement: so many cases from now on. */
export async function entitled({ id }: Customer, name: string, totalTerms: number): Promise<void> {
  const [startsOn, endsOn] = [-1, 30].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const draft = { customerId: id, name, startsOn, endsOn, totalTerms };
  const made = await api<Entitlement>('POST', '/v1/entitlements', draft, {}, 'henrik');
  const path = `/v1/entitlements/${made.id}`;
  const active = await api<Entitlement>('POST', `${path}/activate`, {}, { 'if-match': `"${made.version}"` }, 'henrik');
  await api('POST', `${path}/default`, {}, { 'if-match': `"${active.version}"` }, 'henrik');
}

/** A command on a case as a colleague would give it on another screen. */
export function onCase(found: Case, verb: string, body: object = {}): Promise<Case> {
  return api<Case>('POST', `/v1/cases/${found.id}/${verb}`, body, { 'if-match': `"${found.version}"` });
}

export function changeCase(found: Case, changes: object): Promise<Case> {
  return api<Case>('PATCH', `/v1/cases/${found.id}`, changes, { 'if-match': `"${found.version}"` });
}

export async function activitiesOf({ id }: { id: string }): Promise<Activity[]> {
  return (await api<Page<Activity>>('GET', `/v1/cases/${id}/activities`)).items;
}

export async function casesOf({ id }: Customer): Promise<CaseListItem[]> {
  return (await api<Page<CaseListItem>>('GET', `/v1/customers/${id}/cases`)).items;
}

export async function priority(hotAlert: boolean): Promise<Priority> {
  const { items } = await api<Page<Priority>>('GET', '/v1/priorities');
  const found = items.find((one) => one.hotAlert === hotAlert && !one.isDefault);
  if (!found) throw new Error(`no priority with hotAlert ${hotAlert}`);
  return found;
}

/** The panel under a provider that has that customer selected, and that case if one is given. */
export async function panelFor(customer: Customer | null, found?: Case, options?: MountOptions): Promise<CasePanel> {
  const { provider, element } = await mount('cs-case-panel', html`<cs-case-panel></cs-case-panel>`, options);
  const panel = new CasePanel(provider, element);
  provider.selection = {
    customer: customer && { id: customer.id, name: customer.name, number: customer.number },
    case: found ? { id: found.id, number: found.number, title: found.title } : null,
  };
  if (found) await panel.ready(found.title);
  return panel;
}

/** Sets what the browser says of its connection, as losing and finding it does. */
export function setOnline(online: boolean): void {
  if (online) Reflect.deleteProperty(navigator, 'onLine');
  else Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}
