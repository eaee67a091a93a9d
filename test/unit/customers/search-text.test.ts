import { describe, expect, it } from 'vitest';
import { linesOf, replaceShown, searchRowOf, shownOf, wordsOf } from '../../../worker/customers/search-text.ts';

describe('the words of a name', () => {
  it.each([
    ['Amara O’Brien-Lefèvre', ['amara', 'o’brien-lefevre']],
    ['“Smith”, John (Jr.)', ['smith', 'john', 'jr']],
    [' \t\u0000\n ', []],
    ['🚲 & +', []],
    ['A.C.M.E. 24/7', ['a.c.m.e', '24/7']],
    ['田中 太郎', ['田中', '太郎']],
  ])('[A05] are folded and freed of what stands around them: %j', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('[A05] are found as written, apart and together', () => {
    expect(linesOf("O'Brien Bikes")).toEqual(["  o'brien  bikes", '  o  brien  bikes', '  obrien  bikes']);
    expect(linesOf('Bikes')).toEqual(['  bikes']);
  });
});

describe('a customer’s row of the search', () => {
  const account = { id: 'cus_1', name: 'Vélo', email: 'Info@Velo.example' };
  const contact = { id: 'con_1', name: 'Théo', email: null };

  it('[A05] holds each name and e-mail on lines of their own', () => {
    expect(searchRowOf([...shownOf(account, false), ...shownOf(contact, true)])).toEqual({
      text: '\n  velo\n\n  theo\n',
      email: '\ninfo@velo.example\n',
      shown: '[["name","Vélo",""],["email","Info@Velo.example",""],["name","Théo","con_1"]]',
    });
  });

  it('[A14] takes a new name in the old one’s place', () => {
    const shown = [...shownOf(account, false), ...shownOf(contact, true)];
    expect(replaceShown(shown, { ...account, name: 'Vélo 2', email: null }, false)).toEqual([
      { by: 'name', value: 'Vélo 2', contact: '' },
      { by: 'name', value: 'Théo', contact: 'con_1' },
    ]);
    expect(replaceShown(shown, { ...contact, email: 'theo@velo.example' }, true).slice(2)).toEqual([
      { by: 'name', value: 'Théo', contact: 'con_1' },
      { by: 'email', value: 'theo@velo.example', contact: 'con_1' },
    ]);
  });
});
