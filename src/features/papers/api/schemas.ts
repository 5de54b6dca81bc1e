import { z } from 'zod';
import { instantOut } from '../../../kit/http/dates.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { stepId } from '../../../kit/http/schemas.ts';
import type { ReplySpec } from '../../../kit/http/route.ts';
import { paperFormats, paperLanguages, paperNames } from '../papers.ts';

const format = z.enum(paperFormats);

export const formatQuery = {
  format: format.default('pdf').meta({ description: 'PDF, or the same as a page for the browser' }),
};

export const paperQuery = z.strictObject({
  ...formatQuery,
  language: z.enum(paperLanguages).default('en').meta({
    description: 'Of what the client takes home: what people wrote stays as they wrote it',
  }),
  of: stepId.optional().meta({
    description:
      'The document or step it is made of; left out, the newest that holds; `template`: of a release, the form to be signed',
  }),
  handedOut: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The line of the accounting with which it was handed out: its notice is on it' }),
});

/** Any word, so that what is no paper is simply not there. */
export const paperName = z
  .string()
  .max(60)
  .meta({ description: paperNames.join(', ') });

export const printedPaper = {
  description: 'The paper, by the format that was asked for; that it was printed is on record',
  schema: z.string(),
  type: ['application/pdf', 'text/html'],
} satisfies ReplySpec;

export const paperList = z
  .strictObject({
    items: z.array(
      z.strictObject({
        paper: z.enum(paperNames),
        of: z.string().meta({ description: 'The document or step it is made of' }),
        state: z.string().meta({ description: 'Of that document or referral' }),
        writtenAt: instantOut,
        printed: z
          .strictObject({ at: instantOut, by: actor, format })
          .nullable()
          .meta({ description: 'Who printed it last; null: nobody has' }),
      }),
    ),
  })
  .meta({ id: 'Papers' });
