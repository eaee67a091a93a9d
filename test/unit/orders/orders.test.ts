import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { idSchemas, newId } from '../../../shared/ids.ts';
import { orderSchema, paymentStatusSchema, type OrderStatus, type PaymentStatus } from '../../../shared/orders.ts';
import {
  priced,
  withHead,
  withLine,
  withoutLine,
  withQuantity,
  type OrderState,
} from '../../../worker/orders/draft.ts';
import { canBeKept, priceImported } from '../../../worker/orders/imported.ts';
import { withPayment } from '../../../worker/orders/payment.ts';
import type { NewOrder } from '../../../worker/orders/service.ts';
import { actionsOf, coverageOf, submitBlockers } from '../../../worker/orders/submission.ts';
import { orderView, recapText } from '../../../worker/orders/view.ts';
import { currencies, lines as lineLists, rates } from '../pricing/arbitrary.ts';

const lyon = {
  id: idSchemas.address.parse('adr_01kasr00000000000000000000'),
  version: 1,
  purpose: 'delivery' as const,
  primary: true,
  line1: '3 rue des Halles',
  line2: null,
  city: 'Lyon',
  region: null,
  postalCode: null,
  country: 'FR',
};

const empty: OrderState = {
  head: {
    id: newId('order'),
    version: 1,
    number: 'ORD-0000-0000',
    status: 'draft',
    customer: { id: newId('customer'), name: 'Amélie Durand', language: 'fr' },
    channel: { id: newId('channel'), name: 'Phone' },
    currency: 'EUR',
    deliverTo: lyon,
    takenBy: { id: newId('agent'), name: 'Inês' },
    taxSource: 'table',
    taxRate: null,
    tax: 0,
    rounding: 0,
    total: 0,
    statedTotal: null,
    placedAt: null,
    createdAt: '2026-11-22T08:00:00.000Z',
  },
  lines: [],
  charges: [{ id: newId('charge'), code: 'freight', name: 'Freight', amount: 500 }],
  payments: [],
  rates: [{ country: 'FR', region: '', rate: '0.2' }],
};

const product = { product: newId('product'), sku: 'TY-700', name: 'Tyre', available: 3, expectedAt: null };

/** 20.00 and 5.00 freight with 20 % tax: 30.00. */
const tyre = withLine(empty, { id: newId('line'), ...product, quantity: 1, unitPrice: '20' }).order;

function paid(order: OrderState, amount: number, status: PaymentStatus = 'paid') {
  return withPayment(order, {
    id: newId('payment'),
    method: newId('paymentMethod'),
    name: 'Cash',
    kind: 'cash',
    amount,
    status,
    reference: null,
    hint: null,
    declineReason: null,
    createdAt: 0,
  });
}

const moved = (order: OrderState, status: OrderStatus): OrderState => ({
  ...order,
  head: { ...order.head, status },
});
const homeless = (order: OrderState): OrderState => ({ ...order, head: { ...order.head, deliverTo: null } });
const free = (order: OrderState) => withHead({ ...order, charges: [] }, { tax: 0 }).order;
const gift = free(withLine(empty, { id: newId('line'), ...product, quantity: 1, unitPrice: '0' }).order);

