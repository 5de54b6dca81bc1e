import { z } from 'zod';
import { agendaSections } from '../agenda.ts';
import { pointOwners } from '../review-point.ts';
import { reviewFormats } from '../../../engine/policy/supervision-terms.ts';
import { dateIn, instantOut } from '../../../kit/http/dates.ts';
import { code, prose, uuid, whyInShort } from '../../../kit/http/schemas.ts';
import { signer } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const format = z.enum(reviewFormats).meta({ description: 'As the staff policy lets reviews be held' });

export const planFields = { plannedOn: dateIn('planned'), format };
export const prepareFields = {
  brought: z
    .array(code)
    .max(20)
    .default([])
    .meta({ description: 'What the coordinator brings along, in the words of the staff policy' }),
  remarks: prose('What the coordinator wants to talk about.').optional(),
};
const about = uuid.optional().meta({ description: "A case of the agenda's caseload, where it is about one" });
export const holdFields = {
  format,
  items: z
    .array(
      z.strictObject({
        enrollmentId: about,
        what: prose('What was looked at.'),
        decided: prose('What was decided.'),
      }),
    )
    .max(200),
  points: z
    .array(
      z.strictObject({
        enrollmentId: about,
        what: prose('What is to be done.'),
        who: z.enum(pointOwners),
        dueOn: dateIn('due'),
      }),
    )
    .max(100)
    .default([]),
};
export const addendumFields = { text: prose('What is to be added; dated and signed by its author.') };
export const closePointFields = {
  point: z.int().min(1).max(100).meta({ description: "Of the review's points, counted from 1" }),
  outcome: prose('What came of it.'),
};
export const cancelFields = { reason: whyInShort() };

const agendaLine = z
  .strictObject({
    section: z.enum(agendaSections),
    enrollmentId: text.nullable().meta({ description: 'The case it opens: /enrollments/{id}' }),
    duty: text.nullable(),
    about: text.meta({
      description: 'Key of the obligation, step of the event or request, or review and number of a point',
    }),
    at: instantOut
      .nullable()
      .meta({ description: 'Due, happened or last done; null: never. `days` counts between it and `asOf`' }),
    days: z.int(),
    why: text,
  })
  .meta({ id: 'AgendaLine' });

const agenda = z
  .strictObject({
    asOf: instantOut,
    lastReviewAt: instantOut.nullable(),
    caseload: z.array(text).meta({ description: 'Enrollments of the coordinator' }),
    lines: z.array(agendaLine),
  })
  .meta({ id: 'Agenda' });

export const agendaReply = z.strictObject({
  ...agenda.shape,
  clients: z
    .array(
      z.strictObject({
        enrollmentId: text,
        reference: text,
        givenName: text.nullable(),
        familyName: text.nullable(),
      }),
    )
    .meta({ description: 'Of the caseload' }),
});

const signature = z
  .strictObject({ by: signer, at: instantOut, due: instantOut, late: z.boolean() })
  .nullable();
export const caseReviewContent = z
  .strictObject({
    ...{ staffId: text, supervisorId: text, plannedOn: text, format: text },
    agenda: agenda.nullable(),
    brought: z.strictObject({ items: z.array(text), remarks: text.nullable(), at: instantOut }).nullable(),
    held: z
      .strictObject({
        at: instantOut,
        format: text,
        items: z.array(z.strictObject({ enrollmentId: text.nullable(), what: text, decided: text })),
      })
      .nullable(),
    points: z.array(
      z.strictObject({
        ...{ enrollmentId: text.nullable(), what: text, who: text, dueOn: text },
        closed: z.strictObject({ by: signer, at: instantOut, outcome: text }).nullable(),
      }),
    ),
    signed: z.strictObject({ supervisor: signature, coordinator: signature }),
    addenda: z.array(z.strictObject({ by: signer, at: instantOut, text })),
  })
  .meta({ id: 'CaseReviewContent' });
