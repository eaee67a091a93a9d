import { assert } from '@open-wc/testing';
import {
  addActivity,
  changeCase,
  newCase,
  newCustomer,
  onCase,
  panelFor,
  readCase,
  setOnline,
} from './support/cases.ts';
import type { CasePanel } from './support/cases.ts';
import { faulty } from './support/faults.ts';
import { api, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';

const notesOf = async (id: string): Promise<string[]> => {
  const { items } = await api<{ items: { note: { body: string } | null }[] }>('GET', `/v1/cases/${id}/timeline`);
  return items.flatMap(({ note }) => (note ? [note.body] : []));
};

async function writeNote(panel: CasePanel, text: string): Promise<void> {
  await panel.enter();
  await press('n');
  await panel.focus('textarea');
  await type(text);
}

async function editTitle(panel: CasePanel, more: string): Promise<void> {
  panel.find('[data-verb=edit]')?.focus();
  await press('Enter');
  await panel.focus('#title');
  await press('End');
  await type(more);
}

describe('cs-case-panel: reading fails', () => {
  it('shows the boxes of the real thing while it waits', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Slow');
    const slow = faulty();
    slow.delay(600, /GET \/v1\/cases\/cas_\w+$/);
    const { provider, element } = await (async () => {
      const panel = await panelFor(customer, undefined, { fetch: slow.fetch });
      panel.provider.selection = { ...panel.provider.selection, case: { id: found.id } };
      return panel;
    })();
    await until(() => element.shadowRoot?.querySelector('.main .bones .facts'), 'the skeleton');
    assert.equal(element.matches(':state(loading)'), true);
    assert.equal(element.shadowRoot?.querySelector('.base')?.getAttribute('aria-busy'), 'true');
    await until(() => element.shadowRoot?.querySelector('.head h2'), 'the case');
    assert.equal(element.matches(':state(ready)'), true);
    assert.exists(provider);
  });

  it('says that the cases could not be read, and reads them when asked', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'There after all');
    const bad = faulty();
    bad.answerOnce(503, /GET .*\/cases$/, { 'retry-after': '60' });
    const panel = await panelFor(customer, undefined, { fetch: bad.fetch });
    await panel.says('.void', 'Cases could not be read.');
    assert.equal(panel.element.matches(':state(error)'), true);
    await panel.click('Try again');
    await panel.says('[role=option]', 'There after all');
  });

  it('[C40] keeps the draft when the open case can no longer be read', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Comes back');
    const bad = faulty();
    const panel = await panelFor(customer, found, { fetch: bad.fetch });
    await writeNote(panel, 'Not lost.');
    panel.provider.selection = { ...panel.provider.selection, case: null };
    await panel.gone('.head');
    bad.answerOnce(503, /GET \/v1\/cases\/cas_\w+$/, { 'retry-after': '60' });
    panel.provider.selection = { ...panel.provider.selection, case: { id: found.id, number: found.number } };
    await panel.says('.void', `${found.number} could not be read. What you wrote is kept.`);
    await panel.click('Try again');
    await panel.ready('Comes back');
    assert.equal(panel.value('textarea'), 'Not lost.');
  });

  it('says that a case is not there', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    panel.provider.selection = { ...panel.provider.selection, case: { id: 'cas_00000000000000000000000000' } };
    await panel.says('.void', 'could not be read');
  });
});

