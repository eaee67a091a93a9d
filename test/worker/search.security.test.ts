import { beforeAll, describe, expect, it } from 'vitest';
import { customerListSchema, customerSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let own: Client;
let other: Client;
let customer: Customer;

beforeAll(async () => {
  desk = await newDesk();
  own = await desk.as('clerk');
  other = await (await newDesk({ name: 'Another house' })).as('clerk');
  customer = (
    await own.post('/v1/customers', {
      kind: 'person',
      name: 'Priscilla Okonkwo',
      email: 'priscilla@post.example',
      phone: '+33 6 12 34 56 78',
      taxId: 'FR99123456789',
    })
  ).as(customerSchema);
  await own.post(`/v1/customers/${customer.id}/contacts`, { name: 'Quentin Adeyemi', email: 'quentin@post.example' });
});

const found = async (client: Client, q: string) =>
  (await client.get(`/v1/customers?q=${encodeURIComponent(q)}`)).as(customerListSchema).items.map(({ id }) => id);

describe('whose customers a search sees', () => {
  it.each([
    'Priscilla Okonkwo',
    'pris',
    'p',
    'adeyemi',
    '+33612345678',
    '5678',
    'priscilla@post.example',
    'quentin@',
    'FR99123456789',
  ])('[A05] those of the own tenant only: %s', async (q) => {
    expect(await found(own, q)).toEqual([customer.id]);
    expect(await found(other, q)).toEqual([]);
  });

  it('[A05] those of the own tenant only, by number', async () => {
    expect(await found(own, customer.number)).toEqual([customer.id]);
    expect(await found(other, customer.number)).toEqual([]);
  });

  it('is closed to a session that is bound to one customer', async () => {
    const bound = await desk.as('clerk', { customer: customer.id });
    expect((await bound.get('/v1/customers?q=pris')).problem.code).toBe('out_of_scope');
    expect((await bound.post('/v1/customers', { kind: 'person', name: 'New' })).problem.code).toBe('out_of_scope');
  });

  it('is closed to nobody in particular', async () => {
    expect((await desk.nobody().get('/v1/customers?q=pris')).status).toBe(401);
  });

  it('leaves no word of a search in the log', async () => {
    const reply = await own.get('/v1/customers?q=priscilla');
    expect(JSON.stringify(reply.record)).not.toMatch(/priscilla/i);
  });
});
