import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { contactSchema, customerSchema, type Contact, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;
let stranger: Client;
let bound: Client;
let customer: Customer;
let neighbour: Customer;
let contact: Contact;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  stranger = await (await newDesk()).as('clerk');
  customer = (await clerk.post('/v1/customers', { kind: 'account', name: 'Priscilla Okonkwo' })).as(customerSchema);
  neighbour = (await clerk.post('/v1/customers', { kind: 'account', name: 'Next Door' })).as(customerSchema);
  contact = (await clerk.post(`/v1/customers/${customer.id}/contacts`, { name: 'Théo' })).as(contactSchema);
  bound = await desk.as('clerk', { customer: neighbour.id });
});

const readable = ['', '/addresses', '/contacts', '/notes', '/alerts'];
const writable: [string, Record<string, unknown>][] = [
  ['/addresses', { line1: 'x', city: 'y', country: 'FR' }],
  ['/contacts', { name: 'X' }],
  ['/notes', { body: 'X' }],
];

describe('a customer of another tenant', () => {
  it.each(readable)('is unknown, as any unknown one: %s', async (list) => {
    expect((await stranger.get(`/v1/customers/${customer.id}${list}`)).status).toBe(404);
  });

  it.each(writable)('cannot be written on: %s', async (list, body) => {
    expect((await stranger.post(`/v1/customers/${customer.id}${list}`, body)).status).toBe(404);
  });

  it('cannot be changed, nor can its contacts', async () => {
    expect((await stranger.patch(`/v1/customers/${customer.id}`, { name: 'X' }, { version: 1 })).status).toBe(404);
    const path = `/v1/customers/${customer.id}/contacts/${contact.id}`;
    expect((await stranger.patch(path, { name: 'X' }, { version: 1 })).status).toBe(404);
  });
});

describe('a session bound to one customer', () => {
  it.each(readable)('reads that one and no other: %s', async (list) => {
    expect((await bound.get(`/v1/customers/${neighbour.id}${list}`)).status).toBe(200);
    expect((await bound.get(`/v1/customers/${customer.id}${list}`)).problem.code).toBe('out_of_scope');
  });

  it.each(writable)('writes on that one and no other: %s', async (list, body) => {
    expect((await bound.post(`/v1/customers/${neighbour.id}${list}`, body)).status).toBe(201);
    expect((await bound.post(`/v1/customers/${customer.id}${list}`, body)).problem.code).toBe('out_of_scope');
  });

  it('changes no other', async () => {
    const reply = await bound.patch(`/v1/customers/${customer.id}`, { name: 'X' }, { version: 9 });
    expect(reply.problem.code).toBe('out_of_scope');
    expect(reply.text).not.toContain('Priscilla');
  });
});

describe('what is kept of a refusal', () => {
  it('is no line in the access log: nothing was read', async () => {
    await stranger.get(`/v1/customers/${customer.id}`);
    await bound.get(`/v1/customers/${customer.id}/notes`);
    const { results } = await env.DB.prepare('SELECT 1 FROM access_log WHERE customer = ?').bind(customer.id).all();
    expect(results).toEqual([]);
  });

  it('is no personal data in the log of requests', async () => {
    const reply = await clerk.patch(`/v1/customers/${customer.id}`, { email: 'secret@post.example' }, { version: 1 });
    expect(JSON.stringify(reply.record)).not.toMatch(/secret|priscilla/i);
  });

  it('and no personal data in the event log', async () => {
    const { results } = await env.DB.prepare('SELECT facts FROM events WHERE tenant = ?').bind(desk.tenant).all();
    expect(JSON.stringify(results)).not.toMatch(/secret|priscilla|théo/i);
  });
});
