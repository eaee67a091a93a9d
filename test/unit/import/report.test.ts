import { describe, expect, it } from 'vitest';
import { refusalsOf, refusedAsCsv, refusedAsText, Report, reportAsText } from '../../../tools/import/report.ts';

const at = { file: 'customers.csv', line: 85, kind: 'customers' } as const;
const row = { ...at, externalId: null, field: null, reason: 'has no id' };

describe('the report of an import', () => {
  it('names file, line, field and reason of what the API refused', () => {
    const refused = refusalsOf(at, {
      row: 3,
      externalId: 'ALFKI',
      errors: [{ pointer: '/email', code: 'not_an_email', detail: 'is not an e-mail address' }],
    });
    expect(refused.map(refusedAsText)).toEqual(['customers.csv:85 email is not an e-mail address']);
  });

  it('tells a row once, however often its file is read', () => {
    const report = new Report();
    report.refuse([row]);
    report.refuse([{ ...row, kind: 'contacts', reason: 'was refused before' }]);
    expect(report.refused).toEqual([row]);
    expect(report.isRefused('customers.csv', 85)).toBe(true);
    expect(report.isRefused('orders.csv', 85)).toBe(false);
  });

  it('orders refused rows by file and line', () => {
    const report = new Report();
    for (const line of [9, 2, 5]) report.refuse([{ ...row, line }]);
    expect(report.sorted().map(({ line }) => line)).toEqual([2, 5, 9]);
  });

  it('shows counts, what was left out, and the first refused rows', () => {
    const report = new Report();
    Object.assign(report.of('customers'), { read: 19_185, created: 19_000, existing: 183, refused: 2 });
    report.leave('an employee');
    report.leave('an employee');
    report.refuse([row]);
    report.refuse([{ ...row, line: 90 }]);
    expect(reportAsText(report, 1, '/state/refused.csv')).toBe(
      [
        '              read   created   already there   refused',
        'customers   19,185    19,000             183         2',
        '',
        'Left out, as they are meant to be:',
        '  2 × an employee',
        '',
        'Refused:',
        '  customers.csv:85 has no id',
        '  and 1 more',
        '  All of them stand in /state/refused.csv',
        '',
      ].join('\n'),
    );
  });

  it('writes refused rows as CSV that a spreadsheet takes for no formula', () => {
    expect(refusedAsCsv([{ ...row, externalId: '=1+1', reason: 'has "x", y' }])).toBe(
      'file,line,kind,externalId,field,reason\ncustomers.csv,85,customers,\'=1+1,,"has ""x"", y"\n',
    );
  });
});
