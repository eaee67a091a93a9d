import * as z from 'zod';

/** As much of the custom-elements manifest (schema 1.0.0) as is read here; what else an analyzer writes is kept. */
const typeSchema = z.looseObject({
  text: z.string(),
  references: z.array(z.looseObject({ name: z.string(), module: z.string().optional() })).optional(),
});
const origin = z.looseObject({ name: z.string(), module: z.string().optional() });
const described = { name: z.string(), description: z.string().optional(), inheritedFrom: origin.optional() };

const attributeSchema = z.looseObject({
  ...described,
  type: typeSchema.optional(),
  default: z.string().optional(),
  fieldName: z.string().optional(),
});
const memberSchema = z.looseObject({
  ...described,
  kind: z.enum(['field', 'method']),
  type: typeSchema.optional(),
  privacy: z.string().optional(),
  static: z.boolean().optional(),
  readonly: z.boolean().optional(),
  attribute: z.string().optional(),
});
const eventSchema = z.looseObject({
  ...described,
  // The analyzer leaves out what it cannot read of a `dispatchEvent`.
  name: z.string().default(''),
  type: typeSchema.optional(),
  /** Not in the schema: the type of `detail`, whether the event bubbles and whether it can be vetoed. */
  detail: z.string().optional(),
  bubbles: z.boolean().optional(),
  cancelable: z.boolean().optional(),
});
const namedSchema = z.looseObject(described);
const tokenSchema = z.looseObject({ ...described, default: z.string().optional() });

const declarationSchema = z.looseObject({
  kind: z.string(),
  name: z.string(),
  tagName: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  attributes: z.array(attributeSchema).default([]),
  members: z.array(memberSchema).default([]),
  events: z.array(eventSchema).default([]),
  slots: z.array(namedSchema).default([]),
  cssParts: z.array(namedSchema).default([]),
  cssStates: z.array(namedSchema).default([]),
  cssProperties: z.array(tokenSchema).default([]),
});
const exportSchema = z.looseObject({
  kind: z.string(),
  name: z.string(),
  declaration: origin.optional(),
});
const moduleSchema = z.looseObject({
  kind: z.string(),
  path: z.string(),
  declarations: z.array(z.looseObject({ kind: z.string(), name: z.string() })).default([]),
  exports: z.array(exportSchema).default([]),
});

export const classSchema = declarationSchema;
export const manifestSchema = z.looseObject({ schemaVersion: z.string(), modules: z.array(moduleSchema) });

export type Attribute = z.infer<typeof attributeSchema>;
export type Member = z.infer<typeof memberSchema>;
export type ElementEvent = z.infer<typeof eventSchema>;
export type Named = z.infer<typeof namedSchema>;
export type Token = z.infer<typeof tokenSchema>;
export type Declaration = z.infer<typeof declarationSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
