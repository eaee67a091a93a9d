import { describe, expect, it } from 'vitest';
import { statusReasonsByState } from '../../../shared/cases.ts';
import { importedRowSchemas } from '../../../shared/imports.ts';
import { extendedAmount, fractionOf, minorUnits } from '../../../shared/money.ts';
import { hasValidCheckDigits, normalizeTaxId } from '../../../shared/tax-id.ts';
import { rowsOf } from '../../../tools/demo/rows-of.ts';
import { kindsInOrder, type Row } from '../../../tools/demo/rows.ts';
import { demoTenant, tenants } from '../../../tools/demo/tenants.ts';
import { tenantSetUpSchema } from '../../../worker/tenants/service.ts';

const now = Date.parse('2026-11-24T15:02:00Z');
const filled = tenants.map((tenant) => ({ tenant, rows: rowsOf(tenant.key, now) }));

describe.each(filled)('the demo of $tenant.key', ({ tenant, rows }) => {
  it.each(kindsInOrder)('has %s that the contract takes, each once', (kind) => {
    for (const row of rows[kind]) expect(importedRowSchemas[kind].safeParse(row).error?.issues ?? []).toEqual([]);
    expect(new Set(rows[kind].map(({ externalId }) => externalId)).size).toBe(rows[kind].length);
  });

  it('names only what is there', () => {
    const has = (kind: keyof typeof rows) => new Set(rows[kind].map(({ externalId }) => externalId));
    const [customers, contacts, addresses, products] = [
      has('customers'),
      has('contacts'),
      has('addresses'),
      has('products'),
    ];
    const agents = new Set(tenant.setUp.agents.map(({ externalId }) => externalId));
    const priorities = new Set(tenant.setUp.priorities.map(({ name }) => name));
    const subjects = new Set((tenant.setUp.subjects ?? []).map(({ name }) => name));
    for (const { customer } of [...rows.contacts, ...rows.addresses]) expect(customers).toContain(customer);
    for (const order of rows.orders) {
      expect(customers).toContain(order.customer);
      expect(addresses).toContain(order.deliverTo);
      if (order.contact) expect(contacts).toContain(order.contact);
      for (const { product } of order.lines) expect(products).toContain(product);
    }
    for (const one of rows.cases) {
      expect(customers).toContain(one.customer);
      expect(agents).toContain(one.owner);
      expect(priorities).toContain(one.priority);
      if (one.contact) expect(contacts).toContain(one.contact);
      if (one.subject) expect(subjects).toContain(one.subject);
      if (one.product) expect(products).toContain(one.product);
    }
  });

  it('has cases in every state, and active ones for every reason', () => {
    expect(new Set(rows.cases.map(({ state }) => state))).toEqual(new Set(['active', 'resolved', 'cancelled']));
    const reasons = new Set(rows.cases.flatMap(({ statusReason }) => statusReason ?? []));
    expect(reasons).toEqual(new Set(statusReasonsByState.active));
  });

  it('has orders in every status, and submitted ones that are paid whole', () => {
    expect(new Set(rows.orders.map(({ status }) => status)).size).toBe(5);
    for (const order of rows.orders.filter(({ status }) => status !== 'draft' && status !== 'cancelled')) {
      const paid = (order.payments ?? []).reduce((sum, { amount }) => sum + minorUnits(amount, order.currency), 0);
      expect(paid, order.number).toBe(totalOf(order));
    }
  });

  it('has Brazilian customers with tax ids whose check digits agree', () => {
    const brazilian = rows.customers.filter(({ country }) => country === 'BR');
    expect(brazilian.length).toBeGreaterThan(5);
    for (const { taxId } of brazilian) expect(hasValidCheckDigits(normalizeTaxId(taxId ?? ''))).toBe(true);
  });

  it('tells of nothing that has not happened yet', () => {
    const times = [
      ...rows.customers.map(({ createdAt }) => createdAt),
      ...rows.orders.map(({ placedAt }) => placedAt),
      ...rows.cases.flatMap(({ createdAt, closedAt, activities, notes }) => [
        createdAt,
        closedAt,
        ...(activities ?? []).map((activity) => activity.createdAt),
        ...(notes ?? []).map((note) => note.createdAt),
      ]),
    ];
    for (const time of times) if (time) expect(Date.parse(time)).toBeLessThanOrEqual(now);
    for (const { createdAt, closedAt } of rows.cases) {
      if (closedAt) expect(Date.parse(closedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
    }
  });

  it('is the same each time', () => {
    expect(rowsOf(tenant.key, now)).toEqual(rows);
  });

  it('has a set-up that the worker takes', () => {
    const setUp = { ...tenant.setUp, origins: [], assertionKeys: [] };
    expect(tenantSetUpSchema.safeParse(setUp).error?.issues ?? []).toEqual([]);
    expect(tenant.setUp.agents.find(({ role }) => role === 'agent')?.externalId).toBe(tenant.clerk);
  });
});

describe('the demo as a whole', () => {
  const halden = rowsOf(demoTenant.key, now);

  it('has some hundreds of customers, in many countries and scripts', () => {
    expect(filled.reduce((sum, { rows }) => sum + rows.customers.length, 0)).toBeGreaterThan(300);
    expect(new Set(halden.customers.map(({ country }) => country)).size).toBeGreaterThan(12);
    const names = halden.customers.map(({ name }) => name).join(' ');
    for (const script of ['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Han']) {
      expect(names).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
  });

  it('gives the customer that it is shown with two hot alerts', () => {
    const hot = new Set(demoTenant.setUp.priorities.filter(({ hotAlert }) => hotAlert).map(({ name }) => name));
    const hers = halden.cases.filter(
      ({ customer, state, priority = '' }) => customer === 'C-104882' && state === 'active' && hot.has(priority),
    );
    expect(hers.map(({ number }) => number)).toEqual(['CAS-20418', 'CAS-20377']);
  });

  it('has products that are there, that are not, and that have no stock', () => {
    expect(halden.products.length).toBeGreaterThanOrEqual(75);
    const backordered = halden.products.filter(({ available, expectedAt }) => available === 0 && expectedAt);
    expect(backordered.length).toBeGreaterThan(5);
    expect(halden.products.some(({ available }) => available === null)).toBe(true);
  });
});

function totalOf({ lines, charges = [], tax = '0', currency }: Row<'orders'>): number {
  const net = lines.reduce((sum, { unitPrice, quantity, discountRate = '0' }) => {
    const amount = extendedAmount(unitPrice, quantity, currency);
    return sum + amount - fractionOf(amount, discountRate);
  }, 0);
  return charges.reduce((sum, { amount }) => sum + minorUnits(amount, currency), net) + minorUnits(tax, currency);
}
