import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { contactSchema, customerListSchema, customerSchema, type Customer } from '../../shared/customers.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';

let desk: Desk;
let clerk: Client;

async function add(fields: Record<string, unknown>): Promise<Customer> {
  return (await clerk.post('/v1/customers', { kind: 'person', ...fields })).as(customerSchema);
}

async function addContact(customer: Customer, fields: Record<string, unknown>) {
  return (await clerk.post(`/v1/customers/${customer.id}/contacts`, fields)).as(contactSchema);
}

async function search(q: string, by = 'any', limit = 20) {
  const reply = await clerk.get(`/v1/customers?${new URLSearchParams({ q, by, limit: String(limit) }).toString()}`);
  return reply.as(customerListSchema).items;
}

const names = async (q: string, by?: string) => (await search(q, by)).map(({ name }) => name);

let contoso: Customer;
let amara: Customer;
let bruna: Customer;

beforeAll(async () => {
  desk = await newDesk();
  clerk = await desk.as('clerk');
  contoso = await add({
    kind: 'account',
    name: 'Contoso Bikes & Sons',
    email: 'Office@Contoso.example',
    phone: '04 78 12 34 56',
    address: { line1: '3 quai Perrache', city: 'Lyon', country: 'FR' },
  });
  await addContact(contoso, { name: 'Zuzana Novotná', email: 'zuzana@contoso.example', phone: '+420 601 123 456' });
  amara = await add({ name: "Amara O'Brien-Lefèvre", phone: '+1 (206) 555-0142', email: 'amara.ob@post.example' });
  bruna = await add({ name: 'Bruna Conceição', country: 'BR', taxId: '529.982.247-25', phone: '(11) 96123-4567' });
  await add({ name: 'Łukasz Żółć' });
  await add({ name: 'Søren Æbelø Groß' });
  await add({ name: 'Smith' });
  await add({ name: 'Blacksmith Forge' });
  await add({ name: 'John Smithson' });
});

describe('searching by name', () => {
  it('[A05] [C12] finds any part of a word from three letters on', async () => {
    expect(await names('ruN')).toEqual(['Bruna Conceição']);
    expect(await names('nceic')).toEqual(['Bruna Conceição']);
  });

  it('[C12] puts whole names first, then beginnings of words, then the rest', async () => {
    expect(await names('smith')).toEqual(['Smith', 'John Smithson', 'Blacksmith Forge']);
    expect((await search('smith')).map(({ match }) => match?.exact)).toEqual([true, false, false]);
  });

  it('[C12] puts a whole name first however many begin with it, a contact’s and a changed one as well', async () => {
    const shop = await add({ kind: 'account', name: 'Cycles du Lac' });
    const contact = await addContact(shop, { name: 'Zorba One' });
    const changed = await add({ name: 'Zorba Two' });
    for (let count = 0; count < 6; count += 1) await add({ name: `Zorba Number ${count}` });
    const last = await add({ name: 'Zorba' });
    const found = async () => (await search('zorba', 'any', 3)).slice(0, 3);
    expect((await found())[0]?.id).toBe(last.id);
    await clerk.patch(`/v1/customers/${changed.id}`, { name: 'Zorba' }, { version: changed.version });
    await clerk.patch(
      `/v1/customers/${shop.id}/contacts/${contact.id}`,
      { name: 'ZORBA' },
      { version: contact.version },
    );
    const whole = await found();
    expect(new Set(whole.map(({ id }) => id))).toEqual(new Set([last.id, changed.id, shop.id]));
    expect(whole.every(({ match }) => match?.exact === true)).toBe(true);
    await clerk.patch(`/v1/customers/${last.id}`, { name: 'Somebody Else' }, { version: last.version });
    expect((await found()).map(({ id }) => id)).not.toContain(last.id);
  });

  it('[A05] finds words that begin with one or two letters', async () => {
    expect(await names('f')).toEqual(['Blacksmith Forge']);
    expect(await names('jo')).toEqual(['John Smithson']);
    expect(await names('mi')).toEqual([]);
  });

  it.each([
    ['conceicao', 'Bruna Conceição'],
    ['LUKASZ zolc', 'Łukasz Żółć'],
    ['soren aebelo', 'Søren Æbelø Groß'],
    ['GROSS', 'Søren Æbelø Groß'],
    ['Ｂｒｕｎａ', 'Bruna Conceição'],
  ])('[A05] folds accents and case: %s', async (q, name) => {
    expect(await names(q)).toEqual([name]);
  });

  it.each(["o'brien", 'OBRIEN', 'brien lefevre', 'lefevre amara', 'am br le', 'Lefèvre, Amara', '“Amara”'])(
    '[A05] takes the words in any order and however they are punctuated: %s',
    async (q) => {
      expect(await names(q)).toEqual([amara.name]);
    },
  );

  it('[A05] wants every word to be there', async () => {
    expect(await names('amara conceicao')).toEqual([]);
    expect(await names('amara zz')).toEqual([]);
  });

  it('[C11] shows accounts and persons, with what is known of them at a glance', async () => {
    const [found] = await search('contoso', 'name');
    expect(found).toEqual({
      id: contoso.id,
      number: contoso.number,
      kind: 'account',
      name: 'Contoso Bikes & Sons',
      email: 'office@contoso.example',
      phone: '+33 4 78 12 34 56',
      city: 'Lyon',
      openCases: 0,
      hotAlerts: 0,
      match: { by: 'name', value: 'Contoso Bikes & Sons', exact: false, contact: null },
    });
    expect((await search('amara'))[0]?.kind).toBe('person');
  });

  it('[C11] finds an account by its contacts and says whom', async () => {
    const [found] = await search('novotna');
    expect(found).toMatchObject({
      id: contoso.id,
      match: { by: 'name', value: 'Zuzana Novotná', exact: false, contact: 'Zuzana Novotná' },
    });
    expect(await names('zuzana contoso')).toEqual([contoso.name]);
  });

  it('[A05] shows a customer once, however often it fits', async () => {
    const twins = await add({ kind: 'account', name: 'Quill & Quillon', email: 'quill@quill.example' });
    for (const name of ['Quilla One', 'Quilla Two', 'Quilla Three']) await addContact(twins, { name });
    expect(await names('quill')).toEqual([twins.name]);
  });
});

