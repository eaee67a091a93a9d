const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type NumberedKind = 'case' | 'order' | 'customer';

const shapes: Record<NumberedKind, { prefix: string; groups: number }> = {
  case: { prefix: 'CAS', groups: 2 },
  order: { prefix: 'ORD', groups: 2 },
  customer: { prefix: 'CUS', groups: 2 },
};

/**
 * A number that people read out, such as `CAS-7K3M-Q2XD`: random Crockford base 32, 40 bits, known before the commit.
 * It is unique in a tenant by an index; design §2.
 */
export function newNumber(kind: NumberedKind): string {
  const { prefix, groups } = shapes[kind];
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(groups * 4)), (byte) => alphabet.charAt(byte % 32));
  const parts = Array.from({ length: groups }, (_, group) => letters.slice(group * 4, group * 4 + 4).join(''));
  return [prefix, ...parts].join('-');
}
