import { listById, type ListOptions } from '../db/list.ts';
import type { Context } from '../http/context.ts';
import * as store from './store.ts';

export { agentsByExternalId } from './store.ts';

export const listAgents = (context: Context, options: ListOptions) =>
  listById(context, 'agents', store.agents, options);

export const listTeams = (context: Context, options: ListOptions) => listById(context, 'teams', store.teams, options);
