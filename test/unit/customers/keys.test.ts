import { describe, expect, it } from 'vitest';
import { foldNumber, keysOf } from '../../../worker/customers/keys.ts';

const nothing = { email: null, phone: null };

describe('what a customer is found by', () => {
  it('[A05] is its phone from the end and from the front, its e-mail, its number and its tax id', () => {
    const keys = keysOf(
      { number: 'CUS-7K3M-Q2XD', email: 'A@b.example', phone: '04 78 12 34 56', taxId: '529.982.247-25' },
      'FR',
    );
    expect(keys).toEqual([
      { kind: 'phone', key: '65432187433' },
      { kind: 'dialled', key: '33478123456' },
      { kind: 'dialled', key: '478123456' },
      { kind: 'email', key: 'a@b.example' },
      { kind: 'number', key: 'CUS7K3MQ2XD' },
      { kind: 'number', key: '7K3MQ2XD' },
      { kind: 'tax_id', key: '52998224725' },
    ]);
  });

  it('[A05] is nothing where there is nothing', () => {
    expect(keysOf(nothing, 'FR')).toEqual([]);
    expect(keysOf({ ...nothing, phone: 'ask Bob', taxId: '--' }, 'FR')).toEqual([]);
  });

  it.each([
    ['AW00029825', ['AW00029825', '29825']],
    ['ALFKI', ['A1FK1']],
    ['1042', ['1042']],
    ['AW-000', ['AW000', '000']],
  ])('[A05] is a number with and without what stands before it: %s', (number, keys) => {
    expect(keysOf({ ...nothing, number }, 'FR').map(({ key }) => key)).toEqual(keys);
  });

  it('[A05] reads letters that look like digits as those digits', () => {
    expect(foldNumber('cus-oIl1')).toBe('CUS0111');
  });
});
