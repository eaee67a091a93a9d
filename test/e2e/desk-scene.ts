import type { Alert, Customer } from '../../shared/customers.ts';
import type { Case } from '../../shared/cases.ts';
import type { Order, OrderListItem } from '../../shared/orders.ts';
import type { Priority, Product } from '../../shared/set-up.ts';
import { Caller } from './desk-process.ts';

interface List<Item> {
  items: Item[];
}

/** What a test needs to find on the desk, made through the API as a program of the host would make it. */
export class Scene {
  readonly caller: Caller;

  private constructor(caller: Caller) {
    this.caller = caller;
  }

  static async at(url: string, agent?: string): Promise<Scene> {
    return new Scene(await Caller.of(url, agent));
  }

  /** A customer nobody else is called like, with an address. */
  customer(): Promise<Customer> {
    const name = `${word()} ${word()}`;
    return this.#made<Customer>('/v1/customers', {
      kind: 'person',
      name,
      country: 'FR',
      language: 'fr',
      address: { line1: '8, quai de Saône', postalCode: '69005', city: 'Lyon', country: 'FR' },
    });
  }

  /** A case; `hot` raises an alert. */
  async case(customerId: string, title: string, { hot = false } = {}): Promise<Case> {
    const { items } = await this.read<List<Priority>>('/v1/priorities');
    const priority = items.find(({ hotAlert }) => hotAlert === hot);
    return this.#made<Case>('/v1/cases', { customerId, title, ...(hot && priority && { priorityId: priority.id }) });
  }

  async retitle({ id, version }: Case, title: string): Promise<void> {
    const answer = await this.caller.patch(`/v1/cases/${id}`, { title }, version);
    if (!answer.ok) throw new Error(`PATCH of ${id} answered ${answer.status}: ${await answer.text()}`);
  }

  activity(caseId: string, subject: string): Promise<unknown> {
    return this.#made(`/v1/cases/${caseId}/activities`, { kind: 'task', subject });
  }

  /** A draft order of one product in stock. */
  async order(customerId: string): Promise<Order> {
    const order = await this.#made<Order>('/v1/orders', { customerId });
    const product = await this.product();
    return this.#made<Order>(`/v1/orders/${order.id}/lines`, { productId: product.id, quantity: 1 }, order.version);
  }

  async product(sku = 'HC-HLM-M'): Promise<Product> {
    const { items } = await this.read<List<Product>>(`/v1/products?q=${sku}`);
    const product = items.find((one) => one.sku === sku);
    if (!product) throw new Error(`The demo sells no ${sku}.`);
    return product;
  }

  async orders(customerId: string): Promise<OrderListItem[]> {
    return (await this.read<List<OrderListItem>>(`/v1/customers/${customerId}/orders?view=all`)).items;
  }
  async cases(customerId: string): Promise<Case[]> {
    return (await this.read<List<Case>>(`/v1/customers/${customerId}/cases?limit=100`)).items;
  }
  async alerts(customerId: string): Promise<Alert[]> {
    return (await this.read<List<Alert>>(`/v1/customers/${customerId}/alerts`)).items;
  }
  /** The bodies of the notes that stand on a case. */
  async notes(caseId: string): Promise<string[]> {
    const { items } = await this.read<List<{ note: { body: string } | null }>>(
      `/v1/cases/${caseId}/timeline?limit=100`,
    );
    return items.flatMap(({ note }) => (note ? [note.body] : []));
  }

  async read<T>(path: string): Promise<T> {
    const answer = await this.caller.get(path);
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async #made<T>(path: string, body: unknown, version?: number): Promise<T> {
    const answer = await this.caller.post(path, body, crypto.randomUUID(), version);
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

const vowels = 'aeiou';
const consonants = 'bdfgklmnprstvz';

/** A word that can be said and that no other test uses. */
export function word(): string {
  const one = (letters: string) => letters[Math.floor(Math.random() * letters.length)] ?? '';
  const text = Array.from({ length: 5 }, () => one(consonants) + one(vowels)).join('');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
