/** Work that is done for all who ask: one at a time, and once more after that for whoever asked meanwhile. */
export class Coalesced<Value> {
  #running: Promise<Value> | null = null;
  #next: Promise<Value> | null = null;
  #work: (() => Promise<Value>) | null = null;

  /** What runs is begun after this call. Of several that wait, the one asked for last is done. */
  run(work: () => Promise<Value>): Promise<Value> {
    this.#work = work;
    if (this.#next !== null) return this.#next;
    if (this.#running === null) return this.#start(work);
    this.#next = this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#start(this.#work ?? work);
      });
    return this.#next;
  }

  #start(work: () => Promise<Value>): Promise<Value> {
    this.#running = work().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }
}
