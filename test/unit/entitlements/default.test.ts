import { describe, expect, it } from 'vitest';
import { newId, type ContactId, type CustomerId, type ProductId } from '../../../shared/ids.ts';
import type { EntitlementRecord } from '../../../worker/entitlements/store.ts';
import { asksForDefault, isMatchedByDefault } from '../../../worker/entitlements/terms.ts';
import { anEntitlement, day, noon } from './records.ts';

describe('the default entitlement of a case [C22] [C07]', () => {
  const product = newId('product');
  const contact = newId('contact');
  const customerId = newId('customer');
  const customer = { id: customerId, name: 'Halden Cycles' };
  const matched = { customerId, contactId: contact, productId: product };

  it.each<[string, Partial<EntitlementRecord>, boolean]>([
    ['names nobody and nothing', {}, true],
    ['names the product', { products: [{ id: product, name: 'Fork' }] }, true],
    ['names another product', { products: [{ id: newId('product'), name: 'Saddle' }] }, false],
    ['names the contact', { contacts: [{ id: contact, name: 'Zoé' }] }, true],
    ['names another contact', { contacts: [{ id: newId('contact'), name: 'Théo' }] }, false],
    ['is not the default', { isDefault: false }, false],
    ['is of another customer', { customer: { id: newId('customer'), name: 'Other' } }, false],
    ['is over', { endsOn: new Date(noon - day).toISOString() }, false],
    ['has not begun', { startsOn: new Date(noon + day).toISOString() }, false],
    ['is a draft', { activatedAt: null }, false],
  ])('where it %s: %s', (_, changes, expected) => {
    expect(isMatchedByDefault(anEntitlement({ customer, isDefault: true, ...changes }), matched, noon)).toBe(expected);
  });

  it('names a product, and the case has none', () => {
    const plan = anEntitlement({ customer, isDefault: true, products: [{ id: product, name: 'Fork' }] });
    expect(isMatchedByDefault(plan, { ...matched, productId: null }, noon)).toBe(false);
  });

  it.each<[{ contactId?: ContactId | null; productId?: ProductId | null; customerId?: CustomerId }, boolean]>([
    [{}, false],
    [{ contactId: null }, true],
    [{ productId: newId('product') }, true],
    [{ customerId: newId('customer') }, true],
  ])('is looked for again after a change of %j: %s [C23]', (changes, expected) => {
    expect(asksForDefault(matched, { ...matched, ...changes })).toBe(expected);
  });
});
