import * as z from 'zod';
import {
  changeChildrenSchema,
  createChildSchema,
  existingListSchema,
  existingQuery,
  linkSimilarSchema,
  mergeCasesSchema,
  relationshipsSchema,
  similarLinkSchema,
  similarListSchema,
  similarQuery,
  unmergeCasesSchema,
} from '../../shared/case-relations.ts';
import { caseSchema } from '../../shared/cases.ts';
import { idSchemas } from '../../shared/ids.ts';
import { command, desk, none, query, type Route } from '../http/route.ts';
import { associateChildren, removeChildren } from './hierarchy-service.ts';
import { mergeCases, unmergeCases } from './merge-service.ts';
import { createChild } from './opening-service.ts';
import { findExisting, findSimilar, getRelationships, linkSimilarCase } from './relations-service.ts';

const policy = { access: 'session', roles: desk, bound: 'record' } as const;

const ofCase = z.strictObject({ caseId: idSchemas.case });

export const relationRoutes: Route[] = [
  query({
    path: '/v1/cases/:caseId/relationships',
    summary: 'How a case stands to others: parent, children, merges with their receipts, similar cases',
    policy,
    params: ofCase,
    query: none,
    response: relationshipsSchema,
    handle: (context, { params }) => getRelationships(context, params.caseId),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/merge',
    summary: 'Merge up to nine active cases into this one; what belongs to them moves here',
    policy,
    params: ofCase,
    query: none,
    body: mergeCasesSchema,
    response: caseSchema,
    version: 'required',
    handle: (context, { params, body }) => mergeCases(context, params.caseId, body),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/unmerge',
    summary: 'Undo a merge into this case: what it moved goes back, what was added since stays',
    policy,
    params: ofCase,
    query: none,
    body: unmergeCasesSchema,
    response: caseSchema,
    version: 'required',
    handle: (context, { params, body }) => unmergeCases(context, params.caseId, body),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/children',
    summary: 'Open a child of this case with what it inherits',
    policy,
    params: ofCase,
    query: none,
    body: createChildSchema,
    response: caseSchema,
    status: 201,
    version: 'none',
    handle: (context, { params, body }) => createChild(context, params.caseId, body),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/children/associate',
    summary: 'Make active cases children of this one',
    policy,
    params: ofCase,
    query: none,
    body: changeChildrenSchema,
    response: caseSchema,
    version: 'required',
    handle: (context, { params, body }) => associateChildren(context, params.caseId, body),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/children/remove',
    summary: 'Let children of this case stand alone',
    policy,
    params: ofCase,
    query: none,
    body: changeChildrenSchema,
    response: caseSchema,
    version: 'required',
    handle: (context, { params, body }) => removeChildren(context, params.caseId, body),
  }),
  query({
    path: '/v1/cases/:caseId/similar',
    summary: 'Resolved cases that may say how this one is solved, with why each is shown',
    policy: { ...policy, limit: 'search' },
    params: ofCase,
    query: similarQuery,
    response: similarListSchema,
    handle: (context, input) => findSimilar(context, input.params.caseId, input.query),
  }),
  command({
    method: 'POST',
    path: '/v1/cases/:caseId/similar',
    summary: 'Found a solution: tie another case to this one, both ways, and say whether it helped',
    policy,
    params: ofCase,
    query: none,
    body: linkSimilarSchema,
    response: similarLinkSchema,
    version: 'none',
    handle: (context, { params, body }) => linkSimilarCase(context, params.caseId, body),
  }),
  query({
    path: '/v1/customers/:customerId/cases/existing',
    summary: 'Cases of a customer that a new one with this title may repeat',
    policy: { ...policy, limit: 'search' },
    params: z.strictObject({ customerId: idSchemas.customer }),
    query: existingQuery,
    response: existingListSchema,
    handle: (context, input) => findExisting(context, input.params.customerId, input.query),
  }),
];
