import { z } from 'zod';
import { attachmentKinds, mediaTypes, mostBytes, partBytes, staffEntry } from '../attachment.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { called, stepId, why } from '../../../kit/http/schemas.ts';

const text = z.string();

const file = {
  fileName: called(200).meta({ description: 'What its sender calls it. Protected' }),
  bytes: z
    .int()
    .min(1)
    .max(mostBytes)
    .meta({ description: `How long it is; at most ${mostBytes / 1e6} MB` }),
};

export const attachmentBody = z
  .strictObject({
    what: z.enum(attachmentKinds).meta({ description: 'What it is for those who work with it' }),
    about: stepId.optional().meta({
      description:
        'The document or the step of this enrollment that it belongs to; left out, the client’s file',
    }),
    ...file,
  })
  .meta({ id: 'NewAttachment' });

export const staffAttachmentBody = z
  .strictObject({
    about: z.string().regex(staffEntry).meta({
      description: 'The item or mandate of the staff file that it belongs to, counted from 1',
      example: 'item.1',
    }),
    ...file,
  })
  .meta({ id: 'NewStaffAttachment' });

export const strikeAttachmentBody = z
  .strictObject({ reason: why('Why it is not to be used.') })
  .meta({ id: 'StrikeAttachment' });

export const attachmentReply = z
  .strictObject({
    attachmentId: text,
    about: text.nullable(),
    what: z
      .enum(attachmentKinds)
      .meta({ description: 'In a staff file always `other`: the entry says what it is' }),
    fileName: text
      .nullable()
      .meta({ description: 'Of one that was struck out only leads read it, and open it' }),
    bytes: z.int(),
    by: actor,
    begunAt: instantOut,
    state: z.enum(['arriving', 'scanning', 'infected', 'kept', 'struck']).meta({
      description: '`scanning`: nobody opens it yet; `infected`: nobody does',
    }),
    arriving: z
      .strictObject({
        partBytes: z.literal(partBytes),
        parts: z.int().meta({ description: 'How many there are; the first has the number 0' }),
        received: z.array(z.int()).meta({ description: 'Those that are there' }),
      })
      .nullable()
      .meta({ description: 'Until it is whole' }),
    kept: z
      .strictObject({
        at: instantOut,
        mediaType: z.enum(Object.keys(mediaTypes)).meta({ description: 'By its content' }),
        sha256: text,
      })
      .nullable(),
    struck: z.strictObject({ at: instantOut, by: actor, reason: text }).nullable(),
  })
  .meta({
    id: 'Attachment',
    description: 'A file of a client, or in a staff file: sealed where it lies, never changed',
  });

export const attachmentsReply = z
  .strictObject({ items: z.array(attachmentReply) })
  .meta({ id: 'Attachments' });
