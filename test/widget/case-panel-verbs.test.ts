import { assert } from '@open-wc/testing';
import type { Case } from '../../shared/cases.ts';
import { addActivity, newCase, newCustomer, onCase, panelFor, readCase } from './support/cases.ts';
import { until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';

describe('cs-case-panel: resolve', () => {
  it('[C32] [C34] [C35] [C36] [C37] [C39] resolves with the keyboard alone, with total and billable time', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Loose headset');
    await addActivity(found, 'Call', { kind: 'phone_call', state: 'completed', durationMinutes: 25 });
    const panel = await panelFor(customer, await readCase(found));
    const resolved: Case[] = [];
    panel.provider.addEventListener('cs-case-resolved', (event) => resolved.push(event.detail.case));
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    await panel.says('dialog', 'of 25 min in total');
    assert.equal(panel.value('#billableMinutes'), '25');
    await type('Inf');
    await press('Tab');
    await type('15');
    await press('Tab');
    await type('Explained how to tighten it.');
    await press('Control+Enter');
    await panel.gone('dialog');
    await panel.says('.note.done', `${found.number} is resolved.`);
    await panel.says('.note.done', 'Information provided by');
    await panel.says('.note.done', 'Explained how to tighten it. 25 min, 15 min billable');
    await panel.focus('[data-verb=reactivate]');
    await panel.says('.timeline', 'resolved the case: Information provided, 25 min, 15 min billable');
    assert.equal(panel.find('.composer'), null, 'a closed case is read-only');
    assert.equal(panel.find('.facts button'), null);
    assert.deepEqual(
      resolved.map(({ statusReason }) => statusReason),
      ['information_provided'],
    );
  });

  it('[C33] names the open activities it will cancel, and says so on the button', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Two to do');
    await addActivity(found, 'Call back with the slot');
    await addActivity(found, 'Send the photos');
    const panel = await panelFor(customer, await readCase(found));
    await panel.enter();
    await press('r');
    await panel.says('dialog .note', '2 open activities will be cancelled: Call back with the slot, Send the photos.');
    await panel.says('dialog footer', 'Resolve, cancel 2 activities');
    panel.find('#resolution')?.focus();
    await type('Fork swapped.');
    await press('Control+Enter');
    await panel.says('.note.done', '2 activities were cancelled.');
    assert.equal((await readCase(found)).openActivities, 0);
  });

  it('[C33] leads from the warning to the activity itself', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'One to do');
    const activity = await addActivity(found, 'Send the photos');
    const panel = await panelFor(customer, await readCase(found));
    await panel.enter();
    await press('r');
    await panel.click('Send the photos');
    await panel.gone('dialog');
    await panel.focus(`#${activity.id}`);
  });

  it('[C35] wants the resolution in words and keeps it over Esc', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Words wanted');
    const panel = await panelFor(customer, found);
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    await press('Control+Enter');
    await panel.says('#resolution-error', 'Fill this in');
    await panel.focus('#resolution');
    await type('Half written');
    await press('Escape');
    await panel.gone('dialog');
    await panel.focus('[role=option]');
    await press('r');
    await until(() => panel.value('#resolution') === 'Half written', 'the draft');
    assert.equal((await readCase(found)).state, 'active');
  });

  it('[C37] warns of more billable than total time, and lets it be', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'More than total');
    const panel = await panelFor(customer, found);
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    await press('Tab');
    await type('30');
    await panel.says('dialog .help', 'More than the total time');
    await press('Tab');
    await type('Agreed on the phone.');
    await press('Control+Enter');
    await panel.says('.note.done', '30 min billable');
  });

  it('[C39] reactivates at once, and shows how it was resolved before', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Back again');
    const closed = await onCase(found, 'resolve', { resolution: 'Second parcel kept against a credit.' });
    const panel = await panelFor(customer, closed);
    const heard: string[] = [];
    panel.provider.addEventListener('cs-case-reactivate', () => heard.push('asked'));
    panel.provider.addEventListener('cs-case-reactivated', () => heard.push('told'));
    await panel.enter();
    await press('v');
    await panel.says('.section', 'Earlier resolutions 1');
    await panel.says('.past', 'Second parcel kept against a credit.');
    await panel.says('.timeline', 'reactivated the case');
    await panel.focus('[data-verb=resolve]');
    assert.deepEqual(heard, ['asked', 'told']);
    assert.include(panel.said.join(), 'is active again');
  });

  it('lets the host veto', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Vetoed');
    const panel = await panelFor(customer, found);
    panel.element.addEventListener('cs-case-resolve', (event) => event.preventDefault());
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    panel.find('#resolution')?.focus();
    await type('Never sent.');
    await press('Control+Enter');
    assert.exists(panel.find('dialog'));
    assert.equal((await readCase(found)).state, 'active');
  });
});

describe('cs-case-panel: cancel', () => {
  it('[C41] is blocked while activities are open, says how many, and closes them when asked', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Cannot be cancelled yet');
    await addActivity(found, 'Ring the courier');
    await addActivity(found, 'Send the photos');
    const panel = await panelFor(customer, await readCase(found));
    panel.find('[data-verb=cancel]')?.focus();
    assert.equal(panel.find('[data-verb=cancel]')?.getAttribute('aria-disabled'), 'true');
    await press('Enter');
    await panel.says('.note.blocked', 'Cancel case is blocked: 2 activities are open.');
    assert.equal(panel.find('dialog'), null);
    await panel.click('Close both activities');
    await until(() => panel.find('[data-verb=cancel]')?.getAttribute('aria-disabled') === 'false', 'the way on');
    await panel.gone('.note.blocked');
    await panel.focus('[data-verb=cancel]');
    assert.equal((await readCase(found)).openActivities, 0);
  });

  it('[C42] is confirmed before it is done, and can be undone', async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Opened by mistake');
    const panel = await panelFor(customer, found);
    const heard: string[] = [];
    panel.provider.addEventListener('cs-case-cancel', () => heard.push('asked'));
    panel.provider.addEventListener('cs-case-cancelled', () => heard.push('told'));
    panel.find('[data-verb=cancel]')?.focus();
    await press('Enter');
    await panel.says('dialog', 'no longer assigned to you');
    await press('Escape');
    await panel.gone('dialog');
    await panel.focus('[data-verb=cancel]');
    await press('Enter');
    await panel.says('dialog', `Cancel ${found.number}`);
    await press('Control+Enter');
    await panel.says('.facts', 'Cancelled');
    await panel.focus('[data-verb=reactivate]');
    assert.deepEqual(heard, ['asked', 'told']);
    assert.equal((await readCase(found)).state, 'cancelled');
  });
});
