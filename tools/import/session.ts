import { randomUUID } from 'node:crypto';
import { SignJWT, importJWK } from 'jose';
import { sessionSchema } from '../../shared/sessions.ts';
import type { KeyFile } from '../desk/keys.ts';
import { ImportError, post, waitToTryAgain } from './request.ts';

/** Milliseconds before its end at which a session is renewed. */
const renewBefore = 60_000;

/** The session of a key file's integration agent, opened when it is needed and again before it ends. */
export class Session {
  readonly #endpoint: string;
  readonly #key: KeyFile;
  #open: { token: string; until: number } | undefined;
  #opening: Promise<string> | undefined;

  /** @param endpoint the API's address; its origin is what the assertion is made out to. */
  constructor(endpoint: string, key: KeyFile) {
    this.#endpoint = new URL(endpoint).origin;
    this.#key = key;
  }

  /**
   * A token that is good for a minute at least.
   *
   * @throws ImportError when the API gives none.
   */
  async token(): Promise<string> {
    if (this.#open !== undefined && Date.now() < this.#open.until) return this.#open.token;
    this.#opening ??= this.#renew().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** The API does not take the token any more. */
  forget(): void {
    this.#open = undefined;
  }

  async #renew(): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      // An assertion serves once, so that each try has one of its own.
      const body = JSON.stringify({ publishableKey: this.#key.publishableKey, assertion: await this.#assertion() });
      const answer = await post(this.#endpoint, '/v1/sessions', body);
      if (answer.status === 201) {
        const { token, expiresAt, agent } = sessionSchema.parse(answer.body);
        if (agent.role !== 'integration') {
          throw new ImportError(`${agent.name} has the role ${agent.role}; only an integration may import.`);
        }
        this.#open = { token, until: Date.parse(expiresAt) - renewBefore };
        return token;
      }
      await waitToTryAgain(this.#endpoint, answer, attempt);
    }
  }

  async #assertion(): Promise<string> {
    const { kid, algorithm, agent, privateKey } = this.#key;
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, kid })
      .setSubject(agent)
      .setAudience(this.#endpoint)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('2 minutes')
      .sign(await importJWK(privateKey, algorithm));
  }
}
