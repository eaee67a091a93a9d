import * as z from 'zod';
import { agentRefSchema, pageOf, pageQuery, timeSchema, versionSchema } from './common.ts';
import { idSchemas } from './ids.ts';
import { actionSchema, type Action } from './problems.ts';
import { createNoteSchema, noteSchema } from './customers.ts';
import { freeText, plainText } from './text.ts';

/** Three fixed states, each with status reasons (domain §2A.1). */
export const caseStates = ['active', 'resolved', 'cancelled'] as const;
export type CaseState = (typeof caseStates)[number];

export const statusReasonsByState = {
  active: ['in_progress', 'on_hold', 'waiting_for_details', 'researching'],
  resolved: ['problem_solved', 'information_provided'],
  cancelled: ['cancelled', 'merged'],
} as const satisfies Record<CaseState, readonly string[]>;
export type BuiltInReason = (typeof statusReasonsByState)[CaseState][number];

/** A status reason: one of those above, or one of the tenant's own. */
export const statusReasonCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'not_one_of' });
export type StatusReason = string;

/** How far the agent is with it (C17): who and what is it, what could it be, how is it solved. */
export const caseStages = ['identify', 'research', 'resolve'] as const;
export const caseStageSchema = z.enum(caseStages);
export type CaseStage = z.infer<typeof caseStageSchema>;

export const caseOriginSchema = z.enum(['phone', 'email', 'web', 'facebook', 'twitter', 'iot']);
export const caseTypeSchema = z.enum(['question', 'problem', 'request']);

/** The fields of a case that its forms edit; lengths from domain §2A.2. */
const caseFields = {
  title: freeText(200),
  description: freeText(2000).nullable(),
  contactId: idSchemas.contact.nullable(),
  priorityId: idSchemas.priority,
  subjectId: idSchemas.subject.nullable(),
  productId: idSchemas.product.nullable(),
  productSerialNumber: plainText(100).nullable(),
  origin: caseOriginSchema,
  type: caseTypeSchema.nullable(),
};

export const createCaseSchema = z.strictObject({
  customerId: idSchemas.customer,
  title: caseFields.title,
  description: caseFields.description.default(null),
  contactId: caseFields.contactId.default(null),
  /** The tenant's default priority where none is given. */
  priorityId: caseFields.priorityId.optional(),
  subjectId: caseFields.subjectId.default(null),
  productId: caseFields.productId.default(null),
  productSerialNumber: caseFields.productSerialNumber.default(null),
  origin: caseFields.origin.default('phone'),
  type: caseFields.type.default(null),
  /** The customer's default entitlement where none is given and it fits (C22); none at all with null. */
  entitlementId: idSchemas.entitlement.nullable().optional(),
  /** False: the case takes no terms of its entitlement (C25). */
  decrementTerms: z.boolean().default(true),
});
export type CreateCase = z.infer<typeof createCaseSchema>;

/** Only active reasons can be set by editing; the other states are reached by their commands. */
export const changeCaseSchema = z
  .strictObject({
    ...caseFields,
    statusReason: statusReasonCodeSchema,
    stage: caseStageSchema,
    entitlementId: idSchemas.entitlement.nullable(),
    decrementTerms: z.boolean(),
  })
  .partial();
export type ChangeCase = z.infer<typeof changeCaseSchema>;

export const resolveCaseSchema = z.strictObject({
  /** A status reason of the state Resolved. */
  resolutionType: statusReasonCodeSchema.default('problem_solved'),
  resolution: freeText(2000),
  /** Minutes to bill; none is 0 (domain §2A.4). */
  billableMinutes: z.int().min(0, { error: 'too_small' }).max(100_000, { error: 'too_large' }).default(0),
  /** Confirms that the activities still open are cancelled (C33). */
  cancelOpenActivities: z.boolean().default(false),
});
export type ResolveCase = z.infer<typeof resolveCaseSchema>;

export const cancelCaseSchema = z.strictObject({});
export const reactivateCaseSchema = z.strictObject({});

export const activityKindSchema = z.enum(['phone_call', 'task', 'email', 'appointment']);
export type ActivityKind = z.infer<typeof activityKindSchema>;
export const activityStateSchema = z.enum(['open', 'completed', 'cancelled']);
export type ActivityState = z.infer<typeof activityStateSchema>;

const activityFields = {
  subject: freeText(200),
  description: freeText(2000).nullable(),
  dueAt: timeSchema.nullable(),
  /** Minutes spent; they sum to the case's total time (C36). */
  durationMinutes: z.int().min(0, { error: 'too_small' }).max(100_000, { error: 'too_large' }),
};

export const createActivitySchema = z.strictObject({
  kind: activityKindSchema,
  subject: activityFields.subject,
  description: activityFields.description.default(null),
  dueAt: activityFields.dueAt.default(null),
  durationMinutes: activityFields.durationMinutes.default(0),
  /** A call that has been made is recorded as completed at once. */
  state: z.enum(['open', 'completed']).default('open'),
});
export type CreateActivity = z.infer<typeof createActivitySchema>;

export const changeActivitySchema = z.strictObject({ ...activityFields, state: activityStateSchema }).partial();
export type ChangeActivity = z.infer<typeof changeActivitySchema>;

