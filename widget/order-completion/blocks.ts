import type { Order } from '../../shared/orders.ts';
import type { Blocker } from '../../shared/problems.ts';
import { blockerText } from '../internal/problem-message.ts';
import type { Block } from './finish.ts';
import type { Words } from './words.ts';

export interface Fixes {
  addProduct: () => void;
  /** Null where the customer has no address to choose. */
  chooseAddress: (() => void) | null;
  addAddress: () => void;
  addPayment: () => void;
  toPayments: () => void;
  askAgain: () => void;
  recap: () => void;
}

/** What stands in the way of submission, in the agent's words and each with its way on. */
export function blocksOf(order: Order, blockers: readonly Blocker[], fixes: Fixes, words: Words): Block[] {
  return blockers.map((blocker) => ({ text: blockText(order, blocker, words), ...fixOf(blocker, fixes, words) }));
}

/** The recap is the last thing: it is asked for when nothing else is. */
export function recapBlock(wasShown: boolean, { recap }: Fixes, { term }: Words): Block {
  const text = term(wasShown ? 'orderChangedSinceRead' : 'orderNotRead');
  return { text, fix: { label: term('orderRecap'), run: recap } };
}

function blockText({ totals }: Order, blocker: Blocker, { term, format }: Words): string {
  const { balance } = totals;
  const sum = format.money({ ...balance, amount: Math.abs(balance.amount) });
  if (blocker.code === 'payment_required') return term('orderUncovered', sum);
  if (blocker.code === 'payments_exceed_total') return term('orderOverpaid', sum);
  return blockerText(term, blocker);
}

function fixOf({ code }: Blocker, fixes: Fixes, { term }: Words): Pick<Block, 'fix'> {
  switch (code) {
    case 'order_empty':
      return { fix: { label: term('orderAddProduct'), run: fixes.addProduct } };
    case 'address_required':
      return fixes.chooseAddress
        ? { fix: { label: term('orderChooseAddress'), run: fixes.chooseAddress } }
        : { fix: { label: term('orderAddAddress'), run: fixes.addAddress } };
    case 'payment_required':
      return { fix: { label: term('orderAddPayment'), run: fixes.addPayment } };
    case 'payments_exceed_total':
      return { fix: { label: term('orderToPayments'), run: fixes.toPayments } };
    case 'payment_pending':
      return { fix: { label: term('orderAskAgain'), run: fixes.askAgain } };
    default:
      return {};
  }
}
