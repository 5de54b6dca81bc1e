import { z } from 'zod';
import { pendingStatuses } from '../statuses.ts';
import { pageOf } from '../../../kit/http/paging.ts';
import { author } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const text = z.string();

const pendingMembers = { enrollmentId: text, commandId: text, takenInAt: instantOut };
const ahead = z.int().meta({ description: 'Steps of the enrollment that are recorded before it' });

export const takenInReply = z.strictObject({ ...pendingMembers, status: z.literal('waiting'), ahead }).meta({
  id: 'TakenIn',
  description: 'Taken in durably; recorded when Temporal is back. `Location` says where to look',
});

export const pendingStepReply = z
  .strictObject({
    ...pendingMembers,
    commands: z.array(text).meta({ description: 'Types of the commands in it' }),
    by: author,
    status: z.enum(pendingStatuses),
    version: z.int().nullable().meta({ description: 'Of the record after it, once it is recorded' }),
    settledAt: instantOut.nullable(),
    problem: z
      .strictObject({
        type: text,
        title: text,
        status: z.int(),
        detail: text,
        code: text.meta({ description: 'As /problems/{code} explains it' }),
        errors: z.array(z.strictObject({ pointer: text, detail: text })).optional(),
        version: z.int().optional(),
        enrollmentId: text.optional(),
      })
      .nullable()
      .meta({ description: 'Why it was refused, as it would have been answered at once' }),
  })
  .meta({ id: 'PendingStep', description: 'A step that was taken in while Temporal was away' });

export const pendingPage = pageOf(pendingStepReply);
