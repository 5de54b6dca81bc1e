import { z } from 'zod';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';
import { readUnder } from '../../disclosures/api/schemas.ts';
import { planContent } from '../../plans/api/schemas.ts';
import { requestReply } from './requests-replies.ts';

const text = z.string();

const index = z.strictObject({
  at: instantOut,
  score: z.int(),
  form: text.nullable(),
  answers: z.array(z.strictObject({ item: text, asks: text, points: z.int(), means: text.nullable() })),
});

const meeting = z.strictObject({
  at: instantOut,
  summary: text.nullable(),
  decisions: z.array(text),
  nextSteps: z.array(z.strictObject({ what: text, who: text, by: dateOut.optional() })),
});

const enclosure = z.strictObject({
  document: z.enum(requestDocuments),
  id: text,
  revision: z.int().nullable(),
  hash: text.nullable(),
  sentAt: instantOut,
  current: z.boolean().meta({ description: 'It went with what was sent last' }),
  withheld: z
    .enum(['struck-out', 'voided'])
    .nullable()
    .meta({ description: 'It was sent, and is not to be used any more: nobody reads it here' }),
  plan: z
    .strictObject({ state: text, revision: z.int(), hash: text, writtenAt: instantOut, content: planContent })
    .nullable(),
  index: index.nullable().meta({ description: 'An Acuity Index with its answers' }),
  meeting: meeting.nullable(),
  file: z
    .strictObject({ attachmentId: text, fileName: text, bytes: z.int(), mediaType: text })
    .nullable()
    .meta({ description: 'Its bytes are read at the enclosure’s own address' }),
});

export const packetReply = z
  .strictObject({
    asOf: instantOut,
    letBy: z
      .strictObject({ release: text.nullable(), ...readUnder })
      .nullable()
      .meta({
        description: 'Under what the payer reads it, and the notice of 42 CFR 2.32; null: nobody else does',
      }),
    request: requestReply,
    enclosures: z.array(enclosure).meta({ description: 'What went with what was sent last comes first' }),
  })
  .meta({
    id: 'RequestPacket',
    description: 'A request with exactly what went to the payer with it, as it was then (AU-2, AU-3, AC-2)',
  });
