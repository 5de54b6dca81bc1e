import { z } from 'zod';
import { fileSections } from '../../../engine/policy/terms.ts';
import { misActions } from '../mis.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { client } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const optionalInstant = instantOut.nullable();
const person = z.strictObject({ staffId: text, name: text.nullable() });
const timed = { due: optionalInstant, overdue: z.boolean() };

export const paperworkReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(
      z.strictObject({
        ...{ enrollmentId: text, client },
        what: text.meta({ description: 'The type of the step that lacks its note, or `draft`' }),
        about: text.nullable().meta({ description: 'The step' }),
        happenedAt: instantOut,
        draft: text.nullable().meta({ description: 'The draft of its note, where one was begun' }),
        ...timed,
      }),
    ),
  })
  .meta({ id: 'Paperwork', description: 'What the caller has still to write, oldest first' });

const batch = {
  ...{ batchId: text, createdAt: instantOut, createdBy: person },
  ...{ enteredAt: optionalInstant, enteredBy: person.nullable() },
  lines: z.int().meta({ description: 'How many lines the batch has' }),
};
export const misBatchReply = z.strictObject(batch).meta({ id: 'MisBatch' });

export const misOutstandingReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(
      z.strictObject({
        ...{ enrollmentId: text, stepId: text },
        action: z.enum(misActions),
        service: text,
        at: instantOut,
        batchId: text.nullable().meta({ description: 'null: not exported yet' }),
        ...timed,
      }),
    ),
    more: z.boolean().meta({ description: 'There are more than are listed' }),
  })
  .meta({ id: 'MisOutstanding', description: "What does not stand in the county's system yet" });

const fileItem = z.strictObject({
  ...{ what: text, at: instantOut },
  stepId: text.optional(),
  documentId: text.optional(),
  state: text.optional(),
});
export const clientFileReply = z
  .strictObject({
    ...{ asOf: instantOut, enrollmentId: text, client },
    sections: z.array(
      z.strictObject({
        section: z.enum(fileSections),
        items: z.array(fileItem),
        missing: z.array(text).meta({ description: 'What the section lacks' }),
      }),
    ),
  })
  .meta({ id: 'ClientFile', description: 'The client file in its order (DO-3)' });
