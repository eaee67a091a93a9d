import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFileOf, publicHalf, sessionSecret, signAssertion, tenantKey } from '../../../tools/desk/keys.ts';
import { childrenOf, isLiving, markOf } from '../../../tools/desk/process-mark.ts';
import { livingDesk, ownState, StateTakenError } from '../../../tools/desk/state.ts';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'callside-state-'));
});
afterEach(() => {
  rmSync(state, { recursive: true, force: true });
});

/** A process of ours that does nothing until it is killed. */
function sleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000) // a sleeper']);
  return { pid: child.pid ?? 0, child };
}

async function kill({ child }: ReturnType<typeof sleeper>): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('the mark of a process', () => {
  it('is living while the process lives and not any longer', async () => {
    const process = sleeper();
    const mark = markOf(process.pid);
    expect(isLiving(mark)).toBe(true);
    await kill(process);
    expect(isLiving(mark)).toBe(false);
  });

  it('is not living where another process has the same number', () => {
    expect(isLiving({ ...markOf(process.pid), began: 'another time' })).toBe(false);
  });

  it('finds the processes that a process started, by a word of their command', async () => {
    const process_ = sleeper();
    expect(childrenOf(process.pid, 'a sleeper').map(({ pid }) => pid)).toContain(process_.pid);
    expect(childrenOf(process.pid, 'no such word')).toEqual([]);
    await kill(process_);
  });
});

describe('a state folder', () => {
  it('is owned by one process at a time', async () => {
    const owned = await ownState(state);
    await expect(ownState(state)).rejects.toThrow(StateTakenError);
    owned.ready('http://localhost:1234');
    await expect(ownState(state)).rejects.toThrow(/serves a desk at http:\/\/localhost:1234/);
    owned.release();
    (await ownState(state)).release();
  });

  it('names the address only between ready and release', async () => {
    const owned = await ownState(state);
    expect(livingDesk(state)).toBeNull();
    owned.ready('http://localhost:1234');
    expect(livingDesk(state)).toEqual({ url: 'http://localhost:1234', pid: process.pid });
    owned.release();
    expect(livingDesk(state)).toBeNull();
    expect(existsSync(join(state, 'desk.json'))).toBe(false);
  });

  it('of an owner that was killed is free, and what that owner left running is ended', async () => {
    const runtime = sleeper();
    const dead = sleeper();
    const began = markOf(dead.pid);
    await kill(dead);
    writeFileSync(join(state, 'owner.json'), JSON.stringify({ ...began, runtimes: [markOf(runtime.pid)] }));
    writeFileSync(join(state, 'desk.json'), JSON.stringify({ url: 'http://localhost:1234', ...began }));
    const owned = await ownState(state);
    await expect.poll(() => runtime.child.signalCode).toBe('SIGKILL');
    expect(existsSync(join(state, 'desk.json'))).toBe(false);
    owned.release();
  });

  it('is taken while desk.json names a living process, whoever wrote it', async () => {
    writeFileSync(join(state, 'desk.json'), JSON.stringify({ url: 'http://localhost:1234', pid: process.pid }));
    await expect(ownState(state)).rejects.toThrow(StateTakenError);
  });

  it('is free where desk.json is half-written', async () => {
    writeFileSync(join(state, 'desk.json'), '{"url":"http://loc');
    (await ownState(state)).release();
  });
});

describe('the keys of a state folder', () => {
  it('are made once, kept, and readable by their owner only', async () => {
    const made = await tenantKey(state, 'demo', 'pk_demo', 'integration');
    expect(await tenantKey(state, 'demo', 'pk_demo', 'integration')).toEqual(made);
    expect(statSync(keyFileOf(state, 'demo')).mode & 0o077).toBe(0);
    const secret = sessionSecret(state);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(sessionSecret(state)).toBe(secret);
    expect(statSync(join(state, 'session-secret')).mode & 0o077).toBe(0);
  });

  it('sign assertions that the public half verifies, for five minutes at most and once each', async () => {
    const key = await tenantKey(state, 'demo', 'pk_demo', 'integration');
    const half = publicHalf(key.privateKey);
    expect(half).not.toHaveProperty('d');
    const [first, second] = [await signAssertion(key, 'http://desk'), await signAssertion(key, 'http://desk', 'ines')];
    const { payload } = await jwtVerify(first, await importJWK(half, key.algorithm), { audience: 'http://desk' });
    expect(payload.sub).toBe('integration');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
    expect(decodeProtectedHeader(first)).toEqual({ alg: 'ES256', kid: key.kid });
    expect(decodeJwt(second).sub).toBe('ines');
    expect(decodeJwt(second).jti).not.toBe(payload.jti);
  });

  it('never leave a private key in what the tenant is told', async () => {
    const key = await tenantKey(state, 'demo', 'pk_demo', 'integration');
    const secret = JSON.parse(readFileSync(keyFileOf(state, 'demo'), 'utf8')) as { privateKey: { d: string } };
    expect(JSON.stringify(publicHalf(key.privateKey))).not.toContain(secret.privateKey.d);
  });
});
