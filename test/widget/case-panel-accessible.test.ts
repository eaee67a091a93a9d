import { assert } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import {
  addActivity,
  changeCase,
  newCase,
  newCustomer,
  onCase,
  panelFor,
  priority,
  readCase,
  setOnline,
} from './support/cases.ts';
import type { CasePanel } from './support/cases.ts';
import { registerTerms } from '../../widget/internal/localize.ts';
import { en } from '../../widget/translations/en/index.ts';
import { fr } from '../../widget/translations/fr/index.ts';
import { it as italian } from '../../widget/translations/it/index.ts';
import { ptBr } from '../../widget/translations/pt-br/index.ts';
import { expectAccessible } from './support/axe.ts';
import { faulty } from './support/faults.ts';
import { until } from './support/fixture.ts';
import { press, type } from './support/keys.ts';

/** Each state as a way to come to it; the panel is judged when the way is gone. */
const states: Record<string, () => Promise<CasePanel>> = {
  'no customer': () => panelFor(null),
  'no cases': async () => {
    const panel = await panelFor(await newCustomer());
    await panel.says('.void', 'no active cases');
    return panel;
  },
  'an open case with all it can have': openCase,
  'a menu of priorities': async () => {
    const panel = await openCase();
    await until(() => panel.find('[popovertarget=priorities]'), 'the priority');
    panel.find('[popovertarget=priorities]')?.focus();
    await press('Enter');
    await panel.focus('[role=menuitemradio]');
    return panel;
  },
  'a task being written': async () => {
    const panel = await openCase();
    await panel.enter();
    await press('t');
    await panel.focus('[name=subject]');
    await press('Control+Enter');
    await panel.says('.composer .help', 'Fill this in');
    return panel;
  },
  'a new case': async () => {
    const panel = await panelFor(await newCustomer('account'));
    await panel.says('.void', 'no active cases');
    await panel.enter();
    await press('c');
    await panel.focus('#title');
    await press('Control+Enter');
    await panel.says('#title-error', 'Fill this in');
    await until(() => panel.text('button.input').includes('Normal'), 'the default priority');
    return panel;
  },
  'an edit': async () => {
    const panel = await openCase();
    await panel.click('Edit');
    await panel.focus('#title');
    return panel;
  },
  'the resolve dialog': async () => {
    const panel = await openCase();
    await panel.enter();
    await press('r');
    await panel.focus('#resolutionType');
    await press('Control+Enter');
    await panel.says('#resolution-error', 'Fill this in');
    return panel;
  },
  'a blocked cancel': async () => {
    const panel = await openCase();
    panel.find('[data-verb=cancel]')?.click();
    await panel.says('.note.blocked', 'is blocked');
    return panel;
  },
  'a resolved case': async () => {
    const customer = await newCustomer();
    const found = await newCase(customer, 'Resolved');
    return panelFor(customer, await onCase(found, 'resolve', { resolution: 'Clamp tightened.' }));
  },
  'both versions': async () => {
    const panel = await openCase();
    await panel.click('Edit');
    await panel.focus('#title');
    await type('Mine: ');
    const id = panel.element.data?.id ?? '';
    await changeCase(await readCase({ id }), { title: 'Theirs' });
    await press('Control+Enter');
    await panel.focus('[part=conflict] input');
    return panel;
  },
  'a failed list': async () => {
    const bad = faulty();
    bad.answerOnce(503, /GET .*\/cases$/, { 'retry-after': '60' });
    const panel = await panelFor(await newCustomer(), undefined, { fetch: bad.fetch });
    await panel.says('.void', 'could not be read');
    return panel;
  },
  offline: async () => {
    const panel = await openCase();
    setOnline(false);
    await panel.says('.note', 'Offline since');
    return panel;
  },
};

async function openCase(): Promise<CasePanel> {
  const customer = await newCustomer('account');
  const found = await newCase(customer, 'Everything at once', {
    description: 'With a description.',
    priorityId: (await priority(true)).id,
  });
  await addActivity(found, 'Ring back', { kind: 'phone_call', dueAt: new Date().toISOString() });
  await addActivity(found, 'Rang', { kind: 'phone_call', state: 'completed', durationMinutes: 5 });
  const closed = await onCase(await readCase(found), 'resolve', { resolution: 'Once.', cancelOpenActivities: true });
  const open = await onCase(closed, 'reactivate');
  await addActivity(open, 'Send photos');
  const panel = await panelFor(customer, await readCase(open));
  await panel.says('.todo', 'Send photos');
  return panel;
}

describe('cs-case-panel: accessible in every state', () => {
  before(() => {
    for (const terms of [en, fr, italian, ptBr]) registerTerms(terms);
    // What fades has no contrast to be judged yet.
    document.documentElement.style.setProperty('--cs-duration', '0s');
  });
  afterEach(async () => {
    setOnline(true);
    await emulateMedia({ colorScheme: 'light' });
  });
  after(() => document.documentElement.style.removeProperty('--cs-duration'));

  for (const [name, reach] of Object.entries(states)) {
    it(`${name}, light and dark`, async () => {
      document.documentElement.style.colorScheme = 'light dark';
      const panel = await reach();
      await expectAccessible(panel.element);
      await emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(panel.element);
    }).timeout(20_000);
  }

  it('fits its width from 320 up, in both directions', async () => {
    const panel = await openCase();
    const box = panel.provider;
    for (const dir of ['ltr', 'rtl'] as const) {
      box.dir = dir;
      for (const width of [320, 480, 800, 1280]) {
        panel.element.style.inlineSize = `${width}px`;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        for (const part of panel.all('.base, .head, .facts, .composer, .timeline, .todo')) {
          assert.isAtMost(part.scrollWidth, part.clientWidth + 1, `${part.className} ${dir} ${width}`);
        }
      }
    }
  });

  for (const [lang, words] of [
    ['fr', ['Incidents', 'Résoudre…', 'Annuler l’incident', 'À faire', 'Enregistrer la note']],
    ['pt-BR', ['Ocorrências', 'Resolver…', 'Cancelar ocorrência', 'A fazer', 'Salvar nota']],
    ['it', ['Casi', 'Risolvi…', 'Annulla il caso', 'Da fare', 'Salva la nota']],
  ] as const) {
    it(`speaks ${lang}`, async () => {
      const panel = await openCase();
      panel.provider.lang = lang;
      for (const word of words) await panel.says('.base', word);
      assert.equal(panel.find('.base')?.lang.split('-')[0], lang.split('-')[0]);
      await expectAccessible(panel.element);
    });
  }
});
