import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { caseSchema } from '../../shared/cases.ts';
import { customerSchema } from '../../shared/customers.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { RelayRemote } from '../../worker/events/relay.ts';
import { AgentObject } from '../../worker/live/agent-object.ts';
import type { AgentRemote, TopicRemote } from '../../worker/live/live.ts';
import { TopicObject } from '../../worker/live/topic-object.ts';
import { newDesk, type Client, type Desk } from './support/desk.ts';
import { Killer } from './support/killer.ts';
import { Page, sleep } from './support/page.ts';

/**
 * Kills the object of a watched record, and that of an agent, at one await after another until a run comes to its end.
 * Whatever page was not cut off must be told all the same; one that was must find the record's place when it is back, and
 * nobody may be seen who is not there.
 */

interface Scene {
  desk: Desk;
  clerk: Client;
  colleague: Client;
  case: CaseId;
}

async function scene(): Promise<Scene> {
  const desk = await newDesk();
  const clerk = await desk.as('clerk');
  const colleague = await desk.as('colleague');
  const { id } = (await clerk.post('/v1/customers', { kind: 'person', name: 'Noor' })).as(customerSchema);
  const opened = (await clerk.post('/v1/cases', { customerId: id, title: 'Fork' })).as(caseSchema);
  return { desk, clerk, colleague, case: opened.id };
}

/** A binding whose objects are reached past the killer. */
function watched<Remote extends object>(
  binding: { getByName: (name: string) => Remote },
  killer: Killer,
): { getByName: (name: string) => Remote } {
  return {
    getByName: (name) =>
      new Proxy(binding.getByName(name), {
        get: (target, property) => {
          const method: unknown = Reflect.get(target, property);
          if (typeof method !== 'function') return method;
          return (...given: unknown[]) =>
            killer.through(String(property), async () => {
              const answer: unknown = await Reflect.apply(method, target, given);
              return answer;
            });
        },
      }),
  };
}

const topicObject = ({ desk, case: id }: Scene) => env.TOPICS.getByName(`${desk.tenant} ${id}`);
const agentObject = async ({ desk }: Scene, agent: string) =>
  env.AGENTS.getByName(`${desk.tenant} ${await desk.id('agent', agent)}`);

const killed = (error: unknown) => {
  if (!String(error).includes('killed')) throw error;
};

/** Runs scenes until one comes to its end; answers the awaits of that one. */
async function killEverywhere(when: 'before' | 'after', run: (killer: Killer) => Promise<void>): Promise<string[]> {
  for (let at = 1; ; at += 1) {
    const killer = new Killer(at, when);
    await run(killer);
    if (killer.trips.length < at) return killer.trips;
  }
}

async function toldOf(page: Page, id: CaseId, seq: number): Promise<void> {
  for (let tries = 0; tries < 400 && page.seq(id) < seq; tries += 1) await sleep(10);
  expect(page.seq(id)).toBe(seq);
}

describe.each(['before', 'after'] as const)('an object killed %s each of its awaits', (when) => {
  test('that of a watched record leaves no page behind', async () => {
    const trips = await killEverywhere(when, async (killer) => {
      const made = await scene();
      const page = await Page.open(made.desk, made.colleague, [made.case]);
      const other = await Page.open(made.desk, made.clerk, [made.case]);
      await page.sees(made.case, ['Inês Carvalho']);
      const before = page.seq(made.case);
      await sleep(300);
      const hint = (topic: TopicRemote) => topic.hint(before + 1);
      const taken = await runInDurableObject(topicObject(made), async (_, state) => {
        killer.kill = () => {
          state.abort('killed');
        };
        const bindings = {
          ...env,
          AGENTS: watched<AgentRemote>(env.AGENTS, killer),
          RELAY: watched<RelayRemote>(env.RELAY, killer),
        };
        const topic = new TopicObject(state, bindings);
        const isTaken = await hint(topic);
        await topic.alarm();
        return isTaken;
      }).catch((error: unknown) => {
        killed(error);
        return false;
      });
      // What the relay was not told to have arrived it tells again.
      if (!taken) await hint(topicObject(made));
      await toldOf(page, made.case, before + 1);
      await toldOf(other, made.case, before + 1);
      await page.sees(made.case, ['Inês Carvalho']);
      page.close();
      await other.sees(made.case, []);
    });
    expect(trips.filter((trip) => trip === 'hint').length).toBe(2);
  }, 120_000);

  test('that of an agent leaves no page behind, and nobody where they are not', async () => {
    const trips = await killEverywhere(when, async (killer) => {
      const made = await scene();
      const other = await Page.open(made.desk, made.clerk, [made.case]);
      const page = await Page.open(made.desk, made.colleague, []);
      await runInDurableObject(await agentObject(made, 'colleague'), async (_, state) => {
        killer.kill = () => {
          state.abort('killed');
        };
        const [socket] = state.getWebSockets();
        if (socket === undefined) throw new Error('no socket');
        const bindings = { ...env, DB: killer.database(), TOPICS: watched<TopicRemote>(env.TOPICS, killer) };
        const agent = new AgentObject(state, bindings);
        const watch = (topics: CaseId[]) => agent.webSocketMessage(socket, JSON.stringify({ type: 'watch', topics }));
        await watch([made.case]);
        await watch([]);
        await watch([made.case]);
      }).catch(killed);
      await made.clerk.post(`/v1/cases/${made.case}/notes`, { body: 'Meanwhile' });
      const seq = other.seq(made.case) + 1;
      await toldOf(other, made.case, seq);
      // The page was cut off with its object, or it was told.
      const back =
        page.closed === null && page.seq(made.case) >= seq
          ? page
          : await Page.open(made.desk, made.colleague, [made.case]);
      await toldOf(back, made.case, seq);
      await other.sees(made.case, ['Marta Nowak']);
      back.close();
      page.close();
      await runInDurableObject(await agentObject(made, 'colleague'), (agent) => agent.alarm());
      await other.sees(made.case, []);
    });
    expect(trips).toContain('d1');
    expect(trips).toContain('join');
    expect(trips).toContain('leave');
  }, 120_000);
});
