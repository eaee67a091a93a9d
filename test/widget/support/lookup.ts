import '../../../widget/cs-customer-lookup.ts';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CreateContact, CreateCustomer, Customer } from '../../../shared/customers.ts';
import type { CallsideCustomerLookup } from '../../../widget/customer-lookup/customer-lookup.ts';
import type { CustomerSearchEvent } from '../../../widget/customer-lookup/customer-lookup.events.ts';
import type { CallsideProvider } from '../../../widget/provider/provider.ts';
import { api, mount, until } from './fixture.ts';
import type { MountOptions } from './fixture.ts';
import { type } from './keys.ts';

/** A word that no other customer has in its name. */
export function word(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => 'abcdefghijklmnop'[byte % 16]).join('');
}

/** A customer of the demo tenant, made by the host's own program. */
export function makeCustomer(customer: Partial<CreateCustomer> & { name: string }): Promise<Customer> {
  return api('POST', '/v1/customers', { kind: 'person', ...customer });
}

export function makeContact({ id }: Pick<Customer, 'id'>, contact: Partial<CreateContact> & { name: string }) {
  return api('POST', `/v1/customers/${id}/contacts`, contact);
}

/** The lookup under a provider on a page of the provider's colours, ready to be typed into. */
export async function lookup(
  options: MountOptions = {},
  element: TemplateResult = html`<cs-customer-lookup debounce="20"></cs-customer-lookup>`,
): Promise<{ provider: CallsideProvider; element: CallsideCustomerLookup; field: HTMLInputElement }> {
  const mounted = await mount(
    'cs-customer-lookup',
    html`<main style="background: light-dark(#fff, #17191c)">${element}</main>`,
    options,
  );
  const field = await part<HTMLInputElement>(mounted.element, 'input');
  await until(() => mounted.provider.session, 'a session');
  return { ...mounted, field };
}

export function part<Found extends HTMLElement = HTMLElement>(element: HTMLElement, name: string): Promise<Found> {
  return until(() => element.shadowRoot?.querySelector<Found>(`[part="${name}"]`), `part ${name}`);
}
export function parts(element: HTMLElement, name: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part="${name}"]`) ?? [])];
}

/** Text as it is read, without the spaces of the markup. */
export function textOf(node: Element | null | undefined): string {
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Types into the field and waits for the customers that all of the text finds. */
export async function search(element: CallsideCustomerLookup, text: string): Promise<HTMLElement[]> {
  let searched = '';
  const hear = ({ detail }: CustomerSearchEvent) => (searched = detail.query);
  element.addEventListener('cs-customer-search', hear);
  element.focus();
  await type(text);
  const found = await until(() => {
    const [list] = parts(element, 'listbox');
    const options = parts(element, 'option');
    const settled = list?.getAttribute('aria-busy') === 'false' && (searched === text || !navigator.onLine);
    return settled && options.length > 0 && options;
  }, `customers for ${text}`);
  element.removeEventListener('cs-customer-search', hear);
  return found;
}

/** The option that is marked, as assistive technology is told. */
export function marked(element: CallsideCustomerLookup): HTMLElement | null {
  const id = element.shadowRoot?.querySelector('[role=combobox]')?.getAttribute('aria-activedescendant');
  return id ? (element.shadowRoot?.getElementById(id) ?? null) : null;
}

/** Everything that can be read in the element, whatever it shows. */
export function reads(element: HTMLElement, text: string | RegExp, within?: number): Promise<string> {
  const found = () => {
    const all = textOf(element.shadowRoot as unknown as Element);
    return (typeof text === 'string' ? all.includes(text) : text.test(all)) && all;
  };
  return until(found, `“${text}” in <${element.localName}>`, within);
}

/** The next event of a kind, with the type that the elements declare for it. */
export function once<Kind extends keyof GlobalEventHandlersEventMap>(
  target: HTMLElement,
  kind: Kind,
): Promise<GlobalEventHandlersEventMap[Kind]> {
  return new Promise((resolve) => target.addEventListener(kind, resolve, { once: true }));
}
