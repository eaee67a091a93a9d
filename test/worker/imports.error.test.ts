import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportKind } from '../../shared/imports.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { everythingOf, kinds, rowOf, send, sendAll } from './support/importing.ts';

let desk: Desk;
let importer: Client;

beforeAll(async () => {
  desk = await newDesk();
  importer = await desk.as('importer');
  await sendAll(importer);
});

let next = 0;
/** A row like the first of its kind, under an id and number of its own. */
function another(kind: ImportKind, changes: object = {}): object {
  next += 1;
  const numbered = kind === 'products' ? { sku: `N-${next}` } : { number: `N-${next}` };
  const own = kind === 'contacts' || kind === 'addresses' ? {} : numbered;
  return { ...rowOf[kind], externalId: `n-${next}`, ...own, ...changes };
}

const order = rowOf.orders;
const aCase = rowOf.cases;

describe('a row that cannot be taken', () => {
  it.each<[string, ImportKind, object, string, string]>([
    ['an e-mail address that is none', 'customers', { email: 'not an address' }, '/email', 'not_an_email'],
    [
      'a Brazilian tax id with wrong check digits',
      'customers',
      { taxId: '529.982.247-26', country: 'BR' },
      '/taxId',
      'tax_id_check_digits',
    ],
    ['a country by its name', 'customers', { country: 'Germany' }, '/country', 'not_a_country'],
    ['a name that holds a card number', 'customers', { name: 'Ana 4242 4242 4242 4242' }, '/name', 'card_number'],
    ['no name', 'customers', { name: ' ' }, '/name', 'required'],
    ['a field nobody knows', 'customers', { nickname: 'Al' }, '/nickname', 'unknown_key'],
    ['the number of another customer', 'customers', { number: 'AW00000001' }, '/number', 'invalid'],
    ['the SKU of another product', 'products', { sku: 'BK-R93R' }, '/sku', 'invalid'],
    ['a price of five places', 'products', { unitPrice: '1.00001' }, '/unitPrice', 'not_a_decimal'],
    ['a stock that is no whole number', 'products', { available: 1.5 }, '/available', 'wrong_type'],
    ['a contact of nobody', 'contacts', { customer: 'c9' }, '/customer', 'unknown_reference'],
    ['an address of nobody', 'addresses', { customer: 'c9' }, '/customer', 'unknown_reference'],
    ['an address without a city', 'addresses', { city: undefined }, '/city', 'required'],
    [
      'an order of nobody',
      'orders',
      { customer: 'c9', contact: null, deliverTo: null },
      '/customer',
      'unknown_reference',
    ],
    ['an order by nobody’s contact', 'orders', { contact: 'k9' }, '/contact', 'unknown_reference'],
    ['an order to nobody’s address', 'orders', { deliverTo: 'a9' }, '/deliverTo', 'unknown_reference'],
    [
      'an order of a product that is not there',
      'orders',
      { lines: [order.lines[0], { ...order.lines[0], externalId: '2', product: 'p9' }] },
      '/lines/1/product',
      'unknown_reference',
    ],
    ['two lines of one id', 'orders', { lines: [order.lines[0], order.lines[0]] }, '/lines/1/externalId', 'invalid'],
    [
      'more than can be kept exactly',
      'orders',
      { lines: [{ ...order.lines[0], quantity: 100_000, unitPrice: '9999999999999' }], total: undefined },
      '/lines',
      'too_large',
    ],
    ['the number of another order', 'orders', { number: 'SO43659' }, '/number', 'invalid'],
    ['a case of nobody', 'cases', { customer: 'c9', contact: null }, '/customer', 'unknown_reference'],
    ['a case by nobody’s contact', 'cases', { contact: 'k9' }, '/contact', 'unknown_reference'],
    ['a case about no product', 'cases', { product: 'p9' }, '/product', 'unknown_reference'],
    ['a priority nobody set up', 'cases', { priority: 'Whenever' }, '/priority', 'unknown_reference'],
    ['a subject nobody set up', 'cases', { subject: 'Weather' }, '/subject', 'unknown_reference'],
    ['an owner nobody knows', 'cases', { owner: 'nobody' }, '/owner', 'unknown_reference'],
    [
      'a note that nobody known wrote',
      'cases',
      { notes: [{ ...aCase.notes[0], author: 'nobody' }] },
      '/notes',
      'unknown_reference',
    ],
    ['a resolved case without an end', 'cases', { state: 'resolved' }, '/closedAt', 'required'],
    ['the number of another case', 'cases', { number: aCase.number }, '/number', 'invalid'],
  ])('is refused with its field: %s', async (_what, kind, changes, pointer, code) => {
    const before = await everythingOf(desk);
    const row = another(kind, changes);
    const { created, existing, refused } = await send(importer, kind, row);
    expect({ created, existing }).toEqual({ created: 0, existing: 0 });
    expect(refused).toMatchObject([{ row: 0, errors: [{ pointer, code }] }]);
    expect(await everythingOf(desk)).toEqual(before);
  });

  it('is refused alone, and says where it stood', async () => {
    const { created, refused } = await send(
      importer,
      'customers',
      another('customers'),
      another('customers', { externalId: 'bad', email: '@' }),
      'not a row at all',
      another('customers'),
    );
    expect(created).toBe(2);
    expect(refused.map(({ row, externalId }) => [row, externalId])).toEqual([
      [1, 'bad'],
      [2, null],
    ]);
  });

  it('can be sent again when it has been put right', async () => {
    const wrong = another('contacts', { email: 'nobody' });
    expect((await send(importer, 'contacts', wrong)).refused).toHaveLength(1);
    expect(await send(importer, 'contacts', { ...wrong, email: null })).toMatchObject({ created: 1, refused: [] });
  });

  it('is a contact of a person, for only accounts have contacts', async () => {
    await send(importer, 'customers', { externalId: 'person', number: 'PERSON', kind: 'person', name: 'Ruth Gómez' });
    const { refused } = await send(importer, 'contacts', another('contacts', { customer: 'person' }));
    expect(refused).toMatchObject([{ errors: [{ pointer: '/customer', code: 'invalid' }] }]);
  });

  it('tells everything that is wrong with it', async () => {
    const { refused } = await send(importer, 'orders', another('orders', { contact: 'k9', deliverTo: 'a9' }));
    expect(refused[0]?.errors.map(({ pointer }) => pointer)).toEqual(['/contact', '/deliverTo']);
  });

  it('tells no more than twenty things, however many there are', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key-${index}`, 1]));
    const { refused } = await send(importer, 'products', unknown);
    expect(refused[0]?.errors).toHaveLength(20);
  });
});

describe('a request that cannot be taken', () => {
  it.each<[string, string, unknown, number, string]>([
    ['of no kind', 'invoices', { source: 'shop', rows: [{}] }, 404, 'not_found'],
    ['without rows', 'customers', { source: 'shop', rows: [] }, 400, 'invalid_request'],
    [
      'of 501 rows',
      'customers',
      { source: 'shop', rows: Array.from({ length: 501 }, () => ({})) },
      400,
      'invalid_request',
    ],
    ['without a source', 'customers', { rows: [{}] }, 400, 'invalid_request'],
    ['of a source with spaces', 'customers', { source: 'Our Shop', rows: [{}] }, 400, 'invalid_request'],
    ['with a key nobody knows', 'customers', { source: 'shop', rows: [{}], dryRun: true }, 400, 'invalid_request'],
    [
      'of more than a megabyte',
      'customers',
      { source: 'shop', rows: ['x'.repeat(1_000_000)] },
      413,
      'payload_too_large',
    ],
  ])('is refused: one %s', async (_what, kind, body, status, code) => {
    const reply = await importer.post(`/v1/imports/${kind}`, body);
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
  });

  it('is one larger than other requests may be, if it stays below a megabyte', async () => {
    const rows = Array.from({ length: 40 }, () => another('cases', { description: 'x'.repeat(2_000) }));
    expect(await send(importer, 'cases', ...rows)).toMatchObject({ created: 40, refused: [] });
  });

  it.each(kinds)('wants an Idempotency-Key: %s', async (kind) => {
    const reply = await importer.post(`/v1/imports/${kind}`, { source: 'shop', rows: [rowOf[kind]] }, { key: null });
    expect(reply.problem.code).toBe('idempotency_key_required');
  });

  it('does not take a key for other rows', async () => {
    const post = (rows: unknown[]) =>
      importer.post('/v1/imports/products', { source: 'shop', rows }, { key: 'one-import-only' });
    expect((await post([another('products')])).status).toBe(200);
    expect((await post([another('products')])).problem.code).toBe('idempotency_key_reused');
  });
});