describe('cs-case-panel: writing fails', () => {
  it('[C20] stores a note once when its answer was lost', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Lost answer');
    const bad = faulty();
    const panel = await panelFor(customer, found, { fetch: bad.fetch });
    await writeNote(panel, 'Once only.');
    bad.loseAnswer(/POST .*\/notes$/);
    await press('Control+Enter');
    await panel.says('.timeline', 'Once only.');
    const sent = bad.sent('POST', /\/notes$/);
    assert.equal(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size, 1);
    assert.lengthOf(sent, 2);
    assert.deepEqual(await notesOf(found.id), ['Once only.']);
    assert.equal(panel.value('textarea'), '');
  });

  it('[C20] keeps the text when the service fails, and sends the same again when asked', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Fails thrice');
    const bad = faulty();
    const panel = await panelFor(customer, found, { fetch: bad.fetch });
    await writeNote(panel, 'Kept.');
    bad.answerOnce(503, /POST .*\/notes$/, { 'retry-after': '60' });
    await press('Control+Enter');
    await panel.says('.section .note', 'Not saved, your draft is kept.');
    assert.equal(panel.value('textarea'), 'Kept.');
    await panel.click('Try again');
    await panel.says('.timeline', 'Kept.');
    const sent = bad.sent('POST', /\/notes$/);
    assert.equal(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size, 1);
  });

  it('[C20] keeps a note while offline and sends it once when the connection is back', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Offline');
    const panel = await panelFor(customer, found);
    try {
      await writeNote(panel, 'Written in a tunnel.');
      setOnline(false);
      await panel.says('.note', 'Offline since');
      assert.equal(panel.element.matches(':state(offline)'), true);
      await press('Control+Enter');
      await panel.says('.note', '1 entry waits here and is sent when you are back.');
      await panel.says('[part=waiting]', 'Written in a tunnel.');
      await panel.says('[part=waiting]', 'not sent yet');
      assert.equal(panel.value('textarea'), '');
    } finally {
      setOnline(true);
    }
    await panel.gone('[part=waiting]');
    await panel.says('.timeline', 'Written in a tunnel.');
    assert.deepEqual(await notesOf(found.id), ['Written in a tunnel.']);
    assert.notInclude(panel.text('.base'), 'Offline since');
  });

  it('sends nothing by itself that was taken back while it waited', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Second thought');
    const panel = await panelFor(customer, found);
    try {
      setOnline(false);
      await writeNote(panel, 'First');
      await press('Control+Enter');
      await panel.says('[part=waiting]', 'not sent yet');
      await panel.click('Take back');
      await panel.focus('textarea');
      await press('End');
      await type(' thought, then another.');
      await panel.says('.composer', 'Draft kept');
    } finally {
      setOnline(true);
    }
    await press('Control+Enter');
    await panel.says('.timeline', 'First thought, then another.');
    assert.deepEqual(await notesOf(found.id), ['First thought, then another.']);
  });

  it('[C32] does not resolve by itself what the agent stepped back from', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Stepped back');
    const panel = await panelFor(customer, found);
    try {
      await panel.enter();
      await press('r');
      await panel.focus('#resolutionType');
      panel.find('#resolution')?.focus();
      await type('Perhaps.');
      setOnline(false);
      await press('Control+Enter');
      await panel.says('dialog .note', 'Resolve: not done yet.');
      await press('Escape');
      await panel.gone('dialog');
    } finally {
      setOnline(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal((await readCase(found)).state, 'active');
  });

  it('[C26] creates a case once when its answer was lost', async () => {
    const customer = await newCustomer();
    const bad = faulty();
    const panel = await panelFor(customer, undefined, { fetch: bad.fetch });
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await type('Only one of me');
    bad.loseAnswer(/POST \/v1\/cases$/);
    await press('Control+Enter');
    await panel.ready('Only one of me');
    assert.lengthOf(panel.all('[role=option]'), 1);
  });

  it('goes on with a new session when the old one has ended, and stores the note once', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Long call');
    const bad = faulty();
    const panel = await panelFor(customer, found, { fetch: bad.fetch });
    await writeNote(panel, 'After an hour.');
    bad.answerOnce(401, /POST .*\/notes$/);
    await press('Control+Enter');
    await panel.says('.timeline', 'After an hour.');
    assert.lengthOf(bad.sent('POST', /\/v1\/sessions$/), 2);
    assert.deepEqual(await notesOf(found.id), ['After an hour.']);
  });
});

