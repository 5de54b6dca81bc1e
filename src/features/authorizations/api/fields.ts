import { z } from 'zod';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { dateIn } from '../../../kit/http/dates.ts';
import { contentHashHex, stepId, why, withoutRepeats } from '../../../kit/http/schemas.ts';

export const justification = why('Why it is needed.');
export const units = z.int().min(1).max(100_000);
export const code = z
  .string()
  .max(20)
  .regex(/^[A-Z0-9][A-Z0-9.:-]*$/);

export const letterDated = dateIn('signed').exactOptional().meta({
  description: "The date of the payer's letter, where a lead records it for a payer without access",
});

export const enclosed = z
  .array(
    z.strictObject({
      document: z.enum(requestDocuments),
      id: stepId.meta({ description: 'Of the plan, the file or the step, in this client’s own record' }),
      hash: contentHashHex.exactOptional().meta({
        description: 'Of its words or bytes as its author saw them; refused where they have changed since',
      }),
    }),
  )
  .max(30)
  .refine(
    (all) => new Set(all.map(({ document, id }) => `${document}/${id}`)).size === all.length,
    'names something twice',
  )
  .meta({ description: 'What goes with it (AC-2, AU-2)' });

/**
 * Whoever is refused learns why: a return says what is missing, a denial what stands against it, a correction what was wrong. What
 * is lacking goes with a return alone.
 */
export function saysWhy({ decision, corrects, lacks, reason: words }: Record<string, unknown>) {
  const owesWords = decision === 'returned' || decision === 'denied' || corrects !== undefined;
  return [
    ...(owesWords && words === undefined ? [{ field: 'reason', detail: 'is missing: say why' }] : []),
    ...(lacks !== undefined && decision !== 'returned'
      ? [{ field: 'lacks', detail: 'goes with a return alone' }]
      : []),
  ];
}

export const lacks = z
  .array(z.enum(requestDocuments))
  .min(1)
  .max(requestDocuments.length)
  .refine(withoutRepeats, 'names something twice')
  .exactOptional()
  .meta({ description: 'Of a return: the kinds of what is missing' });
export const corrects = stepId.exactOptional().meta({
  description: "The payer's own newest decision of this request that this one corrects, by its step",
});
