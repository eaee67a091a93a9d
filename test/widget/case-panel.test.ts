import { assert } from '@open-wc/testing';
import { html } from 'lit';
import type { Case } from '../../shared/cases.ts';
import { CallsideCasePanel } from '../../widget/case-panel/case-panel.ts';
import {
  activitiesOf,
  addActivity,
  CasePanel,
  casesOf,
  newCase,
  newCustomer,
  onCase,
  panelFor,
  priority,
  readCase,
} from './support/cases.ts';
import { api, demoAssertion, mount, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';
import { expectLogical, expectTokens } from './support/tokens.ts';

describe('cs-case-panel: the list', () => {
  it('[A27] [A28] lists the active cases of the selected customer, and all of them when asked', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'Brake pads delivered twice');
    const old = await newCase(customer, 'Saddle creaks');
    await onCase(old, 'resolve', { resolution: 'Clamp tightened.' });
    const panel = await panelFor(customer);
    await panel.says('[role=option]', 'Brake pads delivered twice');
    assert.lengthOf(panel.all('[role=option]'), 1);
    await panel.click('All');
    await panel.says('[role=option]', 'Saddle creaks');
    assert.lengthOf(panel.all('[role=option]'), 2);
    assert.exists(panel.find('[role=option] [aria-label="Problem solved"]'));
    assert.equal(panel.find('.cases')?.getAttribute('aria-label'), `Cases of ${customer.name}`);
  });

  it('[C40] moves by arrows, Home, End and letters, and opens with Enter', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'Anodised rim dented');
    await newCase(customer, 'Brake pads delivered twice');
    await newCase(customer, 'Ordered the wrong size');
    const panel = await panelFor(customer);
    await panel.enter();
    const at = () => panel.root.activeElement?.getAttribute('data-text');
    assert.equal(at(), 'Ordered the wrong size');
    await press('ArrowDown');
    assert.equal(at(), 'Brake pads delivered twice');
    await press('End');
    assert.equal(at(), 'Anodised rim dented');
    await press('Home');
    assert.equal(at(), 'Ordered the wrong size');
    await press('b');
    assert.equal(at(), 'Brake pads delivered twice');
    await press('Enter');
    await panel.ready('Brake pads delivered twice');
    assert.equal(panel.provider.selection.case?.title, 'Brake pads delivered twice');
    assert.equal(panel.find('[aria-selected=true]')?.dataset['text'], 'Brake pads delivered twice');
    await panel.focus('[aria-selected=true]');
  });

  it('[A28] reads a long list page by page and keeps the focus', async () => {
    const customer = await newCustomer();
    for (let index = 1; index <= 22; index += 1) await newCase(customer, `Case ${index}`);
    const panel = await panelFor(customer);
    await panel.says('.seg', 'Active 20+');
    panel.button('Show more')?.focus();
    await press('Enter');
    await panel.says('.seg', 'Active 22');
    assert.lengthOf(panel.all('[role=option]'), 22);
    assert.exists(panel.root.activeElement, 'the focus stays in the panel');
  });

  it('lets the host keep a case from being opened', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'Not now');
    const panel = await panelFor(customer);
    panel.element.addEventListener('cs-case-select', (event) => event.preventDefault());
    await panel.enter();
    await press('Enter');
    assert.equal(panel.provider.selection.case, null);
  });

  it('[C13] shows what was last done for the customer before a case is opened', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Bent rack');
    await addActivity(found, 'Rang about the rack', { kind: 'phone_call', state: 'completed', durationMinutes: 4 });
    const panel = await panelFor(customer);
    await panel.says('.timeline', 'Rang about the rack');
    await panel.says('.timeline', '4 min');
  });

  it('follows another customer and lets go of the case', async () => {
    const one = await newCustomer();
    const other = await newCustomer();
    const found = await newCase(one, 'First customer’s case');
    await newCase(other, 'Second customer’s case');
    const panel = await panelFor(one, found);
    panel.provider.selection = { customer: { id: other.id, name: other.name } };
    await panel.says('[role=option]', 'Second customer’s case');
    await panel.gone('.head');
    assert.notInclude(panel.text('.cases'), 'First customer');
  });
});

