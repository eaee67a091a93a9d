import { beforeAll, describe, expect, it } from 'vitest';
import {
  contactListSchema,
  contactSchema,
  customerSchema,
  type Contact,
  type Customer,
} from '../../shared/customers.ts';
import { newId } from '../../shared/ids.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let customer: Customer;
let contact: Contact;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Vélo Annecy' })).as(customerSchema);
  contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Théo' })).as(contactSchema);
});

const person = { kind: 'person', name: 'Zoë' };

describe('a customer that cannot be added', () => {
  it.each([
    [{}, '/kind', 'not_one_of'],
    [{ kind: 'firm', name: 'X' }, '/kind', 'not_one_of'],
    [{ kind: 'person' }, '/name', 'required'],
    [{ ...person, name: '   ' }, '/name', 'required'],
    [{ ...person, name: 7 }, '/name', 'wrong_type'],
    [{ ...person, name: 'a'.repeat(161) }, '/name', 'too_long'],
    [{ ...person, name: 'pays with 4111 1111 1111 1111' }, '/name', 'card_number'],
    [{ ...person, email: 'nobody' }, '/email', 'not_an_email'],
    [{ ...person, country: 'France' }, '/country', 'not_a_country'],
    [{ ...person, language: 'French' }, '/language', 'not_a_language'],
    [{ ...person, phone: '1'.repeat(41) }, '/phone', 'too_long'],
    [{ ...person, vip: true }, '/vip', 'unknown_key'],
    [{ ...person, address: { line1: 'x', country: 'FR' } }, '/address/city', 'required'],
  ])('[C14] is refused with the field that is wrong: %j', async (body, pointer, code) => {
    const reply = await clerk.post('/v1/customers', body);
    expect(reply.status).toBe(400);
    expect(reply.problem.code).toBe('invalid_request');
    expect(reply.problem.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it.each([
    [{ country: 'BR', taxId: '529.982.247-26' }],
    [{ country: 'BR', taxId: '52998224726' }],
    [{ country: 'BR', taxId: '111.111.111-11' }],
    [{ country: 'BR', taxId: 'FR99123456789' }],
    [{ taxId: '11.222.333/0001-82' }],
  ])('[A08] is refused for check digits that do not agree: %j', async (fields) => {
    const reply = await clerk.post('/v1/customers', { ...person, ...fields });
    expect(reply.status).toBe(400);
    expect(reply.problem.errors).toEqual([
      { pointer: '/taxId', code: 'tax_id_check_digits', detail: 'has check digits that do not agree' },
    ]);
  });

  it('[A08] is refused for them in a tenant of Brazil that names no country', async () => {
    const brazilian = await (await newDesk({ country: 'BR' })).as('clerk');
    expect((await brazilian.post('/v1/customers', { ...person, taxId: '52998224726' })).status).toBe(400);
    expect((await brazilian.post('/v1/customers', { ...person, taxId: '52998224725' })).status).toBe(201);
  });

  it('[A08] is refused for them also when the country becomes Brazil', async () => {
    const firm = (await clerk.post('/v1/customers', { ...person, country: 'IT', taxId: '00743110157' })).as(
      customerSchema,
    );
    const reply = await clerk.patch(`/v1/customers/${firm.id}`, { country: 'BR' }, { version: 1 });
    expect(reply.problem.errors?.[0]?.code).toBe('tax_id_check_digits');
  });
});

describe('a change that cannot be made', () => {
  it('[A14] says what the customer is now to whoever saw an older version', async () => {
    const one = (await clerk.post('/v1/customers', person)).as(customerSchema);
    await clerk.patch(`/v1/customers/${one.id}`, { name: 'First' }, { version: 1 });
    const late = await clerk.patch(`/v1/customers/${one.id}`, { name: 'Second' }, { version: 1 });
    expect(late.status).toBe(412);
    expect(late.problem).toMatchObject({ code: 'stale_version', current: { id: one.id, version: 2, name: 'First' } });
  });

  it('[A14] lets one of two changes at the same time through', async () => {
    const one = (await clerk.post('/v1/customers', person)).as(customerSchema);
    const replies = await Promise.all(
      ['First', 'Second', 'Third'].map((name) => clerk.patch(`/v1/customers/${one.id}`, { name }, { version: 1 })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('[A12] lets one of two changes of a contact at the same time through', async () => {
    const path = `/v1/customers/${customer.id}/contacts`;
    const { id } = (await clerk.post(path, { name: 'Zoé' })).as(contactSchema);
    const replies = await Promise.all(
      ['Buyer', 'Owner'].map((jobTitle) => clerk.patch(`${path}/${id}`, { jobTitle }, { version: 1 })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('[A14] wants to know which version it is made on', async () => {
    expect((await clerk.patch(`/v1/customers/${customer.id}`, { name: 'X' })).problem.code).toBe('version_required');
    expect((await clerk.patch(`/v1/customers/${customer.id}/contacts/${contact.id}`, { name: 'X' })).status).toBe(428);
  });

  it('[A12] says what the contact is now to whoever saw an older version', async () => {
    const path = `/v1/customers/${customer.id}/contacts/${contact.id}`;
    await clerk.patch(path, { jobTitle: 'Workshop' }, { version: 1 });
    expect((await clerk.patch(path, { jobTitle: 'Shop' }, { version: 1 })).problem).toMatchObject({
      code: 'stale_version',
      current: { id: contact.id, version: 2, jobTitle: 'Workshop' },
    });
  });

  it('[A14] takes no empty name and no unknown field', async () => {
    const patch = (body: unknown) => clerk.patch(`/v1/customers/${customer.id}`, body, { version: 1 });
    expect((await patch({ name: '' })).problem.errors?.[0]).toMatchObject({ pointer: '/name', code: 'required' });
    expect((await patch({ name: null })).problem.errors?.[0]).toMatchObject({ pointer: '/name', code: 'wrong_type' });
    expect((await patch({ number: 'X' })).problem.errors?.[0]).toMatchObject({ code: 'unknown_key' });
  });
});

describe('what belongs to a customer that is not there', () => {
  it.each(['', '/addresses', '/contacts', '/notes', '/alerts'])('is not found: %s', async (list) => {
    expect((await clerk.get(`/v1/customers/${newId('customer')}${list}`)).status).toBe(404);
    expect((await clerk.get(`/v1/customers/nobody${list}`)).status).toBe(404);
  });

  it.each([
    ['/addresses', { line1: 'x', city: 'y', country: 'FR' }],
    ['/contacts', { name: 'X' }],
    ['/notes', { body: 'X' }],
  ])('cannot be added: %s', async (list, body) => {
    expect((await clerk.post(`/v1/customers/${newId('customer')}${list}`, body)).problem.code).toBe('not_found');
  });

  it('is not found under another customer', async () => {
    const other = (await clerk.post('/v1/customers', person)).as(customerSchema);
    const reply = await clerk.patch(`/v1/customers/${other.id}/contacts/${contact.id}`, { name: 'X' }, { version: 1 });
    expect(reply.status).toBe(404);
  });
});

describe('details that cannot be added', () => {
  it.each([
    ['addresses', { line1: 'x', city: 'y' }, '/country', 'required'],
    ['addresses', { line1: '4111-1111-1111-1111', city: 'y', country: 'FR' }, '/line1', 'card_number'],
    ['addresses', { line1: 'x', city: 'y', country: 'FR', purpose: 'work' }, '/purpose', 'not_one_of'],
    ['contacts', { name: 'X', email: 'x' }, '/email', 'not_an_email'],
    ['notes', { body: '' }, '/body', 'required'],
    ['notes', { body: 'a'.repeat(4001) }, '/body', 'too_long'],
    ['notes', { body: 'Card 5555 5555 5555 4444 12/27' }, '/body', 'card_number'],
  ])('[A15] are refused with the field that is wrong: %s %#', async (list, body, pointer, code) => {
    const reply = await clerk.post(`/v1/customers/${customer.id}/${list}`, body);
    expect(reply.problem.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('are not listed from the cursor of another list', async () => {
    for (const name of ['A', 'B', 'C']) await clerk.post(`/v1/customers/${customer.id}/contacts`, { name });
    const page = await clerk.get(`/v1/customers/${customer.id}/contacts?limit=1`);
    const { next } = page.as(contactListSchema);
    expect((await clerk.get(`/v1/customers/${customer.id}/notes?cursor=${String(next)}`)).problem.code).toBe(
      'invalid_cursor',
    );
  });
});
