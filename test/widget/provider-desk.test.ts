import { assert } from '@open-wc/testing';
import { html } from 'lit';
import type { CustomerListItem } from '../../shared/customers.ts';
import type { Page } from '../../shared/common.ts';
import { faulty } from './support/faults.ts';
import { mount, until } from './support/fixture.ts';
import type { SampleElement } from './support/sample.ts';
import './support/sample.ts';

const sample = html`<x-sample></x-sample>`;

/** A customer of the demo, selected and shown. */
async function shown(fetcher?: typeof fetch): Promise<{ element: SampleElement; id: string }> {
  const { provider, element } = await mount('x-sample', sample, fetcher ? { fetch: fetcher } : {});
  const found = await provider.client?.get<Page<CustomerListItem>>('/v1/customers', { query: { q: 'a' } });
  const [customer] = found?.ok ? found.value.items : [];
  if (!customer) throw new Error(`no customer: ${JSON.stringify(found)}`);
  provider.selection = { customer: { id: customer.id } };
  await until(() => element.renderRoot.querySelector('.name'), 'the customer’s name');
  return { element, id: customer.id };
}

describe('cs-provider on a desk', () => {
  it('signs in with the page’s assertion and reads', async () => {
    const { element } = await shown();
    assert.notEqual(element.renderRoot.querySelector('.name')?.textContent, '');
  });

  it('survives a refused token: one new session, and the reading goes through', async () => {
    const faults = faulty();
    faults.answerOnce(401, /GET \/v1\/customers\/cus_/);
    await shown(faults.fetch);
    assert.lengthOf(faults.sent('POST', /sessions/), 2);
  });

  it('writes a note once although its first answer is lost', async () => {
    const faults = faulty();
    const { element, id } = await shown(faults.fetch);
    const notes = async () => {
      const list = await element.client?.get<Page<{ body: string }>>(`/v1/customers/${id}/notes`, {
        query: { limit: 100 },
      });
      return list?.ok ? list.value.items.length : -1;
    };
    const before = await notes();
    faults.loseAnswer(/POST .*notes/);
    element.save();
    await until(() => element.saved === 1, 'the note', 8_000);
    assert.lengthOf(faults.sent('POST', /notes/), 2);
    assert.equal(await notes(), before + 1);
  });

  it('is refused in the agent’s words when the key names no tenant', async () => {
    const { provider, element } = await mount('x-sample', sample);
    provider.publishableKey = 'pk_nobody';
    provider.selection = { customer: { id: 'cus_00000000000000000000000000' } };
    const message = await until(() => element.renderRoot.querySelector('.void'), 'a message');
    assert.match(message.textContent ?? '', /service does not know you|session has ended|does not serve this page/);
  });
});
