import { channelListSchema, setUpQuery } from '../../shared/set-up.ts';
import { desk, none, query, type Route } from '../http/route.ts';
import { listChannels } from './service.ts';

export const channelRoutes: Route[] = [
  query({
    path: '/v1/channels',
    summary: 'The call centres of the tenant, with the ways to pay there',
    policy: { access: 'session', roles: desk, bound: 'reference' },
    params: none,
    query: setUpQuery,
    response: channelListSchema,
    handle: (context, input) => listChannels(context, input.query),
  }),
];
