import { z } from 'zod';
import { type NoteText, noteTypes } from '../note.document.ts';
import { instantIn, instantOut } from '../../../kit/http/dates.ts';
import { prose, stepId, uuid, withoutRepeats } from '../../../kit/http/schemas.ts';
import { signer } from '../../../kit/http/reply-parts.ts';

const text = z.string();

const noteText: z.ZodType<NoteText> = z
  .strictObject({
    type: z.enum(noteTypes),
    context: prose('What it is part of.').optional(),
    place: prose('Where it was.').optional(),
    purpose: prose('What it was for.').optional(),
    facts: prose('What was seen, heard and done.').optional(),
    impressions: prose('What the author makes of it, kept apart from the facts.').optional(),
    quotes: z.array(prose("The client's own words.")).max(20).optional(),
    resolution: prose('What came of it.').optional(),
    nextSteps: prose('Who does what next.').optional(),
  })
  .meta({ id: 'NoteText', description: 'A draft may leave things out; a signed note holds them (DO-1)' });

export const noteTextField = { text: noteText };
export const noteBeginFields = {
  text: noteText,
  about: stepId.optional().meta({ description: 'The step it documents' }),
  besides: z
    .array(stepId)
    .min(1)
    .max(19)
    .refine(withoutRepeats, 'names something twice')
    .optional()
    .meta({ description: 'Further steps of the same visit, which it documents as well as `about`' }),
  stepFollows: z.boolean().optional().meta({
    description:
      'True: its steps are sent after it, under the names that it gives them; `happenedAt` says when it was. For a client that keeps the words first',
  }),
  happenedAt: instantIn('happened')
    .optional()
    .meta({ description: 'When it happened, where it is about no step that is on record' }),
  replaces: uuid.optional().meta({
    description:
      'The note of yours, or of whom you supervise, that was struck out in the wrong file and is written anew',
  }),
  confidential: z
    .boolean()
    .optional()
    .meta({ description: 'True: for its author and those who supervise them, signed or not' }),
};
export const addendumFields = { text: prose('What is to be added; dated and signed by its author.') };

export const noteContent = z
  .strictObject({
    about: text.nullable(),
    besides: z.array(text).optional(),
    happenedAt: instantOut,
    text: noteText,
    replaces: text.optional(),
    confidential: z.boolean().optional(),
    signed: z
      .strictObject({ by: signer, at: instantOut, due: instantOut.nullable(), late: z.boolean() })
      .nullable(),
    addenda: z.array(z.strictObject({ by: signer, at: instantOut, text })),
  })
  .meta({ id: 'NoteContent' });

const hint = z
  .strictObject({
    from: z.int().meta({ description: 'Place in the text, in UTF-16 units' }),
    to: z.int(),
    found: text,
    instead: text.meta({ description: 'What says it person-first' }),
  })
  .meta({ id: 'LanguageHint' });

export const hintsOfNote = {
  hints: z
    .array(z.strictObject({ ...hint.shape, field: text }))
    .meta({ description: 'Where a draft could say it in person-first words; nothing has to be followed' }),
};

export const hintsBody = z.strictObject({ text: prose('What is to be looked at; it is not kept.') });
export const hintsReply = z.strictObject({ items: z.array(hint) });
