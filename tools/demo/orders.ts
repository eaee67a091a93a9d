import { divideHalfUp, extendedAmount, fractionOf, minorUnits } from '../../shared/money.ts';
import { day, hour, type Clock, type Row } from './rows.ts';
import type { Random } from './random.ts';

/** Where an order goes, and how it is taxed and paid there. */
export interface OrderPlace {
  customer: string;
  contact?: string;
  deliverTo: string;
  currency: string;
  /** A fraction of what is taxed. */
  taxRate: string;
  cardName: string;
  carriage: string;
}

type Line = Row<'orders'>['lines'][number];

/** The order with the tax and, once it is submitted, the payment that its lines and charges come to. */
export function priced(
  order: Omit<Row<'orders'>, 'tax'>,
  taxRate: string,
  cardName: string | null = null,
  hint = '4242',
): Row<'orders'> {
  const { currency } = order;
  const lines = order.lines.reduce((sum, line) => {
    const amount = extendedAmount(line.unitPrice, line.quantity, currency);
    return sum + amount - fractionOf(amount, line.discountRate ?? '0');
  }, 0);
  const charges = (order.charges ?? []).reduce((sum, { amount }) => sum + minorUnits(amount, currency), 0);
  const tax = fractionOf(lines + charges, taxRate);
  return {
    ...order,
    tax: decimal(tax),
    ...(cardName !== null && {
      payments: [{ kind: 'card', name: cardName, amount: decimal(lines + charges + tax), hint }],
    }),
  };
}

/** An order of a few of the products, at some time before now. */
export function order(
  random: Random,
  clock: Clock,
  number: string,
  products: readonly Row<'products'>[],
  place: OrderPlace,
): Row<'orders'> {
  const status = random.weighted(
    ['invoiced' as const, 52],
    ['fulfilled' as const, 12],
    ['submitted' as const, 20],
    ['draft' as const, 8],
    ['cancelled' as const, 8],
  );
  const age = {
    invoiced: [20, 900],
    fulfilled: [4, 18],
    submitted: [0, 5],
    draft: [0, 2],
    cancelled: [10, 500],
  } as const;
  const [least, most] = age[status];
  const lines = random.some(products, random.weighted([1, 4], [2, 4], [3, 2], [5, 1])).map((product, index): Line => ({
    externalId: `${number}-${index + 1}`,
    product: product.externalId,
    quantity: random.weighted([1, 6], [2, 3], [4, 1], [12, 1]),
    unitPrice: product.unitPrice,
    discountRate: random.weighted(['0', 7], ['0.05', 1], ['0.1', 1]),
  }));
  const placedAt = clock.before(random.int(least * day + hour, most * day + 5 * hour));
  const isPaid = status !== 'draft' && status !== 'cancelled';
  return priced(
    {
      externalId: number,
      number,
      customer: place.customer,
      contact: place.contact ?? null,
      status,
      currency: place.currency,
      placedAt: status === 'draft' ? null : placedAt,
      deliverTo: place.deliverTo,
      lines,
      charges: random.chance(0.6)
        ? [{ code: 'carriage', name: place.carriage, amount: random.pick(['6.90', '9.50', '48.00']) }]
        : [],
    },
    place.taxRate,
    isPaid ? place.cardName : null,
    random.fill('####'),
  );
}

/** Minor units of a currency with two decimals. */
function decimal(minor: number): string {
  const whole = divideHalfUp(BigInt(minor) - (BigInt(minor) % 100n), 100n);
  return `${whole}.${String(minor % 100).padStart(2, '0')}`;
}
