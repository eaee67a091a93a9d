import type { D1Database } from '@cloudflare/workers-types';
import * as z from 'zod';
import { countrySchema, languageSchema } from '../../shared/common.ts';
import { idOfExternal, isId, type TenantId } from '../../shared/ids.ts';
import { currencySchema, positiveDecimalSchema } from '../../shared/money.ts';
import { paymentKindSchema } from '../../shared/orders.ts';
import { roleSchema } from '../../shared/sessions.ts';
import { plainText } from '../../shared/text.ts';
import { TenantDatabase } from '../db/database.ts';
import type { Statement } from '../db/statement.ts';
import * as store from './store.ts';

const name = plainText(100);

/** A tenant as one piece of data: who it is, who works there, and what its desk offers. */
export const tenantSetUpSchema = z.strictObject({
  /** A short name that never changes; the tenant's id comes from it. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, { error: 'invalid' }),
  name,
  language: languageSchema,
  country: countrySchema,
  currency: currencySchema,
  timeZone: plainText(60),
  publishableKeys: z.array(plainText(100)),
  assertionKeys: z.array(
    z.strictObject({
      kid: plainText(100),
      algorithm: z.enum(['ES256', 'EdDSA']),
      jwk: z.looseObject({ kty: z.string() }),
    }),
  ),
  origins: z.array(plainText(250)),
  agents: z.array(
    z.strictObject({
      externalId: plainText(100),
      name,
      role: roleSchema,
      language: languageSchema.nullable().default(null),
    }),
  ),
  teams: z.array(z.strictObject({ name, members: z.array(plainText(100)) })).default([]),
  channels: z.array(
    z.strictObject({
      name,
      currency: currencySchema,
      /** The external ids of the agents who take orders here (B20). */
      users: z.array(plainText(100)),
      paymentMethods: z.array(z.strictObject({ name, kind: paymentKindSchema })),
      taxRates: z.array(
        z.strictObject({
          country: countrySchema,
          region: plainText(50).nullable().default(null),
          rate: positiveDecimalSchema,
        }),
      ),
    }),
  ),
  priorities: z
    .array(
      z.strictObject({
        name,
        rank: z.int(),
        hotAlert: z.boolean().default(false),
        isDefault: z.boolean().default(false),
      }),
    )
    .refine((priorities) => priorities.filter(({ isDefault }) => isDefault).length === 1, { error: 'invalid' }),
  subjects: z.array(z.strictObject({ name, parent: name.nullable().default(null) })).default([]),
});
export type TenantSetUp = z.input<typeof tenantSetUpSchema>;

/** The id that a tenant of this key has everywhere. */
export async function tenantIdOf(key: string): Promise<TenantId> {
  const nobody = 'ten_00000000000000000000000000';
  if (!isId('tenant', nobody)) throw new TypeError(nobody);
  return idOfExternal('tenant', nobody, 'tenant', key);
}

/**
 * Makes the tenant as the set-up says; applied again it changes nothing that has not changed. Origins are replaced,
 * for a desk that moves must not leave its old address open; nothing else is taken away.
 */
export async function applySetUp(database: D1Database, input: TenantSetUp, now: number): Promise<TenantId> {
  const setUp = tenantSetUpSchema.parse(input);
  const tenant = await tenantIdOf(setUp.key);
  const rows = await rowsOf(tenant, setUp);
  const tenantDatabase = new TenantDatabase(database, tenant);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const scopes = { customers: newScope(), products: newScope() };
    if ((await tenantDatabase.write([store.tenantRow(setUp, scopes, now), ...rows])) === 'written') return tenant;
  }
  throw new Error(`the set-up of ${setUp.key} collides with another tenant's keys`);
}

/** A scope that another tenant has is drawn again; what still collides then is not a scope. */
const mostTries = 10;

/** Everything of the tenant but its own row, in the order in which one names another. */
async function rowsOf(tenant: TenantId, setUp: z.output<typeof tenantSetUpSchema>): Promise<Statement[]> {
  return [
    ...setUp.publishableKeys.map(store.publishableKeyRow),
    ...setUp.assertionKeys.map(store.assertionKeyRow),
    store.dropOrigins(),
    ...setUp.origins.map(store.originRow),
    ...(await Promise.all(
      setUp.agents.map(async (agent) =>
        store.agentRow(await idOfExternal('agent', tenant, 'set-up', agent.externalId), agent),
      ),
    )),
    ...(await Promise.all(
      setUp.teams.map(async (team) => {
        const id = await idOfExternal('team', tenant, 'set-up', team.name);
        return [store.teamRow(id, team.name), ...team.members.map((member) => store.teamMemberRow(id, member))];
      }),
    ).then((rows) => rows.flat())),
    ...(await Promise.all(
      setUp.channels.map(async (channel) => {
        const id = await idOfExternal('channel', tenant, 'set-up', channel.name);
        const methods = await Promise.all(
          channel.paymentMethods.map(async (method) =>
            store.paymentMethodRow(
              id,
              await idOfExternal('paymentMethod', tenant, 'set-up', `${channel.name}\n${method.name}`),
              method,
            ),
          ),
        );
        return [
          store.channelRow(id, channel),
          ...channel.users.map((user) => store.channelUserRow(id, user)),
          ...methods,
          ...channel.taxRates.map((rate) => store.taxRateRow(id, rate)),
        ];
      }),
    ).then((rows) => rows.flat())),
    ...(await Promise.all(
      setUp.priorities.map(async (priority) =>
        store.priorityRow(await idOfExternal('priority', tenant, 'set-up', priority.name), priority),
      ),
    )),
    ...(await Promise.all(
      setUp.subjects.map(async (subject) =>
        store.subjectRow(
          await idOfExternal('subject', tenant, 'set-up', subject.name),
          subject.parent === null ? null : await idOfExternal('subject', tenant, 'set-up', subject.parent),
          subject.name,
        ),
      ),
    )),
  ];
}

const scopeLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Three characters that stand for the tenant's customers or products in the search: one trigram. A tenant that is
 * there already keeps the ones it has.
 */
function newScope(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) =>
    scopeLetters.charAt(byte % scopeLetters.length),
  ).join('');
}
