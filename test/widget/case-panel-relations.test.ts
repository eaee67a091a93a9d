import { assert } from '@open-wc/testing';
import {
  addActivity,
  caseBecomes,
  entitled,
  newCase,
  newCustomer,
  onCase,
  panelFor,
  readCase,
} from './support/cases.ts';
import { api, until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';

describe('cs-case-panel: several cases', () => {
  it('[C42] merges marked cases into the one that stays, by keyboard, and undoes it', async () => {
    const customer = await newCustomer();
    const master = await newCase(customer, 'Fork cracked');
    const other = await newCase(customer, 'Fork broken');
    await addActivity(other, 'Ask for photos');
    const panel = await panelFor(customer, master);
    const heard: string[] = [];
    panel.provider.addEventListener('cs-case-merge', ({ detail }) => heard.push(`asked ${detail.cases.length}`));
    panel.provider.addEventListener('cs-case-merged', ({ detail }) => heard.push(detail.case.number));
    await panel.enter();
    await press('m');
    await panel.says('dialog', 'Merge cases');
    await press('Tab');
    await press('Tab');
    await press('Space');
    await panel.says('dialog footer', `Merge 1 into ${master.number}`);
    await press('Control+Enter');
    await panel.gone('dialog');
    await panel.says('[part=relationships]', 'Merged into this case');
    await panel.says('[part=relationships]', `${other.number}Fork broken1 activity, 0 notes`);
    await panel.says('[part=todo]', 'Ask for photos');
    assert.deepEqual(heard, ['asked 1', master.number]);
    assert.equal((await readCase(other)).master?.id, master.id);
    await panel.click('Undo merge');
    await panel.says('[part=relationships]', 'undone');
    await until(() => panel.find('[part=todo]') === null, 'the activity is gone');
    assert.equal((await readCase(other)).state, 'active');
  });

  it('[C42] marks rows with Space and merges them from the list', async () => {
    const customer = await newCustomer();
    await newCase(customer, 'First');
    const second = await newCase(customer, 'Second');
    const panel = await panelFor(customer);
    await panel.enter();
    await panel.focus('[role=option]');
    await press('Space');
    await press('ArrowDown');
    await press('Space');
    await panel.says('.bar', 'Merge 2 cases…');
    await panel.click('Merge 2 cases…');
    await panel.says('dialog footer', `Merge 1 into ${second.number}`);
    await press('Escape');
    await panel.gone('dialog');
    assert.equal((await readCase(second)).state, 'active');
  });

  it('[C42] closes a case as merged into another from the cancel dialog', async () => {
    const customer = await newCustomer();
    const target = await newCase(customer, 'Stays');
    const found = await newCase(customer, 'Goes');
    const panel = await panelFor(customer, found);
    await panel.click('Cancel case');
    await panel.focus('#as');
    await type('M');
    await panel.says('dialog footer', `Merge 1 into ${target.number}`);
    await press('Control+Enter');
    await panel.gone('dialog');
    await panel.says('.head h2', 'Stays');
    assert.equal((await readCase(found)).statusReason, 'merged');
    panel.find('[part=relationships] .link')?.click();
    await panel.says('.head h2', 'Goes');
    assert.equal(panel.find('dialog'), null, 'nothing is asked of it any more');
  });

  it('names what stands in the way of a merge', async () => {
    const customer = await newCustomer();
    const parent = await newCase(customer, 'Parent');
    const master = await newCase(customer, 'Master');
    const child = await onCase(parent, 'children', {});
    const panel = await panelFor(customer, master);
    await panel.enter();
    await press('m');
    await panel.says('dialog', 'Merge cases');
    panel.find(`input[aria-label="Merge ${child.number}"]`)?.click();
    await press('Control+Enter');
    await panel.says('dialog .note', `These have another parent case: ${child.number}`);
  });

  it('[C33] says how many activities go with the children of a case, and resolves them with it', async () => {
    const settings = (body: object, version: number) =>
      api<{ version: number }>('PUT', '/v1/case-settings', body, { 'if-match': `"${version}"` }, 'henrik');
    const before = await api<{ version: number }>('GET', '/v1/case-settings');
    const cascade = await settings({ parentClosure: 'cascade' }, before.version);
    try {
      const customer = await newCustomer();
      const parent = await newCase(customer, 'Parent');
      const child = await onCase(parent, 'children', {});
      await addActivity(child, 'Call');
      const panel = await panelFor(customer, await readCase(parent));
      await panel.enter();
      await press('r');
      await panel.says('dialog footer', 'Resolve, cancel 1 activity');
      panel.find('#resolution')?.focus();
      await type('Repaired.');
      await press('Control+Enter');
      await panel.says('.note.done', '1 activity was cancelled.');
      assert.equal((await readCase(child)).state, 'resolved');
    } finally {
      await settings({}, cascade.version);
    }
  });

  it('says why a child cannot have children', async () => {
    const customer = await newCustomer();
    const child = await onCase(await newCase(customer, 'Parent'), 'children', { title: 'Child' });
    const panel = await panelFor(customer, child);
    await panel.click('New child');
    await panel.says('.note.blocked', 'A child case cannot have children.');
  });

  it('opens a child that is shown with its parent', async () => {
    const customer = await newCustomer();
    const parent = await newCase(customer, 'Outage in the north');
    const panel = await panelFor(customer, parent);
    await panel.click('New child');
    await panel.says('[part=relationships]', `Child of ${parent.number}Outage in the north`);
    panel.find('[part=relationships] .link')?.click();
    await panel.says('[part=relationships]', 'Children');
  });
});

describe('cs-case-panel: similar cases', () => {
  it('[C27] [C28] [C30] [C31] [C49] shows how like ones were solved, their timeline, and keeps that one helped', async () => {
    const customer = await newCustomer();
    const word = `Kurbel${Math.random().toString(36).slice(2, 8)}`;
    const old = await newCase(customer, `${word} creaks`);
    await onCase(old, 'resolve', { resolution: 'Greased the bearing.' });
    const panel = await panelFor(customer, await newCase(customer, `${word} creaks again`));
    await panel.enter();
    await press('s');
    await panel.focus('#similar-words');
    await panel.says('[part=similar]', `${old.number}${word} creaks`);
    await panel.says('[part=similar]', 'Greased the bearing.');
    await panel.says('[part=similar]', 'both say');
    await panel.click('Show timeline');
    await panel.says('.peek', 'resolved the case');
    await panel.click('Found a solution');
    await panel.says('[part=relationships]', `Similar`);
    await panel.says('[part=similar]', 'Found');
    assert.equal(panel.find('[part=relationships] [aria-pressed=true]')?.textContent?.trim(), 'Yes');
    panel.find('[part=relationships] .seg button:last-child')?.click();
    await until(
      () => panel.find('[part=relationships] [aria-pressed=true]')?.textContent?.trim() === 'No',
      'the other answer',
    );
  });

  it('[C29] searches by a keyword of the title', async () => {
    const customer = await newCustomer();
    const word = `Licht${Math.random().toString(36).slice(2, 8)}`;
    const old = await newCase(customer, `${word} flickers`);
    await onCase(old, 'resolve', { resolution: 'New cable.' });
    const panel = await panelFor(customer, await newCase(customer, 'Something else'));
    await panel.enter();
    await press('s');
    await panel.focus('#similar-words');
    await type(word);
    await press('Enter');
    await panel.says('[part=similar]', `${old.number}${word} flickers`);
    await press('Escape');
    await panel.gone('[part=similar]');
    await panel.focus('[data-verb=similar]');
  });

  it('[C02] [C16] [C17] [C18] shows the customer’s own cases while the title of a new one is written', async () => {
    const customer = await newCustomer();
    const open = await newCase(customer, 'Rack rattles on cobbles');
    const panel = await panelFor(customer);
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await type('Rack rattles');
    await panel.says('[part=existing]', `${open.number}Rack rattles on cobblesboth say rack and rattles`);
    await panel.click('Open it instead');
    await panel.says('.head h2', 'Rack rattles on cobbles');
  });

  it('[C17] goes through the stages', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'In stages');
    const panel = await panelFor(customer, found);
    (await until(() => panel.find('[part=stage] button:nth-child(2)'), 'the stages')).click();
    await caseBecomes(found, ({ stage }) => stage === 'research');
    await until(
      () => panel.find('[part=stage] [aria-pressed=true]')?.textContent?.trim() === 'Research',
      'the stage is shown',
    );
  });
});

describe('cs-case-panel: entitlement', () => {
  it('[C04] [C05] [C21] [C25] shows what is left, and lets a case take none of it', async () => {
    const customer = await newCustomer();
    await entitled(customer, 'Gold', 10);
    const found = await newCase(customer, 'Covered');
    const panel = await panelFor(customer, found);
    await panel.says('.facts', 'Gold');
    await panel.says('.facts', '9 of 10 cases left');
    await panel.click('takes terms');
    await panel.says('.facts', '10 of 10 cases left');
    await panel.says('.facts', 'takes no terms');
    await caseBecomes(found, ({ decrementTerms }) => !decrementTerms);
    (await until(() => panel.find('#entitlements [role=menuitemradio]'), 'the menu')).click();
    await caseBecomes(found, ({ entitlement }) => entitlement === null);
  });
});