describe('[B22] submission', () => {
  test.each<[string, OrderState, [string, number | undefined][]]>([
    ['of what is paid', paid(tyre, 3000), []],
    ['of what is authorised', paid(tyre, 3000, 'authorised'), []],
    ['of two payments', paid(paid(tyre, 1000), 2000, 'authorised'), []],
    ['of nothing paid', tyre, [['payment_required', 3000]]],
    ['of a part paid', paid(tyre, 2999), [['payment_required', 1]]],
    ['of a declined payment', paid(tyre, 3000, 'declined'), [['payment_required', 3000]]],
    ['of a voided payment', paid(tyre, 3000, 'voided'), [['payment_required', 3000]]],
    [
      'of a pending payment',
      paid(tyre, 3000, 'pending'),
      [
        ['payment_pending', 1],
        ['payment_required', 3000],
      ],
    ],
    ['of all paid and one pending', paid(paid(tyre, 3000), 1, 'pending'), [['payment_pending', 1]]],
    ['of too much', paid(tyre, 3001), [['payments_exceed_total', 1]]],
    ['of nothing to pay', gift, []],
    ['without lines', empty, [['order_empty', undefined]]],
    ['without an address', homeless(paid(tyre, 3000)), [['address_required', undefined]]],
    ['again', moved(paid(tyre, 3000), 'submitted'), [['order_not_draft', undefined]]],
    ['of a cancelled order', moved(tyre, 'cancelled'), [['order_not_draft', undefined]]],
  ])('%s', (_what, order, expected) => {
    expect(submitBlockers(order).map(({ code, count }) => [code, count])).toEqual(
      expected.map(([code, count]) => [code, count]),
    );
  });
});

