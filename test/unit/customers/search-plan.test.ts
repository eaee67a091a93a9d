import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchBySchema } from '../../../shared/customers.ts';
import { planSearch } from '../../../worker/customers/search-plan.ts';

const home = { scope: 'abc', country: 'FR' };

describe('what a search asks the indexes', () => {
  it('[A05] a word: whole names, beginnings, then any part, each without the ones before', () => {
    expect(planSearch('Smith', 'name', home).text).toEqual({
      wholeName: '  smith',
      begins: 'scope : "abc" AND (text : "  smith")',
      contains: 'scope : "abc" AND ((text : "smith") NOT (text : "  smith"))',
    });
  });

  it('[A05] one or two letters: beginnings only', () => {
    expect(planSearch('jo', 'name', home).text?.contains).toBeNull();
    expect(planSearch('jo smith', 'name', home).text?.contains).toContain('(text : "  jo" AND text : "smith")');
  });

  it('[A05] a word: a name, or a whole customer number of letters', () => {
    expect(planSearch('ALFKI', 'any', home)).toMatchObject({
      number: { exact: ['A1FK1'], begins: null },
      order: [],
      phone: null,
    });
    expect(planSearch('Anna Smith', 'any', home)).toMatchObject({ number: null, order: [], taxId: null, phone: null });
  });

  it('[A05] digits: all numbers they can be', () => {
    expect(planSearch('04 78 12 34 56', 'any', home)).toMatchObject({
      number: { exact: ['0478123456'] },
      taxId: { exact: ['0478123456'] },
      phone: { exact: ['65432187433', '654321874'], begins: '654321874' },
      dialled: { begins: '478123456' },
    });
  });

  it('[A05] digits with letters: no phone', () => {
    expect(planSearch('AW00029825', 'any', home)).toMatchObject({ phone: null, number: { exact: ['AW00029825'] } });
  });

  it('[A05] something with an @: e-mails only', () => {
    expect(planSearch('jo@x.example', 'any', home)).toMatchObject({
      email: { exact: ['jo@x.example'], begins: 'jo@x.example' },
      number: null,
      phone: null,
      texts: ['email'],
    });
  });

  it.each([
    ['ORD7K3MQ2XD', 'ORD-7K3M-Q2XD'],
    ['7k3m-q2xd', 'ORD-7K3M-Q2XD'],
    ['so43659', 'SO43659'],
  ])('[A05] an order number as it may be typed: %s', (typed, number) => {
    expect(planSearch(typed, 'order', home).order).toContain(number);
  });

  it('[A08] says of a CPF that its check digits do not agree', () => {
    expect(planSearch('529.982.247-26', 'tax_id', home).isMistypedTaxId).toBe(true);
    expect(planSearch('529.982.247-26', 'any', home).isMistypedTaxId).toBe(false);
  });

  it('[A05] keeps what was typed inside quotes, whatever it is', () => {
    const typed = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
      fc.string({ unit: fc.constantFrom('"', 'a', ' ', '*', ':', '\0') }),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom(...searchBySchema.options), (text, by) => {
        const { begins, contains } = planSearch(text, by, home).text ?? {};
        for (const expression of [begins, contains]) {
          const outside = (expression ?? '').replace(/"(?:[^"]|"")*"/gs, '');
          expect(outside).toMatch(/^[a-zA-Z:(){} ]*$/);
          expect(expression ?? '').not.toContain('\0');
          expect(outside.replace(/scope|text|email|AND|NOT|OR|[\s:(){}]/g, '')).toBe('');
        }
      }),
    );
  });
});
