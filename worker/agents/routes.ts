import { agentListSchema, setUpQuery, teamListSchema } from '../../shared/set-up.ts';
import { desk, none, query, type Route } from '../http/route.ts';
import { listAgents, listTeams } from './service.ts';

const reference = { access: 'session', roles: desk, bound: 'reference' } as const;

export const agentRoutes: Route[] = [
  query({
    path: '/v1/agents',
    summary: 'The people at the desks of the tenant',
    policy: reference,
    params: none,
    query: setUpQuery,
    response: agentListSchema,
    handle: (context, input) => listAgents(context, input.query),
  }),
  query({
    path: '/v1/teams',
    summary: 'The teams of the tenant',
    policy: reference,
    params: none,
    query: setUpQuery,
    response: teamListSchema,
    handle: (context, input) => listTeams(context, input.query),
  }),
];