describe('cs-case-panel: a case by itself', () => {
  it('shows the case of its attribute with no customer selected', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'By its id alone');
    const { provider, element } = await mount(
      'cs-case-panel',
      html`<cs-case-panel case-id=${found.id}></cs-case-panel>`,
    );
    const panel = new CasePanel(provider, element);
    await panel.ready('By its id alone');
    assert.equal(panel.find('.bar'), null);
    await panel.says('.top', customer.name);
    assert.equal(panel.element.data?.id, found.id);
  });

  it('works alone, outside any provider', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'No provider around');
    const { token, publishableKey } = await demoAssertion();
    const element = document.createElement('cs-case-panel');
    Object.assign(element, { endpoint: '/', publishableKey, customerId: customer.id });
    let given = token;
    element.getToken = async () => {
      const now = given;
      given = (await demoAssertion()).token;
      return now;
    };
    document.body.append(element);
    await until(() => element.shadowRoot?.querySelector<HTMLElement>('[role=option]'), 'the list');
    element.focus();
    await press('Enter');
    await until(() => element.shadowRoot?.querySelector('.head h2'), 'the case');
    element.remove();
  });

  it('shows nothing to press when it is read-only', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Only to look at');
    await addActivity(found, 'Ring back');
    const panel = await panelFor(customer, found);
    panel.element.readonly = true;
    await panel.gone('.composer');
    assert.deepEqual(
      panel.texts('button').filter((text) => /Resolve|Edit|Cancel|New case/.test(text)),
      [],
    );
    assert.equal(panel.find('.facts button'), null);
    assert.equal(panel.find('.todo input')?.getAttribute('aria-disabled'), 'true');
  });

  it('has no single-letter keys when they are switched off', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'No letters');
    const panel = await panelFor(customer, found);
    panel.element.setAttribute('shortcuts', 'off');
    await panel.enter();
    await press('r');
    assert.equal(panel.find('dialog'), null);
  });

  it('asks for a customer when there is none', async () => {
    const panel = await panelFor(null);
    await panel.says('.void', 'Find a customer');
    assert.equal(panel.element.matches(':state(empty)'), true);
  });
});

describe('cs-case-panel: a new case', () => {
  it('[A29] [C10] [C19] [C26] is created for the selected customer with the keyboard alone', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    const created: Case[] = [];
    panel.element.addEventListener('cs-case-created', (event) => created.push(event.detail.case));
    await panel.says('.void', `${customer.name} has no active cases`);
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await panel.says('[part=form]', `New case for ${customer.name}`);
    await type('Saddle creaks after 40 km');
    await press('Control+Enter');
    await panel.ready('Saddle creaks after 40 km');
    await panel.focus('h2');
    assert.lengthOf(created, 1);
    assert.equal(created[0]?.customer.id, customer.id);
    assert.equal(panel.provider.selection.case?.id, created[0]?.id);
    await panel.says('[role=option][aria-selected=true]', 'Saddle creaks after 40 km');
    assert.include(panel.said.join(), 'is created');
  });

  it('[A33] [A38] says which priorities raise a hot alert while one is chosen, by keyboard', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await type('Fork cracked');
    const hot = await priority(true);
    await until(() => panel.text('button.input').includes('Normal'), 'the default priority');
    await press('Tab');
    await panel.focus('button.input');
    await press('Enter');
    await panel.focus('[role=menuitemradio][aria-checked=true]');
    const rows = panel.texts('#new-priority [role=menuitemradio]');
    assert.isAbove(rows.filter((text) => text.includes('hot alert')).length, 0);
    assert.notInclude(
      rows.find((text) => text.includes('Normal')),
      'hot alert',
    );
    await type(hot.name.slice(0, 3).toLowerCase());
    await press('Enter');
    await panel.focus('button.input');
    assert.include(panel.find('button.input')?.getAttribute('aria-label'), 'hot alert');
    await press('Control+Enter');
    await panel.ready('Fork cracked');
    const [made] = await casesOf(customer);
    assert.equal(made?.priority.id, hot.id);
    await panel.says('.facts', 'hot alert');
  });

  it('[C15] [C26] takes contact, type, origin, subject and description', async () => {
    const customer = await newCustomer('account');
    const contact = await api<{ id: string }>('POST', `/v1/customers/${customer.id}/contacts`, { name: 'Ana Prado' });
    const panel = await panelFor(customer);
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await until(() => panel.find('#contactId option:nth-child(2)'), 'the contact');
    await panel.focus('#title');
    await type('Frame number wanted');
    panel.find('#contactId')?.focus();
    await type('Ana');
    panel.find('#type')?.focus();
    await type('Que');
    panel.find('#origin')?.focus();
    await type('E-m');
    panel.find('#subjectId')?.focus();
    await press('ArrowDown');
    panel.find('textarea')?.focus();
    await type('For the insurer.');
    await press('Control+Enter');
    await panel.ready('Frame number wanted');
    const [item] = await casesOf(customer);
    const made = await readCase(item ?? { id: '' });
    assert.deepInclude(made, { type: 'question', origin: 'email', description: 'For the insurer.' });
    assert.equal(made.contact?.id, contact.id);
    assert.notEqual(made.subject, null);
    await panel.says('.top', 'Question by e-mail');
  });

  it('keeps its draft over Esc and says so, and drops it when told', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await type('Half a thought');
    await press('Escape');
    await panel.focus('[data-verb=new]');
    await panel.says('.bar', 'Draft kept');
    await press('c');
    await panel.focus('#title');
    assert.equal(panel.value('#title'), 'Half a thought');
    await panel.click('Discard draft');
    await panel.gone('#title');
    assert.notInclude(panel.text('.bar'), 'Draft kept');
  });

  it('wants a title, and says at the field what the service does not take', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await press('Control+Enter');
    await panel.says('#title-error', 'Fill this in');
    await type('Paid with 4111 1111 1111 1111');
    await panel.gone('#title-error');
    await press('Control+Enter');
    await panel.says('#title-error', 'card number');
    assert.equal(panel.find('#title')?.getAttribute('aria-describedby'), 'title-error');
    assert.include(panel.value('#title'), '4111');
  });

  it('lets the host veto', async () => {
    const customer = await newCustomer();
    const panel = await panelFor(customer);
    const titles: string[] = [];
    panel.element.addEventListener('cs-case-create', (event) => {
      titles.push(event.detail.input.title);
      event.preventDefault();
    });
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await type('Not allowed here');
    await press('Control+Enter');
    assert.deepEqual(titles, ['Not allowed here']);
    assert.deepEqual(await casesOf(customer), []);
  });
});

