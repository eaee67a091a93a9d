import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema } from '../../shared/customers.ts';
import { newDesk, type Client } from './support/desk.ts';

let clerk: Client;

beforeAll(async () => {
  const desk = await newDesk();
  clerk = await desk.as('clerk');
  await clerk.post('/v1/customers', { kind: 'person', name: 'Percent % and "Quote" AND NOT OR', email: 'q@x.example' });
});

const ask = (parameters: Record<string, string>) =>
  clerk.get(`/v1/customers?${new URLSearchParams(parameters).toString()}`);

describe('a search that cannot be made', () => {
  it.each([
    [{}, '?q', 'required'],
    [{ q: '' }, '?q', 'required'],
    [{ q: ' \t ' }, '?q', 'required'],
    [{ q: 'a'.repeat(201) }, '?q', 'too_long'],
    [{ q: 'a', by: 'shoe size' }, '?by', 'not_one_of'],
    [{ q: 'a', limit: '0' }, '?limit', 'too_small'],
    [{ q: 'a', limit: '51' }, '?limit', 'too_large'],
    [{ q: 'a', limit: 'many' }, '?limit', 'wrong_type'],
    [{ q: 'a', page: '2' }, '?page', 'unknown_key'],
  ])('[A05] is refused with the field that is wrong: %o', async (parameters, pointer, code) => {
    const reply = await ask(parameters);
    expect(reply.status).toBe(400);
    expect(reply.problem).toMatchObject({ code: 'invalid_request', errors: [{ pointer, code }] });
  });

  it.each(['529.982.247-26', '11111111111', '111.111.111-11', '11.222.333/0001-82', '12ABC34501DE36'])(
    '[A08] says that the check digits of a CPF or CNPJ do not agree: %s',
    async (q) => {
      const reply = await ask({ q, by: 'tax_id' });
      expect(reply.status).toBe(400);
      expect(reply.problem.errors).toEqual([
        { pointer: '?q', code: 'tax_id_check_digits', detail: 'has check digits that do not agree' },
      ]);
      expect((await ask({ q })).as(customerListSchema).items).toEqual([]);
    },
  );
});

describe('a search for something odd', () => {
  const odd = [
    '"',
    '""',
    '"quote',
    "'; DROP TABLE customers; --",
    'AND',
    'OR NOT',
    'NEAR(a b)',
    'scope : "x"',
    '{text email} : a',
    'a*',
    '^a',
    'a + b',
    '-a',
    '(a',
    ')))',
    '%',
    '_',
    '\\',
    '\u0000',
    'a\u0000b"c',
    'per\u0000cent',
    '🚲',
    '🚲🚲🚲 bike',
    '👩‍🔧 a',
    'ﷺ',
    '田',
    'שלום',
    '\u202e',
    '\ud800',
    '@',
    '@@@',
    '+',
    '+()-',
    '0',
    '000000000000',
    '9'.repeat(200),
    'a'.repeat(200),
    'é'.repeat(200),
    '"'.repeat(200),
    'a '.repeat(100),
    Array.from({ length: 66 }, (_, place) => place.toString(36).padStart(2, 'z')).join(' '),
    'abc '.repeat(50),
    '𝒜𝒷𝒸',
  ];

  it.each(odd)('[A05] is answered, whatever it holds: %j', async (q) => {
    for (const by of ['any', 'name', 'phone', 'email', 'number', 'order', 'tax_id']) {
      expect((await ask({ q, by })).status, by).toBeOneOf([200, 400]);
    }
  });

  it.each(['"quote"', 'percent %', 'and not', 'AND'])(
    '[A05] takes operators and quotes for what they are: %s',
    async (q) => {
      expect((await ask({ q })).as(customerListSchema).items).toHaveLength(1);
    },
  );

  it.each(['percent OR nothing', 'NOT percentx', 'quo*e', 'text : quote'])(
    '[A05] never reads what was typed as an operator: %s',
    async (q) => {
      expect((await ask({ q })).as(customerListSchema).items).toEqual([]);
    },
  );
});
