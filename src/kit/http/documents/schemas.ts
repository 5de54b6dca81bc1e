import { z } from 'zod';
import { pageQuery } from '../paging.ts';
import { actor } from '../reply-parts.ts';
import { instantIn, instantOut } from '../dates.ts';

const text = z.string();
const stands = {
  revision: z.int().meta({ description: 'One an act; send it as If-Match' }),
  state: text,
  hash: text.meta({ description: 'Names the content' }),
};

/**
 * How a document of one kind leaves the API; `id` names its schema, `beside` are members worked out from the content. With
 * `standard`, it may be what nobody has written.
 */
export function documentReply(
  id: string,
  content: z.ZodType,
  beside: z.ZodRawShape = {},
  { standard = false } = {},
) {
  const written = <Schema extends z.ZodType>(schema: Schema) => (standard ? schema.nullable() : schema);
  return z
    .strictObject({
      documentId: text,
      enrollmentId: text.nullable(),
      kind: text,
      ...stands,
      content,
      createdAt: written(instantOut),
      createdBy: written(actor),
      updatedAt: written(instantOut),
      updatedBy: written(actor),
      ...beside,
    })
    .meta({ id });
}

export function revisionList(content: z.ZodType) {
  return z.strictObject({
    items: z.array(
      z.strictObject({
        ...stands,
        act: text,
        content,
        reason: text.nullable(),
        by: actor,
        occurredAt: instantOut,
        recordedAt: instantOut,
        struckBy: z.int().nullable().meta({
          description: 'The later revision that struck it out, which says why: for its author and for leads',
        }),
      }),
    ),
  });
}

/** Beside the fields of each act. */
export const actFields = {
  occurredAt: instantIn('happened').optional().meta({ description: 'When it happened; left out, it is now' }),
};

export const documentListQuery = z.strictObject({
  state: z
    .string()
    .max(40)
    .regex(/^[a-z-]+$/)
    .optional()
    .meta({ description: 'Only those in this state' }),
  ...pageQuery,
});