describe('cs-case-panel: writing on a case', () => {
  it('[C20] keeps notes and activities of every kind, a call as one that was made', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'All kinds');
    const panel = await panelFor(customer, found);
    await panel.enter();
    await press('n');
    await panel.focus('.composer textarea');
    await type('Courier pick-up only.');
    await press('Control+Enter');
    await panel.says('.timeline', 'Courier pick-up only.');
    await panel.says('.timeline', 'internal note');

    await press('Escape');
    await panel.focus('[role=option]');
    await press('l');
    await panel.focus('.composer [name=subject]');
    await type('Call from customer');
    await press('Tab');
    await type('She sent four photos.');
    await press('Tab');
    await type('6');
    await press('Control+Enter');
    await panel.says('.timeline .by', 'Call from customer Call · 6 min');
    await panel.says('.top', '6 min in total');
    assert.equal(panel.find('.todo'), null, 'a call that was made is not to do');

    for (const [key, subject] of [
      ['t', 'Send photos'],
      ['e', 'Write to the supplier'],
    ] as const) {
      await press('Escape');
      await panel.focus('[role=option]');
      await press(key);
      await panel.focus('.composer [name=subject]');
      await type(subject);
      await press('Control+Enter');
      await panel.says('.todo li', subject);
    }

    panel.find('.composer [role=radio][aria-checked=true]')?.focus();
    await press('ArrowRight');
    await panel.focus('[data-kind=appointment]');
    panel.find('.composer [name=subject]')?.focus();
    await type('Workshop visit');
    const due = panel.find('.composer [name=due]');
    due?.focus();
    await type('11272026');
    await press('Tab');
    await type('1030AM');
    await press('Control+Enter');
    await panel.says('.todo li', 'Workshop visit');

    const kinds = (await activitiesOf(found)).map(({ kind, state }) => `${kind} ${state}`);
    assert.deepEqual(kinds.sort(), ['appointment open', 'email open', 'phone_call completed', 'task open']);
    assert.equal(
      (await activitiesOf(found)).find(({ kind }) => kind === 'appointment')?.dueAt,
      new Date('2026-11-27T10:30').toISOString(),
    );
  });

  it('[C20] completes an activity by its box and goes on to the next one', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'To do');
    await addActivity(found, 'Ring the courier', { dueAt: '2026-12-01T10:00:00Z' });
    await addActivity(found, 'Send the photos', { dueAt: '2026-12-02T10:00:00Z' });
    const panel = await panelFor(customer, found);
    await until(() => panel.all('.todo input').length === 2, 'both activities');
    panel.find('.todo input')?.focus();
    await press('Space');
    await until(() => panel.all('.todo input').length === 1, 'one to go');
    await panel.focus('.todo input');
    await panel.says('.timeline', 'completed Ring the courier');
    assert.equal((await readCase(found)).openActivities, 1);
  });

  it('[C20] notes are internal until they are said to be shared', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Shared note');
    const panel = await panelFor(customer, found);
    await panel.enter();
    await press('n');
    await panel.focus('textarea');
    await type('For you to read.');
    panel.find('[popovertarget=visibility]')?.focus();
    await press('Enter');
    await panel.focus('#visibility [aria-checked=true]');
    await press('ArrowDown', 'Enter', 'Control+Enter');
    await panel.says('.timeline', 'shared note');
  });

  it('keeps what is written for each case while another one is open', async () => {
    const customer = await newCustomer();
    const one = await newCase(customer, 'One');
    const two = await newCase(customer, 'Two');
    const panel = await panelFor(customer, one);
    await panel.enter();
    await press('n');
    await panel.focus('textarea');
    await type('About the first.');
    panel.provider.selection = { ...panel.provider.selection, case: { id: two.id } };
    await panel.ready('Two');
    assert.equal(panel.value('textarea'), '');
    panel.provider.selection = { ...panel.provider.selection, case: { id: one.id } };
    await panel.ready('One');
    assert.equal(panel.value('textarea'), 'About the first.');
    await panel.says('.composer', 'Draft kept');
  });

  it('asks the host before a note is added and tells it after', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Events');
    const panel = await panelFor(customer, found);
    const heard: string[] = [];
    panel.provider.addEventListener('cs-case-entry', (event) => heard.push(`entry ${event.detail.entry.kind}`));
    panel.provider.addEventListener('cs-case-entered', (event) => heard.push(`entered ${event.detail.caseId}`));
    await panel.enter();
    await press('n');
    await panel.focus('textarea');
    await type('Heard.');
    await press('Control+Enter');
    await panel.says('.timeline', 'Heard.');
    assert.deepEqual(heard, ['entry note', `entered ${found.id}`]);
  });
});

