import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SignJWT, importJWK } from 'jose';
import { importResultSchema, type ImportKind, type ImportResult } from '../../shared/imports.ts';
import { problemSchema } from '../../shared/problems.ts';
import { sessionSchema } from '../../shared/sessions.ts';
import type { KeyFile } from '../desk/keys.ts';

/** The import cannot go on; the message says why and what to do. */
export class ImportError extends Error {}

/** What the API made of some rows. */
export interface Sent {
  result: ImportResult;
  /** The same rows were taken before, and this is the answer they got then. */
  replayed: boolean;
}

/** Milliseconds before its end at which a session is renewed. */
const renewBefore = 60_000;
/** How often a request is tried in all, and the first wait between two tries, in milliseconds. */
const tries = 7;
const firstWait = 250;
/** Milliseconds that a request may take. */
const longestRequest = 60_000;

/** Speaks to the API as the integration agent of a key file. */
export class ImportClient {
  readonly #endpoint: string;
  readonly #key: KeyFile;
  #session: { token: string; until: number } | undefined;
  #opening: Promise<string> | undefined;

  /** @param endpoint the API's address; its origin is what the assertion is made out to. */
  constructor(endpoint: string, key: KeyFile) {
    this.#endpoint = new URL(endpoint).origin;
    this.#key = key;
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
    if (!first.replayed || first.attempts > 1 || first.result.refused.length === 0) return first;
    return this.#post(kind, body, `${key}-${randomUUID()}`);
  }

  async #post(kind: ImportKind, body: string, key: string): Promise<Sent & { attempts: number }> {
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#try(`/v1/imports/${kind}`, body, {
        authorization: `Bearer ${await this.#token()}`,
        'idempotency-key': key,
      });
      if (answer.status === 200) {
        // An answer to a retry was meant for the try before, of this very run.
        const replayed = answer.replayed && attempt === 1;
        return { result: importResultSchema.parse(answer.body), replayed, attempts: attempt };
      }
      if (answer.status === 401 && !renewed) {
        renewed = true;
        this.#session = undefined;
        continue;
      }
      if (attempt >= tries || !isPassing(answer.status)) throw refusal(this.#endpoint, answer);
      await pause(answer.retryAfter ?? firstWait * 2 ** (attempt - 1));
    }
  }

  async #token(): Promise<string> {
    if (this.#session !== undefined && Date.now() < this.#session.until) return this.#session.token;
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  async #open(): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const body = JSON.stringify({ publishableKey: this.#key.publishableKey, assertion: await this.#assertion() });
      const answer = await this.#try('/v1/sessions', body, {});
      if (answer.status === 201) {
        const { token, expiresAt, agent } = sessionSchema.parse(answer.body);
        if (agent.role !== 'integration') {
          throw new ImportError(`${agent.name} has the role ${agent.role}; only an integration may import.`);
        }
        this.#session = { token, until: Date.parse(expiresAt) - renewBefore };
        return token;
      }
      if (attempt >= tries || !isPassing(answer.status)) throw refusal(this.#endpoint, answer);
      await pause(answer.retryAfter ?? firstWait * 2 ** (attempt - 1));
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

  async #try(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    try {
      const response = await fetch(this.#endpoint + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(longestRequest),
      });
      const text = await response.text();
      const wait = Number(response.headers.get('retry-after') ?? Number.NaN) * 1000;
      return {
        status: response.status,
        body: jsonOrNull(text),
        replayed: response.headers.get('idempotency-replayed') === 'true',
        retryAfter: Number.isFinite(wait) ? wait : null,
        fault: null,
      };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { status: 0, body: null, replayed: false, retryAfter: null, fault: String(cause) };
    }
  }
}

interface Answer {
  /** 0 where none came. */
  status: number;
  body: unknown;
  replayed: boolean;
  /** Milliseconds. */
  retryAfter: number | null;
  fault: string | null;
}

/** Whether the same request may be taken later. */
function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status === 429 || status >= 500;
}

function refusal(endpoint: string, answer: Answer): ImportError {
  if (answer.status === 0)
    return new ImportError(`${endpoint} does not answer (${answer.fault ?? 'no reason given'}).`);
  const problem = problemSchema.safeParse(answer.body);
  const said = problem.success
    ? `${problem.data.detail} (${problem.data.code}, request ${problem.data.requestId})`
    : '';
  return new ImportError(`${endpoint} answered ${answer.status}. ${said}`.trim());
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
