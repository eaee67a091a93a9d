const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short id that an agent can read out when something failed: `req_7Q2M4K9P0D`. */
export function newRequestId(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => alphabet.charAt(byte % 32));
  return `req_${letters.join('')}`;
}
