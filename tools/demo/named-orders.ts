import { aurelie } from './named-customers.ts';
import { priced } from './orders.ts';
import { day, type Clock, type Row } from './rows.ts';

export function namedOrders(clock: Clock): Row<'orders'>[] {
  const base = (number: string, customer: string, deliverTo = `${customer}-a1`) => ({
    externalId: number,
    number,
    customer,
    deliverTo,
    currency: 'EUR',
  });
  const line = (
    number: string,
    nth: number,
    product: string,
    quantity: number,
    unitPrice: string,
    discountRate = '0',
  ) => ({
    externalId: `${number}-${nth}`,
    product,
    quantity,
    unitPrice,
    discountRate,
  });
  return [
    {
      ...priced(
        {
          ...base('SO-204188', aurelie),
          status: 'draft',
          lines: [
            line('SO-204188', 1, 'HC-LT500-L-GRN', 2, '1849.00', '0.1'),
            line('SO-204188', 2, 'HC-FRK-20CF', 1, '149.00'),
            line('SO-204188', 3, 'HC-BRK-ORG', 24, '6.45'),
            line('SO-204188', 4, 'HC-CHN-SUB', 1, '29.90'),
            line('SO-204188', 5, 'HC-CAP-A26', 1, '0.00'),
          ],
          charges: [
            { code: 'freight', name: 'Freight, pallet', amount: '48.00' },
            { code: 'handling', name: 'Handling', amount: '7.95' },
          ],
        },
        '0.2',
      ),
      payments: [
        { kind: 'card', name: 'Card', amount: '2000.00', hint: '4242' },
        { kind: 'gift_card', name: 'Gift card', amount: '150.00', hint: '7731' },
      ],
    },
    priced(
      {
        ...base('SO-203915', aurelie),
        status: 'submitted',
        placedAt: clock.before(21 * day),
        lines: [line('SO-203915', 1, 'HC-CBX-80', 1, '1070.00')],
      },
      '0.2',
      'Card',
    ),
    priced(
      {
        ...base('SO-203102', aurelie),
        status: 'invoiced',
        placedAt: clock.before(66 * day),
        lines: [line('SO-203102', 1, 'HC-HLM-M', 2, '119.00'), line('SO-203102', 2, 'HC-BELL-BRS', 1, '22.33')],
      },
      '0.2',
      'Card',
    ),
    priced(
      {
        ...base('SO-201877', aurelie, `${aurelie}-a5`),
        currency: 'CHF',
        status: 'invoiced',
        placedAt: clock.before(145 * day),
        lines: [line('SO-201877', 1, 'HC-COM11-M', 1, '1290.00'), line('SO-201877', 2, 'HC-CITY7-M', 1, '726.65')],
      },
      '0.081',
      'Card',
    ),
    priced(
      {
        ...base('SO-198340', aurelie),
        status: 'invoiced',
        placedAt: clock.before(258 * day),
        lines: [line('SO-198340', 1, 'HC-TUB-20', 1, '6.90'), line('SO-198340', 2, 'HC-BRK-SNT', 1, '8.85')],
      },
      '0.2',
      'Card',
    ),
    priced(
      {
        ...base('SO-203987', 'C-096145'),
        status: 'submitted',
        placedAt: clock.before(2 * day),
        lines: [line('SO-203987', 1, 'HC-BAT-500', 1, '549.00')],
      },
      '0.25',
      'Card',
    ),
    {
      ...priced(
        {
          ...base('SO-204190', 'C-090233'),
          status: 'draft',
          lines: [
            line('SO-204190', 1, 'HC-TYR-28', 40, '32.00', '0.05'),
            line('SO-204190', 2, 'HC-TUB-28', 80, '6.50'),
          ],
        },
        '0.19',
      ),
    },
  ];
}