export const activitySchema = z.strictObject({
  id: idSchemas.activity,
  version: versionSchema,
  caseId: idSchemas.case,
  kind: activityKindSchema,
  subject: z.string(),
  description: z.string().nullable(),
  state: activityStateSchema,
  dueAt: z.string().nullable(),
  durationMinutes: z.int(),
  owner: agentRefSchema,
  createdAt: z.string(),
  closedAt: z.string().nullable(),
});
export type Activity = z.infer<typeof activitySchema>;

/** How a case was solved, kept for every time it was resolved (domain §2A.4). */
export const resolutionSchema = z.strictObject({
  resolutionType: statusReasonCodeSchema,
  resolution: z.string(),
  totalMinutes: z.int(),
  billableMinutes: z.int(),
  resolvedBy: agentRefSchema,
  resolvedAt: z.string(),
});
export type Resolution = z.infer<typeof resolutionSchema>;

export const caseActionNames = [
  'edit',
  'add_activity',
  'add_note',
  'resolve',
  'cancel',
  'reactivate',
  'merge',
  'add_child',
] as const;
export type CaseActionName = (typeof caseActionNames)[number];

const namedRef = <Kind extends 'customer' | 'contact' | 'subject' | 'product'>(kind: Kind) =>
  z.strictObject({ id: idSchemas[kind], name: z.string() });

export const priorityRefSchema = z.strictObject({
  id: idSchemas.priority,
  name: z.string(),
  rank: z.int(),
  hotAlert: z.boolean(),
});

/** A case as another one names it. */
export const caseRefSchema = z.strictObject({
  id: idSchemas.case,
  number: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  customer: namedRef('customer'),
});
export type CaseRef = z.infer<typeof caseRefSchema>;

export const caseListItemSchema = z.strictObject({
  id: idSchemas.case,
  version: versionSchema,
  number: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  statusReason: statusReasonCodeSchema,
  customer: namedRef('customer'),
  priority: priorityRefSchema,
  owner: agentRefSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type CaseListItem = z.infer<typeof caseListItemSchema>;

export const caseSchema = z.strictObject({
  ...caseListItemSchema.shape,
  description: z.string().nullable(),
  contact: namedRef('contact').nullable(),
  subject: namedRef('subject').nullable(),
  product: namedRef('product').nullable(),
  productSerialNumber: z.string().nullable(),
  origin: caseOriginSchema,
  type: caseTypeSchema.nullable(),
  /** Minutes of all its activities together, whatever their state. */
  totalMinutes: z.int(),
  openActivities: z.int(),
  stage: caseStageSchema,
  parent: caseRefSchema.nullable(),
  /** The case that it was merged into. */
  master: caseRefSchema.nullable(),
  /** What the customer is entitled to, as far as this case goes by it; terms are cases or minutes. */
  entitlement: z
    .strictObject({
      id: idSchemas.entitlement,
      name: z.string(),
      allocation: z.enum(['cases', 'minutes']),
      totalTerms: z.int(),
      remainingTerms: z.int(),
    })
    .nullable(),
  /** False: the case takes no terms. */
  decrementTerms: z.boolean(),
  children: z.strictObject({ total: z.int(), active: z.int(), openActivities: z.int() }),
  /** The reasons of its state that it may be given now, and the types by which it may be resolved. */
  nextStatusReasons: z.array(statusReasonCodeSchema),
  resolutionTypes: z.array(statusReasonCodeSchema),
  /** The latest first. */
  resolutions: z.array(resolutionSchema),
  actions: z.array(actionSchema),
});
export type Case = Omit<z.infer<typeof caseSchema>, 'actions'> & { actions: Action<CaseActionName>[] };

/** Of a customer, of an owner, or of the tenant; never of an owner within a customer, which no index serves. */
export const listCasesQuery = z
  .strictObject({
    ...pageQuery,
    customerId: idSchemas.customer.optional(),
    ownerId: idSchemas.agent.optional(),
    state: z.enum([...caseStates, 'all']).default('active'),
  })
  .refine(({ state, customerId }) => state !== 'all' || customerId !== undefined, {
    path: ['state'],
    error: 'not_one_of',
  })
  .refine(({ ownerId, customerId }) => ownerId === undefined || customerId === undefined, {
    path: ['ownerId'],
    error: 'invalid',
  });
export type ListCases = z.infer<typeof listCasesQuery>;
/** Of one customer; every state unless one is asked for. */
export const customerCasesQuery = z.strictObject({
  ...pageQuery,
  state: z.enum([...caseStates, 'all']).default('all'),
});
export type CustomerCases = z.infer<typeof customerCasesQuery>;
export const caseListSchema = pageOf(caseListItemSchema);
export const activityListSchema = pageOf(activitySchema);
export const createCaseNoteSchema = createNoteSchema;

/** One entry of a record's history: an event, with the note or activity it is about as that stands now. */
export const timelineItemSchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  type: z.string(),
  /** Null where nobody did it: a time came. */
  actor: agentRefSchema.nullable(),
  facts: z.record(z.string(), z.unknown()),
  note: noteSchema.nullable(),
  activity: activitySchema.nullable(),
  /** Why an alert was acknowledged. */
  reason: z.string().nullable(),
  /** The case that it happened to, where that one was merged into this. */
  from: z.strictObject({ id: idSchemas.case, number: z.string() }).nullable(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export const timelineSchema = pageOf(timelineItemSchema);
export const timelineQuery = z.strictObject(pageQuery);
