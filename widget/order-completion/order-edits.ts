import type { Address } from '../../shared/customers.ts';
import type { Line, Order, Payment } from '../../shared/orders.ts';
import type { Product } from '../../shared/set-up.ts';
import type { Edit } from './edits.ts';
import { addressText, paymentName } from './words.ts';
import type { Words } from './words.ts';

/** One more of a product. Posted with a key of its own, so that a lost answer is given again. */
export function additionOf({ id, name }: Product, done: NonNullable<Edit['done']>): Edit {
  return {
    what: `add ${id} ${crypto.getRandomValues(new Uint32Array(1)).join()}`,
    method: 'post',
    path: '/lines',
    body: { productId: id },
    says: `${name}, +1`,
    met: () => false,
    done,
  };
}

export function removalOf({ id, name }: Line, { term }: Words, done: NonNullable<Edit['done']>): Edit {
  return {
    what: `remove ${id}`,
    method: 'delete',
    path: `/lines/${id}`,
    says: term('orderRemoved', name),
    met: ({ lines }) => lines.every((line) => line.id !== id),
    done,
  };
}

export function deliveryTo(address: Address, words: Words, done: NonNullable<Edit['done']>): Edit {
  return {
    what: 'deliverTo',
    method: 'patch',
    path: '',
    body: { deliverToId: address.id },
    says: words.term('orderPair', words.term('orderDeliverTo'), addressText(address, words)),
    met: ({ deliverTo }) => deliverTo?.id === address.id,
    done,
  };
}

export function voidingOf(payment: Payment, words: Words): Edit {
  return {
    what: `void ${payment.id}`,
    method: 'post',
    path: `/payments/${payment.id}/void`,
    body: {},
    says: words.term('orderPair', words.term('orderVoid'), paymentName(payment, words)),
    met: ({ payments }: Order) => payments.some(({ id, status }) => id === payment.id && status === 'voided'),
  };
}
