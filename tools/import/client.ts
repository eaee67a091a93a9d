import { createHash, randomUUID } from 'node:crypto';
import { importResultSchema, type ImportKind, type ImportResult } from '../../shared/imports.ts';
import type { KeyFile } from '../desk/keys.ts';
import { post, waitToTryAgain } from './request.ts';
import { Session } from './session.ts';

/** What the API made of some rows. */
export interface Sent {
  result: ImportResult;
  /** The same rows were taken before, and this is the answer they got then. */
  replayed: boolean;
}

/** Speaks to the API as the integration agent of a key file. */
export class ImportClient {
  readonly #endpoint: string;
  readonly #session: Session;

  /** @param endpoint the API's address; its origin is what the assertion is made out to. */
  constructor(endpoint: string, key: KeyFile) {
    this.#endpoint = new URL(endpoint).origin;
    this.#session = new Session(endpoint, key);
  }

  /**
   * Sends rows that stand in a JSON array already. The Idempotency-Key follows from what is sent, so that rows whose
   * answer was lost, in this run or an earlier one, are not written again but answered again. Only refusals are asked
   * for anew: what stood in their way may have come since.
   *
   * @throws ImportError when the API does not take them.
   */
  async send(kind: ImportKind, source: string, rows: string): Promise<Sent> {
    const body = `{"source":${JSON.stringify(source)},"rows":${rows}}`;
    const key = createHash('sha256').update(`${kind}\n${body}`).digest('hex');
    const first = await this.#post(kind, body, key);
    if (!first.replayed || first.result.refused.length === 0) return first;
    return this.#post(kind, body, `${key}-${randomUUID()}`);
  }

  async #post(kind: ImportKind, body: string, key: string): Promise<Sent> {
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await post(this.#endpoint, `/v1/imports/${kind}`, body, {
        authorization: `Bearer ${await this.#session.token()}`,
        'idempotency-key': key,
      });
      if (answer.status === 200) {
        // An answer to a retry was meant for the try before, of this very run.
        return { result: importResultSchema.parse(answer.body), replayed: answer.replayed && attempt === 1 };
      }
      if (answer.status === 401 && !renewed) {
        renewed = true;
        this.#session.forget();
        continue;
      }
      await waitToTryAgain(this.#endpoint, answer, attempt);
    }
  }
}
