import { beforeAll, describe, expect, test } from 'vitest';
import { deliveryListSchema, webhookSchema } from '../../shared/webhooks.ts';
import { newDesk, type Client } from './support/desk.ts';
import { Receiver } from './support/receiver.ts';

let admin: Client;

beforeAll(async () => {
  admin = await (await newDesk()).as('admin');
});

describe('a webhook is refused', () => {
  test.each([
    ['an address of this machine', { url: 'https://localhost/hooks' }, '/url', 'invalid'],
    ['an address of a private network', { url: 'https://192.168.0.7/hooks' }, '/url', 'invalid'],
    ['plain http', { url: 'http://hooks.halden-cycles.com/' }, '/url', 'invalid'],
    ['no address', {}, '/url', 'required'],
    [
      'a type of event that is none',
      { url: new Receiver().url, eventTypes: ['nonsense'] },
      '/eventTypes/0',
      'not_one_of',
    ],
    [
      'the same type twice',
      { url: new Receiver().url, eventTypes: ['imported', 'imported'] },
      '/eventTypes',
      'invalid',
    ],
    ['what nobody knows', { url: new Receiver().url, secret: 'mine' }, '/secret', 'unknown_key'],
  ])('with %s', async (_, body, pointer, code) => {
    const reply = await admin.post('/v1/webhooks', body);
    expect([reply.status, reply.problem.errors?.[0]]).toMatchObject([400, { pointer, code }]);
  });

  test('when its address is changed to one that is not public', async () => {
    const made = (await admin.post('/v1/webhooks', { url: new Receiver().url })).as(webhookSchema);
    const reply = await admin.patch(`/v1/webhooks/${made.id}`, { url: 'https://10.0.0.1/' }, { version: 1 });
    expect([reply.status, reply.problem.errors?.[0]?.pointer]).toEqual([400, '/url']);
  });

  test('on a version that is no longer so', async () => {
    const made = (await admin.post('/v1/webhooks', { url: new Receiver().url })).as(webhookSchema);
    const path = `/v1/webhooks/${made.id}`;
    await admin.patch(path, { description: 'The data lake' }, { version: 1 });
    for (const reply of [
      await admin.patch(path, { active: false }, { version: 1 }),
      await admin.post(`${path}/rotate-secret`, {}, { version: 1 }),
      await admin.delete(path, { version: 1 }),
    ]) {
      expect([reply.status, reply.problem.code]).toEqual([412, 'stale_version']);
    }
  });
});

test('an event that never was is not sent again', async () => {
  const made = (await admin.post('/v1/webhooks', { url: new Receiver().url })).as(webhookSchema);
  expect((await admin.post(`/v1/webhooks/${made.id}/redeliver`, { seq: 999_999 })).status).toBe(404);
});

test('its secret is in no answer but the one that is asked for it', async () => {
  const made = await admin.post('/v1/webhooks', { url: new Receiver().url });
  expect(made.text).not.toContain('whsec_');
  expect((await admin.get('/v1/webhooks')).text).not.toContain('whsec_');
  const { id } = made.as(webhookSchema);
  expect((await admin.get(`/v1/webhooks/${id}/secret`)).text).toContain('whsec_');
  expect((await admin.get(`/v1/webhooks/${id}/deliveries`)).as(deliveryListSchema).items).toEqual([]);
});