describe('cs-case-panel: a colleague was faster', () => {
  it('[C40] shows both versions row by row and saves what is chosen, the note draft kept', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Cracked fork');
    const panel = await panelFor(customer, found);
    await writeNote(panel, 'Accepts a courier.');
    await press('Escape');
    await editTitle(panel, ' on delivery');
    await changeCase(await readCase(found), { title: 'Cracked fork (recall)', statusReason: 'researching' });
    await press('Control+Enter');
    await panel.says('[part=conflict]', 'saved this at');
    const rows = panel.texts('.versions > div');
    assert.equal(
      rows.some((row) => row.includes('Cracked fork on delivery') && row.includes('Cracked fork (recall)')),
      true,
    );
    assert.equal(
      rows.some((row) => row.includes('In progress') && row.includes('Researching')),
      true,
    );
    assert.equal(
      rows.some((row) => row.includes('Accepts a courier.') && row.includes('kept in any case')),
      true,
    );
    assert.equal((await readCase(found)).title, 'Cracked fork (recall)', 'nothing is saved yet');
    await panel.focus('[part=conflict] input');
    await press('Control+Enter');
    await panel.says('.head h2', 'Cracked fork on delivery');
    const now = await readCase(found);
    assert.deepInclude(now, { title: 'Cracked fork on delivery', statusReason: 'researching' });
    assert.equal(panel.value('textarea'), 'Accepts a courier.');
  });

  it('[C40] saves theirs where theirs is chosen, by keyboard', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Two titles');
    const panel = await panelFor(customer, found);
    await editTitle(panel, ' of mine');
    await changeCase(await readCase(found), { title: 'Two titles of theirs' });
    await press('Control+Enter');
    await panel.focus('[part=conflict] input');
    await press('ArrowRight', 'Control+Enter');
    await panel.says('.head h2', 'Two titles of theirs');
    assert.equal((await readCase(found)).title, 'Two titles of theirs');
  });

  it('[C40] goes back to the edit with Esc, nothing lost', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Back to the edit');
    const panel = await panelFor(customer, found);
    await editTitle(panel, ' again');
    await changeCase(await readCase(found), { title: 'Theirs' });
    await press('Control+Enter');
    await panel.focus('[part=conflict] input');
    await press('Escape');
    await panel.focus('#title');
    assert.equal(panel.value('#title'), 'Back to the edit again');
  });

  it('[C40] sees no conflict in its own change whose answer was lost', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'My own change');
    const bad = faulty();
    const panel = await panelFor(customer, found, { fetch: bad.fetch });
    await until(() => panel.find('[popovertarget=priorities]'), 'the priority');
    panel.find('[popovertarget=priorities]')?.focus();
    await press('Enter');
    await panel.focus('#priorities [aria-checked=true]');
    bad.loseAnswer(/PATCH .*/);
    await press('Home', 'Enter');
    await panel.says('.facts', 'hot alert');
    assert.equal(panel.find('[part=conflict]'), null);
  });

  it('[C33] resolves nothing on a case that has changed, says what, and does it on the second press', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Changed under the dialog');
    const panel = await panelFor(customer, found);
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    panel.find('#resolution')?.focus();
    await type('Solved.');
    await changeCase(await readCase(found), { title: 'Quite another thing' });
    await press('Control+Enter');
    await panel.says('dialog .note', 'Title: Quite another thing');
    assert.equal(panel.value('#resolution'), 'Solved.');
    assert.equal((await readCase(found)).state, 'active');
    panel.find('#resolution')?.focus();
    await press('Control+Enter');
    await panel.says('.note.done', 'is resolved');
  });

  it('[C39] says when the case was closed meanwhile, and keeps what was written', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Closed meanwhile');
    const panel = await panelFor(customer, found);
    await writeNote(panel, 'Too late.');
    await onCase(await readCase(found), 'resolve', { resolution: 'By a colleague.' });
    await press('Control+Enter');
    await panel.says('.section .note', 'The case is closed. Reactivate it first.');
    assert.equal(panel.value('textarea'), 'Too late.');
  });

  it('[C20] reads the activities again when one was closed by a colleague', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Done twice');
    const activity = await addActivity(found, 'Ring the courier');
    const panel = await panelFor(customer, await readCase(found));
    await until(() => panel.find('.todo input'), 'the activity');
    await api(
      'PATCH',
      `/v1/cases/${found.id}/activities/${activity.id}`,
      { state: 'cancelled' },
      { 'if-match': '"1"' },
    );
    panel.find('.todo input')?.focus();
    await press('Space');
    await panel.gone('.todo');
  });
});