describe('what an order allows', () => {
  test.each<[string, OrderState, string[]]>([
    ['a draft with lines', tyre, ['edit', 'add_payment']],
    ['an empty draft', empty, ['edit']],
    ['a draft that is paid', paid(tyre, 3000), ['edit', 'submit']],
    ['a draft that a payment may still cover', paid(tyre, 3000, 'pending'), ['edit']],
    ['a submitted order', moved(paid(tyre, 3000), 'submitted'), []],
    ['an invoiced order', moved(tyre, 'invoiced'), []],
  ])('%s', (_what, order, names) => {
    const actions = actionsOf(order);
    expect(actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(names);
    expect(actions.every(({ allowed, blockers }) => allowed === (blockers.length === 0))).toBe(true);
  });
});

describe('a draft', () => {
  it('is priced by the address it goes to, charges included', () => {
    expect(tyre.head).toMatchObject({ taxRate: '0.2', tax: 500, total: 3000, version: 2 });
    expect(priced(homeless(tyre)).head).toMatchObject({ taxRate: null, tax: 0, total: 2500 });
  });

  it('[A22] has its lines changed and taken off, and the places of the others stay', () => {
    const two = withLine(tyre, { id: newId('line'), ...product, quantity: 2, unitPrice: '1.005' });
    expect(two.line).toMatchObject({ position: 2, amount: 201 });
    const [first] = two.order.lines;
    const one = withoutLine(two.order, first?.id ?? newId('line'));
    expect(one.lines.map(({ position }) => position)).toEqual([2]);
    expect(withQuantity(one, two.line, 3).order.head.total).toBe(Math.round((302 + 500) * 1.2));
  });

  it('says which fields have changed', () => {
    const geneva = { ...lyon, id: newId('address'), country: 'CH' };
    expect(withHead(tyre, {}).fields).toEqual([]);
    expect(withHead(tyre, { deliverTo: lyon, tax: null }).fields).toEqual([]);
    expect(withHead(tyre, { deliverTo: geneva, tax: 5 }).fields).toEqual(['deliverTo', 'tax']);
    const given = withHead(tyre, { tax: 5 }).order;
    expect(withHead(given, { tax: 5 }).fields).toEqual([]);
    expect(withHead(given, { tax: null }).order.head).toMatchObject({ taxSource: 'table', tax: 500 });
  });

  it('what is no draft keeps its prices, whatever the rates say now', () => {
    const order = { ...moved(tyre, 'submitted'), rates: [] };
    expect(priced(order)).toBe(order);
  });

  it('balance is the total without what is covered, in currencies of no, two and three decimals', () => {
    fc.assert(
      fc.property(
        lineLists,
        rates,
        currencies,
        fc.array(
          fc.record({
            amount: fc.integer({ min: 1, max: 1_000_000 }),
            status: fc.constantFrom(...paymentStatusSchema.options),
          }),
          { maxLength: 5 },
        ),
        (lines, rate, currency, payments) => {
          const start = priced({
            ...empty,
            head: { ...empty.head, currency },
            rates: [{ country: 'FR', region: '', rate }],
          });
          const filled = lines.reduce<OrderState>(
            (order, { quantity, unitPrice }) =>
              withLine(order, { id: newId('line'), ...product, quantity, unitPrice }).order,
            start,
          );
          const order = payments.reduce((before, { amount, status }) => paid(before, amount, status), filled);
          const { total, covered, balance } = orderView(order).totals;
          const captured = payments.filter(({ status }) => status === 'authorised' || status === 'paid');
          expect(covered.amount).toBe(captured.reduce((sum, { amount }) => sum + amount, 0));
          expect(balance.amount).toBe(total.amount - covered.amount);
          expect(coverageOf(order)).toEqual({ covered: covered.amount, balance: balance.amount });
          expect(total.amount).toBe(order.head.total);
          expect(orderSchema.safeParse(orderView(order)).success).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('[B05] the recap', () => {
  const order = paid(tyre, 3000);
  const [line] = order.lines;

  it('is the same text for the same order, whatever is in stock', () => {
    const restocked = { ...order, lines: order.lines.map((each) => ({ ...each, available: 0 })) };
    expect(recapText(restocked)).toBe(recapText(order));
    expect(recapText({ ...order, head: { ...order.head, version: 9 } })).toBe(recapText(order));
  });

  test.each<[string, OrderState]>([
    ['a quantity', line ? withQuantity(order, line, 2).order : order],
    ['a price', { ...order, lines: order.lines.map((each) => ({ ...each, unitPrice: '21' })) }],
    ['a name', { ...order, lines: order.lines.map((each) => ({ ...each, name: 'Tube' })) }],
    ['a charge', { ...order, charges: order.charges.map((each) => ({ ...each, name: 'Handling' })) }],
    ['the tax', withHead(order, { tax: 501 }).order],
    ['the street', { ...order, head: { ...order.head, deliverTo: { ...lyon, line1: '4 rue des Halles' } } }],
    ['the address', homeless(order)],
    ['a payment', paid(order, 1)],
    [
      'a payment’s state',
      { ...order, payments: order.payments.map((each) => ({ ...each, status: 'voided' as const })) },
    ],
  ])('changes with %s', (_what, other) => {
    expect(recapText(other)).not.toBe(recapText(order));
  });
});

describe('an order of another system', () => {
  const imported: NewOrder = {
    id: newId('order'),
    number: 'SO43659',
    customer: newId('customer'),
    contact: null,
    channel: newId('channel'),
    takenBy: newId('agent'),
    status: 'invoiced',
    currency: 'USD',
    deliverTo: null,
    placedAt: 0,
    createdAt: 0,
    tax: '1971.5149',
    statedTotal: '23153.2339',
    lines: [{ id: newId('line'), product: newId('product'), quantity: 1, unitPrice: '20565.6206', discountRate: '0' }],
    charges: [{ id: newId('charge'), code: 'freight', name: 'Freight', amount: '616.0984' }],
    payments: [],
  };

  it('keeps its stated total, rounded half up to minor units, and names what the parts lack', () => {
    expect(priceImported(imported).sums).toEqual({
      lines: 2_056_562,
      discounts: 0,
      charges: 61_610,
      tax: 197_151,
      rounding: 0,
      total: 2_315_323,
    });
    expect(priceImported({ ...imported, statedTotal: '23153.235' }).sums).toMatchObject({
      rounding: 1,
      total: 2_315_324,
    });
    expect(priceImported({ ...imported, statedTotal: null }).sums).toMatchObject({ rounding: 0, total: 2_315_323 });
  });

  it('is refused where its amounts cannot be kept', () => {
    expect(canBeKept(imported)).toBe(true);
    expect(canBeKept({ ...imported, tax: '9999999999999' })).toBe(true);
    expect(canBeKept({ ...imported, currency: 'CLF', tax: '9999999999999' })).toBe(false);
  });
});