describe('searching by phone', () => {
  it.each(['+1 206', '+1 (206) 5', '206 55', '001206', '2065550'])(
    '[A05] finds the number while it is still being typed: %s',
    async (q) => {
      expect((await search(q, 'phone')).map(({ id }) => id)).toContain(amara.id);
      expect((await search(q)).map(({ id }) => id)).toContain(amara.id);
    },
  );

  it.each([
    '+1 206 555 0142',
    '12065550142',
    '206-555-0142',
    '(206) 555.0142',
    '001 206 555 0142',
    '5550142',
    '555 01 42',
    '0142',
    '142',
  ])('[A05] finds the number in any format and by its last digits: %s', async (q) => {
    const [found] = await search(q, 'phone');
    expect(found).toMatchObject({ id: amara.id, match: { by: 'phone', value: '+1 206 555 0142', contact: null } });
    expect((await search(q)).map(({ id }) => id)).toContain(amara.id);
  });

  it.each([
    '04 78 12 34 56',
    '0478123456',
    '+33 4 78 12 34 56',
    '0033 478 123 456',
    '+33 (0)4 78 12 34 56',
    '478123456',
  ])('[A05] reads a national number with and without its zero: %s', async (q) => {
    expect((await search(q, 'phone')).map(({ id }) => id)).toEqual([contoso.id]);
  });

  it('[A05] says that a whole number fits wholly and an ending does not', async () => {
    expect((await search('0478123456', 'phone'))[0]?.match?.exact).toBe(true);
    expect((await search('3456', 'phone')).find(({ id }) => id === contoso.id)?.match?.exact).toBe(false);
  });

  it('[A05] reads a national number as one of the customer’s own country', async () => {
    expect((await search('+55 11 96123-4567', 'phone'))[0]).toMatchObject({ id: bruna.id, match: { exact: true } });
  });

  it('[A05] finds an account by the phone of its contact', async () => {
    const [found] = await search('601123456');
    expect(found).toMatchObject({
      id: contoso.id,
      match: { by: 'phone', value: '+420 601 123 456', contact: 'Zuzana Novotná' },
    });
  });

  it('[A05] finds a number that was stored without its area', async () => {
    const short = await add({ name: 'Desk in the hall', phone: '777-4321', country: 'ZZ' });
    expect((await search('+1 425 777 4321', 'phone')).map(({ id }) => id)).toEqual([short.id]);
  });

  it('[A05] reads zeros as last digits where nothing else was typed', async () => {
    const round = await add({ name: 'Round Number', phone: '+1 425 555 0007' });
    expect((await search('0007')).map(({ id }) => id)).toEqual([round.id]);
    expect((await search('007', 'phone')).map(({ id }) => id)).toEqual([round.id]);
  });

  it('[A05] wants three digits at least', async () => {
    expect(await search('42', 'phone')).toEqual([]);
  });
});

