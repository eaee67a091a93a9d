import type { Authorisation, PaymentProvider } from './payment-provider.ts';

/**
 * A provider without a bank behind it, for demos and tests. The token says what happens: `sandbox_ok_4242`,
 * `sandbox_declined_0341`, `sandbox_expired_1881`, `sandbox_silent_7777`; any other is refused. The answer follows
 * from the token alone, so that asking again with the same payment is the same answer.
 */
export const sandboxProvider: PaymentProvider = {
  authorise: ({ token }) => Promise.resolve(answerTo(token)),
  void: () => Promise.resolve('voided'),
};

export function answerTo(token: string): Authorisation {
  const [, word, hint = ''] = /^sandbox_([a-z]+)_(\d{4})$/.exec(token) ?? [];
  switch (word) {
    case 'ok':
      return { kind: 'authorised', hint };
    case 'declined':
      return { kind: 'declined', reason: 'insufficient_funds', hint };
    case 'expired':
      return { kind: 'declined', reason: 'card_expired', hint };
    case 'silent':
      return { kind: 'silent' };
    default:
      return { kind: 'declined', reason: 'refused', hint: null };
  }
}
