import { newKey } from './http.ts';

/**
 * The `Idempotency-Key` of one thing the agent wants done. It stays the same for as long as the thing is the same, over
 * failures and repeated presses, so that it is done once; another body is another thing.
 */
export class WriteKey {
  #key = '';
  #body = '';

  for(body: unknown): string {
    const text = JSON.stringify(body) ?? '';
    if (!this.#key || text !== this.#body) {
      this.#key = newKey();
      this.#body = text;
    }
    return this.#key;
  }

  /** Call when the write has been answered with success: the next press is a new thing, even with the same body. */
  done(): void {
    this.#key = '';
  }
}
