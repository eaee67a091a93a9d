import type { Order } from '../../shared/orders.ts';
import { addressText, paymentName } from './words.ts';
import type { Words } from './words.ts';

/** What an order and its recap both say. */
export type Told = Pick<Order, 'lines' | 'charges' | 'payments' | 'deliverTo' | 'totals'>;

/** What is different between two states of an order, each as a sentence that can be read out. Without the total. */
export function changesBetween(before: Told, after: Told, words: Words): string[] {
  const { term, format } = words;
  const changes: string[] = [];
  const instead = (what: string, now: string, then: string) =>
    now === then || changes.push(term('orderInstead', what, now, then));

  for (const line of after.lines) {
    const old = before.lines.find(({ id }) => id === line.id);
    if (!old) changes.push(term('orderAdded', line.name, format.number(line.quantity)));
    else {
      instead(line.name, format.number(line.quantity), format.number(old.quantity));
      const price = (one: typeof line) => format.price(one.unitPrice, one.amount.currency);
      instead(`${line.name}, ${term('orderPrice')}`, price(line), price(old));
      if (line.discountRate !== old.discountRate) {
        instead(`${line.name}, ${term('orderDiscount')}`, format.money(line.discount), format.money(old.discount));
      }
    }
  }
  for (const { id, name } of before.lines) {
    if (!after.lines.some((line) => line.id === id)) changes.push(term('orderRemoved', name));
  }
  for (const { code, name, amount } of after.charges) {
    const old = before.charges.find((charge) => charge.code === code);
    instead(name, format.money(amount), format.money({ ...amount, amount: old?.amount.amount ?? 0 }));
  }
  if (after.deliverTo && after.deliverTo.id !== before.deliverTo?.id) {
    changes.push(`${term('orderPair', term('orderDeliverTo'), addressText(after.deliverTo, words))}.`);
  }
  for (const payment of after.payments) {
    if (before.payments.some(({ id, status }) => id === payment.id && status === payment.status)) continue;
    const fact = `${format.money(payment.amount)}, ${term(`orderPayment_${payment.status}`)}`;
    changes.push(`${term('orderPair', paymentName(payment, words), fact)}.`);
  }
  return changes;
}
