import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { changesOf, hasAcceptableTaxId, personalOf } from '../../../worker/customers/change.ts';
import { asStored, oncePerId, withPrimary, type NewAddress } from '../../../worker/customers/records.ts';

describe('a change', () => {
  it('[A14] is what differs, with the values before and after', () => {
    const before = { name: 'A', email: null };
    const after = { name: 'B', email: null };
    const fields = changesOf(before, after, ['name', 'email']);
    expect(fields).toEqual(['name']);
    expect(personalOf(before, after, fields)).toEqual({ name: { before: 'A', after: 'B' } });
  });

  it('[A14] is stored in the form in which it is compared', () => {
    const fields = { email: 'A@B.example', phone: '04 78 12 34 56', taxId: '529.982.247-25' };
    expect(asStored(fields, 'FR')).toEqual({
      email: 'a@b.example',
      phone: '+33 4 78 12 34 56',
      taxId: '52998224725',
    });
    expect(asStored({ email: null, phone: null, taxId: null }, 'FR')).toEqual({
      email: null,
      phone: null,
      taxId: null,
    });
  });

  it.each([
    [null, null, 'BR', true],
    ['52998224726', null, 'BR', false],
    ['52998224726', null, 'FR', true],
    ['52998224726', 'IT', 'BR', true],
    ['52998224726', 'BR', 'FR', false],
  ])('[A08] keeps a tax id that its country can have: %s of %s at a tenant of %s', (taxId, country, tenant, can) => {
    expect(hasAcceptableTaxId({ taxId, country }, tenant)).toBe(can);
  });
});

describe('the primary address of a customer', () => {
  const customer = newId('customer');
  const address = (primary: boolean, of = customer): NewAddress => ({
    id: newId('address'),
    customer: of,
    purpose: 'delivery',
    primary,
    line1: 'x',
    line2: null,
    city: 'y',
    region: null,
    postalCode: null,
    country: 'FR',
  });
  const becomes = (addresses: NewAddress[]) => withPrimary(addresses).map((each) => each.becomes);

  it('[A11] is the last that is marked among those added together', () => {
    expect(becomes([address(false), address(true), address(true), address(false)])).toEqual(['no', 'no', 'yes', 'no']);
  });

  it('[A11] is else the first, for each customer', () => {
    const other = newId('customer');
    expect(becomes([address(false), address(false), address(false, other)])).toEqual(['if_first', 'no', 'if_first']);
  });

  it('is decided on each row once', () => {
    const row = address(false);
    expect(oncePerId([row, { ...row, city: 'z' }, address(true)]).map(({ city }) => city)).toEqual(['y', 'y']);
  });
});
