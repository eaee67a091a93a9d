import { assert } from '@open-wc/testing';
import type { Problem } from '../../shared/problems.ts';
import type { Failure } from '../../widget/client/result.ts';
import { Format } from '../../widget/internal/format.ts';
import { failureText, fieldErrors } from '../../widget/internal/problem-message.ts';
import { changedSelection, nothingSelected } from '../../widget/internal/selection.ts';
import { keyOf } from '../../widget/internal/shortcuts.ts';
import { en } from '../../widget/translations/en/index.ts';
import { fr } from '../../widget/translations/fr/index.ts';
import { it as italian } from '../../widget/translations/it/index.ts';
import { ptBr } from '../../widget/translations/pt-br/index.ts';

/** Spaces of several widths stand in formatted numbers; here they are all one. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('Amounts and times', () => {
  it('have the decimals of their currency: none, two or three', () => {
    const format = new Format('en');
    assert.equal(format.money({ amount: 440142, currency: 'EUR' }), '€4,401.42');
    assert.equal(format.money({ amount: 1200, currency: 'JPY' }), '¥1,200');
    assert.equal(plain(format.money({ amount: 1500, currency: 'KWD' })), 'KWD 1.500');
    assert.equal(format.money({ amount: -36980, currency: 'EUR' }, { bare: true }), '-369.80');
    assert.equal(plain(new Format('fr').money({ amount: 440142, currency: 'EUR' })), '4 401,42 €');
    assert.equal(plain(new Format('pt-BR').money({ amount: 440142, currency: 'BRL' })), 'R$ 4.401,42');
  });

  it('show a unit price with as many places as it has, at most four', () => {
    const format = new Format('en');
    assert.equal(format.price('1849', 'EUR', { bare: true }), '1,849.00');
    assert.equal(format.price('0.0375', 'EUR'), '€0.0375');
  });

  it('of a currency nobody knows are shown as they stand, without a throw', () => {
    assert.equal(new Format('en').money({ amount: 100, currency: '??' }), '1.00 ??');
    assert.equal(new Format('en').time('soon'), '');
  });

  it('are told exactly and briefly', () => {
    const format = new Format('en-GB');
    const now = new Date(2026, 10, 24, 16, 2);
    assert.equal(format.when(new Date(2026, 10, 24, 9, 5), now), '09:05');
    assert.equal(format.when(new Date(2026, 10, 23, 17, 48), now), 'Mon 17:48');
    assert.equal(format.when(new Date(2026, 8, 19), now), '19 Sept');
    assert.equal(format.when(new Date(2025, 8, 19), now), '19 Sept 2025');
  });

  it('say how long without a break between number and unit', () => {
    for (const language of ['en', 'fr', 'pt-BR', 'it']) {
      const format = new Format(language);
      assert.equal(format.duration(38 * 60_000), '38\u00a0min');
      assert.equal(format.duration(-80 * 60_000), '1\u00a0h\u00a020');
    }
    assert.equal(new Format('en').duration(6.5 * 86_400_000), '6\u00a0days');
  });

  it('of a day are those of a 24-hour clock in every language', () => {
    const now = new Date(2026, 10, 24, 16, 2);
    for (const language of ['en', 'fr', 'pt-BR', 'it']) {
      const format = new Format(language);
      assert.equal(format.time(now), '16:02', language);
      assert.equal(format.time(new Date(2026, 10, 24, 0, 5)), '00:05', language);
      assert.include(format.when(new Date(2026, 10, 23, 17, 48), now), '17:48', language);
      assert.include(format.dateTime(now), '16:02', language);
    }
  });
});

describe('The terms', () => {
  const languages = { en, fr, 'pt-BR': ptBr, it: italian };

  it('are all there in every language, none empty', () => {
    for (const [language, table] of Object.entries(languages)) {
      assert.sameMembers(Object.keys(table), Object.keys(en), language);
      for (const [key, term] of Object.entries(table)) assert.isOk(term, `${language} ${key}`);
      assert.equal(table.$code, language);
    }
  });

  it('keep to the look’s words: no please, sorry, oops, invalid, successfully, are you sure, no exclamation mark', () => {
    const shunned =
      /!|\b(please|sorry|oops|invalid|successfully|are you sure|veuillez|désolé|oups|invalide|succès|por favor|desculpe|inválid[oa]|sucesso|prego|spiacenti|ops|non valid[oa]|successo)\b/i;
    for (const [language, table] of Object.entries(languages)) {
      for (const [key, term] of Object.entries(table)) {
        if (typeof term === 'string') assert.notMatch(term, shunned, `${language} ${key}`);
      }
    }
  });

  it('in French never break before a mark or inside quotation marks', () => {
    for (const [key, term] of Object.entries(fr)) {
      const text: unknown = typeof term === 'function' ? Reflect.apply(term, null, ['x', 'y', 'z']) : term;
      assert.notMatch(String(text), /[^\u202f][;!?]|[^\d\u00a0][:»]|«[^\u00a0]/, key);
    }
  });

  it('count', () => {
    assert.equal(en.problem_open_activities(1), '1 activity is open.');
    assert.equal(fr.problem_open_activities(2), '2 activités sont ouvertes.');
  });
});

describe('A failure', () => {
  // One term with an argument is enough here.
  const term = ((key: keyof typeof en, count: number) =>
    key === 'problem_open_activities' ? en[key](count) : (en[key] ?? '')) as never;
  const refused = (problem: Partial<Problem>): Failure => ({
    ok: false,
    kind: 'problem',
    retryAfter: null,
    problem: { type: '', title: 'T', status: 409, detail: 'Detail.', code: 'case_closed', requestId: 'r', ...problem },
  });

  it('says its fact and the way on; blockers say theirs with their count', () => {
    assert.equal(failureText(term, refused({})), 'The case is closed. Reactivate it first.');
    const blockers = [{ code: 'open_activities' as const, detail: '', count: 2 }];
    assert.equal(failureText(term, refused({ code: 'open_activities', blockers })), '2 activities are open.');
    assert.include(failureText(term, { ok: false, kind: 'offline' }), 'offline');
  });

  it('of a code that a newer service has says what that service says', () => {
    assert.equal(failureText(term, refused({ code: 'moon_phase' as never })), 'Detail.');
  });

  it('of fields is found by the name of the field', () => {
    const failure = refused({
      status: 400,
      code: 'invalid_request',
      errors: [{ pointer: '/address/city', code: 'required', detail: '' }],
    });
    assert.equal(fieldErrors(failure).get('address.city')?.code, 'required');
    assert.equal(fieldErrors(null).size, 0);
  });
});

describe('The selection', () => {
  it('is the same object when nothing changed, and loses case and order with their customer', () => {
    const one = changedSelection(nothingSelected, { customer: { id: 'cus_1' }, case: { id: 'cas_1' } });
    assert.equal(changedSelection(one, { customer: { id: 'cus_1' } }), one);
    assert.isNull(changedSelection(one, { customer: { id: 'cus_2' } }).case);
    assert.equal(changedSelection(one, { customer: { id: 'cus_2' }, case: { id: 'cas_2' } }).case?.id, 'cas_2');
    assert.isNull(changedSelection(one, { customer: null }).case);
  });
});

describe('A key press', () => {
  it('is named by what is typed, by place with Alt, and not at all while text is composed', () => {
    assert.equal(keyOf(new KeyboardEvent('keydown', { key: 'R', shiftKey: true })), 'r');
    assert.equal(keyOf(new KeyboardEvent('keydown', { key: 'Enter', metaKey: true })), 'Ctrl+Enter');
    assert.equal(keyOf(new KeyboardEvent('keydown', { key: '¡', code: 'Digit1', altKey: true })), 'Alt+1');
    assert.isNull(keyOf(new KeyboardEvent('keydown', { key: 'a', isComposing: true })));
    assert.isNull(keyOf(new KeyboardEvent('keydown', { key: 'Control', ctrlKey: true })));
  });
});
