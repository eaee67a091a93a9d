/** A write that waits for the network. */
interface Waiting {
  retry(): Promise<void>;
}

/**
 * What could not be sent for want of a network, by all elements of the page, in the order in which it was made: it goes out
 * one after the other when the network is back.
 */
const waiting = new Set<Waiting>();
let sending = false;

/** Puts a write behind those that wait already; one that waits keeps its place. */
export function sendLater(write: Waiting): void {
  if (waiting.size === 0) window.addEventListener('online', online);
  waiting.add(write);
}

/** It was sent, or is not to be sent any more. */
export function sendNoMore(write: Waiting): void {
  waiting.delete(write);
  if (waiting.size === 0) window.removeEventListener('online', online);
}

const online = (): void => void send();

async function send(): Promise<void> {
  if (sending) return;
  sending = true;
  for (const write of [...waiting]) if (waiting.has(write)) await write.retry();
  sending = false;
}