describe('searching by e-mail', () => {
  it('[A05] finds the whole address, its beginning and any part of it', async () => {
    expect((await search('AMARA.OB@post.example', 'email'))[0]).toMatchObject({
      id: amara.id,
      match: { by: 'email', value: 'amara.ob@post.example', exact: true },
    });
    expect((await search('amara', 'email'))[0]?.match).toMatchObject({ by: 'email', exact: false });
    expect((await search('@post', 'email')).map(({ id }) => id)).toEqual([amara.id]);
    expect((await search('a', 'email')).map(({ id }) => id)).toEqual([amara.id]);
  });

  it('[A05] takes a text with an @ for an e-mail, and says whose it is', async () => {
    expect((await search('zuzana@contoso.example'))[0]).toMatchObject({
      id: contoso.id,
      match: { by: 'email', value: 'zuzana@contoso.example', exact: true, contact: 'Zuzana Novotná' },
    });
    expect((await search('@contoso.example')).map(({ id }) => id)).toEqual([contoso.id]);
  });

  it('[A05] looks into e-mails for a word too, but not where a name was asked for', async () => {
    expect((await search('post'))[0]).toMatchObject({ id: amara.id, match: { by: 'email' } });
    expect(await search('post', 'name')).toEqual([]);
  });
});

describe('searching by number', () => {
  it('[A05] finds a customer by its number, without dashes and case, and by the beginning', async () => {
    const bare = amara.number.replaceAll('-', '').toLowerCase();
    for (const q of [amara.number, bare, amara.number.slice(4), bare.slice(0, 9)]) {
      expect((await search(q, 'number'))[0]).toMatchObject({
        id: amara.id,
        match: { by: 'number', value: amara.number },
      });
    }
    expect((await search(bare, 'number'))[0]?.match?.exact).toBe(true);
    expect((await search(bare.slice(0, 9), 'number'))[0]?.match?.exact).toBe(false);
  });

  it('[A05] finds a customer by the number of an order', async () => {
    const channel = await desk.id('channel', 'Phone');
    const clerkId = await desk.id('agent', 'clerk');
    const insert = `INSERT INTO orders (tenant, id, number, customer, channel, status, currency, taken_by, tax_source, ordered_at, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, 'draft', 'EUR', ?, 'table', 1, 1, 1)`;
    await env.DB.batch(
      ['SO43659', 'ORD-7K3M-Q2XD'].map((number) =>
        env.DB.prepare(insert).bind(desk.tenant, `ord_${number}`, number, amara.id, channel, clerkId),
      ),
    );
    for (const [q, value] of [
      ['SO43659', 'SO43659'],
      ['so43659', 'SO43659'],
      ['ord-7k3m-q2xd', 'ORD-7K3M-Q2XD'],
      ['ORD7K3MQ2XD', 'ORD-7K3M-Q2XD'],
      ['7k3m q2xd', 'ORD-7K3M-Q2XD'],
    ] as const) {
      const match = { by: 'order', value, exact: true, contact: null };
      expect((await search(q, 'order'))[0]).toMatchObject({ id: amara.id, match });
      expect((await search(q))[0]).toMatchObject({ id: amara.id, match });
    }
    expect(await search('SO4365', 'order')).toEqual([]);
  });
});

describe('searching by tax id', () => {
  it.each(['529.982.247-25', '52998224725', '529 982 247 25'])('[A08] finds a CPF as it is written: %s', async (q) => {
    for (const by of ['tax_id', 'any']) {
      expect((await search(q, by))[0]).toMatchObject({ id: bruna.id, match: { by: 'tax_id', exact: true } });
    }
  });

  it('[A08] finds an alphanumeric CNPJ', async () => {
    const firm = await add({ kind: 'account', name: 'Fábrica Nova', country: 'BR', taxId: '12.ABC.345/01DE-35' });
    expect((await search('12abc34501de35', 'tax_id')).map(({ id }) => id)).toEqual([firm.id]);
  });

  it('[A08] finds a tax id of another country that only has the length of a CPF', async () => {
    const firm = await add({ kind: 'account', name: 'Officina Brera', country: 'IT', taxId: '00743110158' });
    expect((await search('00743110158', 'tax_id')).map(({ id }) => id)).toEqual([firm.id]);
  });
});