describe('cs-case-panel: editing', () => {
  it('[C40] edits title and description in their place', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Cracked fork');
    const panel = await panelFor(customer, found);
    panel.find('[data-verb=edit]')?.focus();
    await press('Enter');
    await panel.focus('#title');
    await press('End');
    await type(' on delivery');
    await press('Tab');
    await type('Crack at the dropout.');
    await press('Control+Enter');
    await panel.says('.head h2', 'Cracked fork on delivery');
    await panel.says('.prose', 'Crack at the dropout.');
    await panel.says('[role=option]', 'Cracked fork on delivery');
    await panel.says('.timeline', 'changed title and description');
    assert.exists(panel.root.activeElement, 'the focus stays in the panel');
  });

  it('[A37] [A38] [C40] changes priority and status reason where they stand', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Values');
    const hot = await priority(true);
    const panel = await panelFor(customer, found);
    const changes: object[] = [];
    panel.element.addEventListener('cs-case-change', (event) => changes.push(event.detail.changes));
    await until(() => panel.find('[popovertarget=priorities]'), 'the priority');
    panel.find('[popovertarget=priorities]')?.focus();
    await press('Enter');
    await panel.focus('#priorities [aria-checked=true]');
    await type(hot.name.slice(0, 3).toLowerCase());
    await press('Enter');
    await panel.says('.facts', 'hot alert');
    panel.find('[popovertarget=reasons]')?.focus();
    await press('Enter');
    await panel.focus('#reasons [aria-checked=true]');
    await press('ArrowDown', 'Enter');
    await panel.says('.facts', 'On hold');
    await panel.says('.timeline', 'changed the state from In progress to On hold');
    assert.deepEqual(changes, [{ priorityId: hot.id }, { statusReason: 'on_hold' }]);
    assert.equal((await readCase(found)).statusReason, 'on_hold');
  });

  it('[C40] keeps the draft of an edit over Esc', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Draft of an edit');
    const panel = await panelFor(customer, found);
    panel.find('[data-verb=edit]')?.focus();
    await press('Enter');
    await panel.focus('#title');
    await press('End');
    await type(' goes on');
    await press('Escape');
    await panel.focus('[data-verb=edit]');
    await panel.says('.note', 'Draft kept');
    await panel.click('Keep editing');
    await panel.focus('#title');
    assert.equal(panel.value('#title'), 'Draft of an edit goes on');
  });
});

describe('cs-case-panel: its style', () => {
  it('reads no token that is not set and sets none that is not read', () => expectTokens(CallsideCasePanel));
  it('has no physical direction and asks only its own width', () => expectLogical(CallsideCasePanel));
});
