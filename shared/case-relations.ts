import * as z from 'zod';
import { agentRefSchema, pageOf, versionSchema } from './common.ts';
import { caseRefSchema, createCaseSchema, statusReasonCodeSchema } from './cases.ts';
import { idSchemas } from './ids.ts';
import { freeText } from './text.ts';

/** Cases that are merged at a time, the master among them (domain §2A.6, read conservatively: §6.3). */
export const mostMerged = 10;

/** A case and the version of it that was seen. */
const seenCase = z.strictObject({ id: idSchemas.case, version: versionSchema });

const distinct = (cases: readonly { id: string }[]) => new Set(cases.map(({ id }) => id)).size === cases.length;

export const mergeCasesSchema = z.strictObject({
  cases: z
    .array(seenCase)
    .min(1, { error: 'too_small' })
    .max(mostMerged - 1, { error: 'too_large' })
    .refine(distinct, { error: 'invalid' }),
});
export type MergeCases = z.infer<typeof mergeCasesSchema>;

export const unmergeCasesSchema = z.strictObject({ mergeId: idSchemas.merge });
export type UnmergeCases = z.infer<typeof unmergeCasesSchema>;

/** A new child: what is not given is the parent's where the tenant has it inherited; title and customer always are. */
export const createChildSchema = z.strictObject({
  title: createCaseSchema.shape.title.optional(),
  description: createCaseSchema.shape.description.unwrap().optional(),
  contactId: createCaseSchema.shape.contactId.unwrap().optional(),
  priorityId: createCaseSchema.shape.priorityId,
  subjectId: createCaseSchema.shape.subjectId.unwrap().optional(),
  productId: createCaseSchema.shape.productId.unwrap().optional(),
  productSerialNumber: createCaseSchema.shape.productSerialNumber.unwrap().optional(),
  origin: createCaseSchema.shape.origin.unwrap().optional(),
  type: createCaseSchema.shape.type.unwrap().optional(),
  entitlementId: createCaseSchema.shape.entitlementId,
  decrementTerms: createCaseSchema.shape.decrementTerms,
});
export type CreateChild = z.infer<typeof createChildSchema>;

export const changeChildrenSchema = z.strictObject({
  cases: z
    .array(seenCase)
    .min(1, { error: 'too_small' })
    .max(100, { error: 'too_large' })
    .refine(distinct, { error: 'invalid' }),
});
export type ChangeChildren = z.infer<typeof changeChildrenSchema>;

/** A merge as its receipt has it: which cases went in, and how much was moved with each. */
export const mergeReceiptSchema = z.strictObject({
  id: idSchemas.merge,
  mergedAt: z.string(),
  mergedBy: agentRefSchema,
  undoneAt: z.string().nullable(),
  cases: z.array(
    z.strictObject({
      ...caseRefSchema.shape,
      activities: z.int(),
      notes: z.int(),
      children: z.int(),
    }),
  ),
});
export type MergeReceipt = z.infer<typeof mergeReceiptSchema>;

export const similarLinkSchema = z.strictObject({
  ...caseRefSchema.shape,
  linkedAt: z.string(),
  linkedBy: agentRefSchema,
  /** Whether what solved that case helped with this one (C49); null where nobody has said. */
  helpful: z.boolean().nullable(),
});
export type SimilarLink = z.infer<typeof similarLinkSchema>;

/** How a case stands to others (domain §2A.12): its parent, its children, what was merged into it, what is like it. */
export const relationshipsSchema = z.strictObject({
  parent: caseRefSchema.nullable(),
  master: caseRefSchema.nullable(),
  children: z.array(z.strictObject({ ...caseRefSchema.shape, version: versionSchema })),
  merges: z.array(mergeReceiptSchema),
  similar: z.array(similarLinkSchema),
});
export type Relationships = z.infer<typeof relationshipsSchema>;

/** By words of the title, by subject, or both; without either, by the case's own (C27, C29). */
export const similarQuery = z.strictObject({
  q: freeText(200).optional(),
  subjectId: idSchemas.subject.optional(),
  limit: z.coerce.number().int().min(1, { error: 'too_small' }).max(50, { error: 'too_large' }).default(10),
});
export type FindSimilar = z.infer<typeof similarQuery>;

export const similarCaseSchema = z.strictObject({
  ...caseRefSchema.shape,
  resolutionType: statusReasonCodeSchema,
  resolution: z.string(),
  closedAt: z.string(),
  /** Why it is shown: the words of the title that are the same, the same subject, how often it has helped. */
  because: z.strictObject({ words: z.array(z.string()), subject: z.boolean(), helped: z.int() }),
  /** It stands among the similar cases already. */
  linked: z.boolean(),
});
export type SimilarCase = z.infer<typeof similarCaseSchema>;
export const similarListSchema = pageOf(similarCaseSchema);

/** Found a solution (C31): ties both cases together; `helpful` answers whether the hint helped (C49). */
export const linkSimilarSchema = z.strictObject({
  caseId: idSchemas.case,
  helpful: z.boolean().nullable().default(null),
});
export type LinkSimilar = z.infer<typeof linkSimilarSchema>;

/** Cases of a customer that a new one may repeat (C02, C16): active ones first, with the words of the title they share. */
export const existingQuery = z.strictObject({
  title: freeText(200),
  limit: z.coerce.number().int().min(1, { error: 'too_small' }).max(20, { error: 'too_large' }).default(5),
});
export type FindExisting = z.infer<typeof existingQuery>;

export const existingCaseSchema = z.strictObject({
  ...caseRefSchema.shape,
  version: versionSchema,
  updatedAt: z.string(),
  words: z.array(z.string()),
});
export type ExistingCase = z.infer<typeof existingCaseSchema>;
export const existingListSchema = pageOf(existingCaseSchema);
