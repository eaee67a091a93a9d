import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { explain, ranked, type Fit, type Found } from '../../../worker/customers/search-rank.ts';

const all = ['name', 'email'] as const;
const shown = [
  { by: 'name', value: 'Contoso Bikes', contact: '' },
  { by: 'email', value: 'office@contoso.example', contact: '' },
  { by: 'name', value: 'Zuzana Novotná', contact: 'con_1' },
  { by: 'email', value: 'zuzana@contoso.example', contact: 'con_1' },
] as const;

describe('why a customer is in the result', () => {
  it.each([
    [['contoso', 'bikes'], 'whole', 'name', 'Contoso Bikes', null],
    [['bikes', 'contoso'], 'begins', 'name', 'Contoso Bikes', null],
    [['contoso'], 'begins', 'name', 'Contoso Bikes', null],
    [['ikes'], 'contains', 'name', 'Contoso Bikes', null],
    [['novot'], 'begins', 'name', 'Zuzana Novotná', 'Zuzana Novotná'],
    [['zuzana@contoso.example'], 'whole', 'email', 'zuzana@contoso.example', 'Zuzana Novotná'],
    [['office'], 'begins', 'email', 'office@contoso.example', null],
    [['novotna', 'contoso'], 'contains', 'name', 'Zuzana Novotná', 'Zuzana Novotná'],
  ] as const)('[C11] %j fits: %s', (words, fit, by, value, contact) => {
    expect(explain(shown, words, all)).toEqual({ fit, match: { by, value, exact: fit === 'whole', contact } });
  });

  it('[A05] is not an e-mail where a name was asked for', () => {
    expect(explain(shown, ['office'], ['name'])).toBeNull();
  });
});

describe('the order of a result', () => {
  const found = (name: string, fit: Fit, contact: string | null = null, id = newId('customer')): Found => ({
    customer: {
      id,
      number: 'X',
      kind: 'person',
      name,
      email: null,
      phone: null,
      city: null,
      openCases: 0,
      hotAlerts: 0,
    },
    fit,
    match: { by: 'name', value: name, exact: fit === 'whole', contact },
  });

  it('[A05] is how well they fit, the own name before a contact’s, then by name', () => {
    const result = ranked(
      [
        found('Ends', 'ends'),
        found('Contains', 'contains'),
        found('Zoë', 'begins'),
        found('Émile', 'begins'),
        found('Adam', 'begins', 'Emma'),
        found('Whole', 'whole'),
      ],
      20,
    );
    expect(result.map(({ name }) => name)).toEqual(['Whole', 'Émile', 'Zoë', 'Adam', 'Ends', 'Contains']);
  });

  it('[A05] shows each once, by what fits best, and no more than asked for', () => {
    const id = newId('customer');
    const result = ranked([found('A', 'contains', null, id), found('B', 'begins'), found('A', 'whole', null, id)], 1);
    expect(result).toMatchObject([{ id, match: { exact: true } }]);
  });
});
