import { listById, type ListOptions } from '../db/list.ts';
import type { Context } from '../http/context.ts';
import * as store from './offered-store.ts';

/** The priorities that a case can have, with their rank and whether they are hot (A30, A32, A33). */
export const listPriorities = (context: Context, options: ListOptions) =>
  listById(context, 'priorities', store.priorities, options);

/** The subjects that a case can be about. */
export const listSubjects = (context: Context, options: ListOptions) =>
  listById(context, 'subjects', store.subjects, options);
