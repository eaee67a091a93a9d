import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDesk } from '../../tools/desk/use-desk.ts';
import { Caller, demoAssertion, freePort, post, startDesk, startInVain, type DeskProcess } from './desk-process.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

let state: string;
let port: number;
let desk: DeskProcess;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'callside-desk-'));
  port = await freePort();
  desk = await startDesk(state, port);
});
afterAll(async () => {
  await desk.end('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

async function aurelie(caller: Caller): Promise<string> {
  const { items } = (await (await caller.get('/v1/customers?q=C-104882')).json()) as { items: { id: string }[] };
  return items[0]?.id ?? '';
}

describe('the pages', () => {
  it.each(['/', '/plain', '/?lang=fr', '/plain?lang=pt-BR'])(
    '%s has the strictest policy and pins its script',
    async (path) => {
      const answer = await fetch(desk.url + path);
      expect(answer.headers.get('content-security-policy')).toBe(policy);
      const [, src = '', integrity] =
        /<script type="module" src="([^"]+)" crossorigin="anonymous" integrity="([^"]+)">/.exec(await answer.text()) ??
        [];
      const script = await (await fetch(desk.url + src)).arrayBuffer();
      expect(integrity).toBe(`sha384-${createHash('sha384').update(Buffer.from(script)).digest('base64')}`);
    },
  );

  it.each([
    ['en', '/widget/v1/callside.js'],
    ['fr', '/widget/v1/callside.fr.js'],
    ['pt-BR', '/widget/v1/callside.pt-BR.js'],
    ['it', '/widget/v1/callside.it.js'],
  ])('in %s load the widget of that language', async (lang, script) => {
    const text = await (await fetch(`${desk.url}/?lang=${lang}`)).text();
    expect(text).toContain(`<html lang="${lang === 'en' ? 'en-GB' : lang}">`);
    expect(text).toContain(`src="${script}"`);
    expect(text).not.toContain('{{');
  });

  it('show nothing of the state folder', async () => {
    for (const path of [
      '/keys/demo.json',
      '/..%2fkeys/demo.json',
      '/%2e%2e/session-secret',
      '/widget/',
      '/words.json',
    ]) {
      expect((await fetch(desk.url + path)).status, path).toBe(404);
    }
  });
});

describe('the host’s backend', () => {
  it('puts the first clerk at the desk, whatever the body is', async () => {
    for (const body of ['', '{}', 'nothing', '[]', '{"agent":7}']) {
      const answer = await fetch(`${desk.url}/demo/assertion`, { method: 'POST', body });
      const { token } = (await answer.json()) as { token: string };
      const { sub, aud, exp = 0, iat = 0 } = decodeJwt(token);
      expect({ sub, aud }).toEqual({ sub: 'ines', aud: desk.url });
      expect(exp - iat).toBeLessThanOrEqual(300);
    }
  });

  it('puts somebody else there who is named, if the tenant has them', async () => {
    const caller = await Caller.of(desk.url, 'marta');
    expect((await caller.get('/v1/cases')).status).toBe(200);
    await expect(Caller.of(desk.url, 'nobody')).rejects.toThrow(/401/);
  });

  it('gives an assertion that serves once', async () => {
    const { token: assertion, publishableKey } = await demoAssertion(desk.url);
    const open = () => post(`${desk.url}/v1/sessions`, { publishableKey, assertion }, { origin: desk.url });
    expect((await open()).status).toBe(201);
    expect((await open()).status).toBe(401);
  });

  it('only takes POST, and no other origin can read it', async () => {
    expect((await fetch(`${desk.url}/demo/assertion`)).status).toBe(405);
    const answer = await post(`${desk.url}/demo/assertion`, {}, { origin: 'https://elsewhere.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the demo', () => {
  it('shows the customer of the documents with two hot alerts and her draft order', async () => {
    const caller = await Caller.of(desk.url);
    const id = await aurelie(caller);
    const alerts = (await (await caller.get(`/v1/customers/${id}/alerts`)).json()) as { items: { number: string }[] };
    expect(alerts.items.map(({ number }) => number)).toEqual(['CAS-20418', 'CAS-20377']);
    const orders = (await (await caller.get(`/v1/customers/${id}/orders`)).json()) as {
      items: { number: string; status: string; total: { amount: number } }[];
    };
    expect(orders.items).toHaveLength(5);
    expect(orders.items.find(({ status }) => status === 'draft')).toMatchObject({
      number: 'SO-204188',
      total: { amount: 446_142 },
    });
  });
});

describe('a command that needs a desk', () => {
  it('uses the one that runs, and leaves it running', async () => {
    const used = await useDesk({ state });
    expect(used.url).toBe(desk.url);
    await used.stop();
    expect((await fetch(`${desk.url}/v1/health`)).status).toBe(200);
  });

  it('starts one where none runs, with the tenants but without their customers, and ends it', async () => {
    const own = mkdtempSync(join(tmpdir(), 'callside-desk-'));
    const used = await useDesk({ state: own, port: 0 });
    const caller = await Caller.of(used.url);
    expect(await (await caller.get('/v1/customers?q=a')).json()).toMatchObject({ items: [] });
    expect((await (await caller.get('/v1/priorities')).json()) as unknown).toMatchObject({
      items: [{ name: 'Critical' }, {}, {}, {}, {}],
    });
    expect(readdirSync(join(own, 'keys')).toSorted()).toEqual(['demo.json', 'ipe.json']);
    await used.stop();
    await expect(fetch(`${used.url}/v1/health`)).rejects.toThrow();
    expect(existsSync(join(own, 'desk.json'))).toBe(false);
    rmSync(own, { recursive: true });
  });
});

describe('the process', () => {
  it('refuses to be a second one on the same state, and says what to do', async () => {
    const { code, output } = await startInVain(state, await freePort());
    expect(code).toBe(1);
    expect(output).toContain(`serves a desk at ${desk.url}`);
    expect(output).toContain('CALLSIDE_STATE');
    expect((await fetch(`${desk.url}/v1/health`)).status).toBe(200);
  });

  it('refuses a port that is taken, and leaves no claim behind', async () => {
    const other = mkdtempSync(join(tmpdir(), 'callside-desk-'));
    const { code, output } = await startInVain(other, port);
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    expect(readdirSync(other)).toEqual([]);
    rmSync(other, { recursive: true });
  });

  it('killed in mid-write and started again, has all that it acknowledged, and nothing twice', async () => {
    const caller = await Caller.of(desk.url);
    const customerId = await aurelie(caller);
    const acknowledged: string[] = [];
    const unanswered: string[] = [];
    const write = async (nth: number): Promise<void> => {
      const title = `Written at the end, ${nth}`;
      try {
        const answer = await caller.post('/v1/cases', { customerId, title }, `at-the-end-${nth}`);
        if (answer.status === 201) acknowledged.push(title);
      } catch {
        unanswered.push(title);
      }
    };
    const writing = Array.from({ length: 12 }, async (_, lane) => {
      for (let nth = 0; unanswered.length === 0; nth += 1) await write(lane * 10_000 + nth);
    });
    await expect.poll(() => acknowledged.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(20);
    const ended = await desk.end('SIGKILL', 'all');
    await Promise.all(writing);
    expect(ended.signal).toBe('SIGKILL');

    expect(unanswered).not.toEqual([]);

    desk = await startDesk(state, port);
    const again = await Caller.of(desk.url);
    for (const title of [...unanswered, ...acknowledged]) {
      const nth = /\d+$/.exec(title)?.[0] ?? '';
      const answer = await again.post('/v1/cases', { customerId, title }, `at-the-end-${nth}`);
      expect(answer.status).toBe(201);
    }
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await (
        await again.get(`/v1/customers/${customerId}/cases?limit=100${cursor && `&cursor=${cursor}`}`)
      ).json()) as { items: { title: string }[]; next: string | null };
      found.push(...page.items.map(({ title }) => title));
      cursor = page.next;
    }
    const written = found.filter((title) => title.startsWith('Written at the end'));
    expect(written.toSorted()).toEqual([...acknowledged, ...unanswered].toSorted());
  });

  it('killed without what it runs in, ends that before it starts again', async () => {
    await desk.end('SIGKILL');
    expect((await fetch(`${desk.url}/v1/health`)).status).toBe(200);
    desk = await startDesk(state, port);
    expect((await fetch(`${desk.url}/v1/health`)).status).toBe(200);
  });

  it('asked to end, ends well and puts its address away; the next one keeps the data and moves the origin', async () => {
    const before = desk.url;
    expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(existsSync(join(state, 'desk.json'))).toBe(false);

    desk = await startDesk(state, await freePort());
    expect(desk.url).not.toBe(before);
    expect(await aurelie(await Caller.of(desk.url))).toMatch(/^cus_/);
    const { token: assertion, publishableKey } = await demoAssertion(desk.url);
    const refused = await post(`${desk.url}/v1/sessions`, { publishableKey, assertion }, { origin: before });
    expect(refused.status).toBe(403);
  });
});
