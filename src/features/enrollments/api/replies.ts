import { z } from 'zod';
import { stages } from '../../../engine/record/summary.ts';
import { obligationStatuses, dueChangeTypes, suspensions } from '../../../engine/obligations/obligation.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { pageOf } from '../../../kit/http/paging.ts';
import { linkedFile } from '../../links/api/schemas.ts';
import { client, namedDuty, sourced } from '../../../kit/http/reply-parts.ts';
import { underUsed } from '../../authorizations/api/under-used-replies.ts';

const text = z.string();
const optionalInstant = instantOut.nullable();
const enteredLate = z.boolean().meta({
  description:
    'Its deadline had passed when the referral, which came late, was entered: nobody was told of it',
});
const status = z.enum(obligationStatuses);
const thing = text.nullable().meta({ description: 'The thing it is about, by the id of its first step' });
const receiptLine = { key: text, ...namedDuty, due: instantOut };

export const receiptReply = z
  .strictObject({
    enrollmentId: text,
    commandId: text,
    version: z.int().meta({ description: 'Version of the record after it; send it as If-Match' }),
    recordedAt: instantOut,
    steps: z.array(z.strictObject({ stepId: text, type: text, occurredAt: instantOut })),
    met: z.array(z.strictObject({ ...receiptLine, status, at: instantOut })),
    opened: z.array(z.strictObject(receiptLine)),
    withdrawn: z.array(z.strictObject(receiptLine)),
    stage: z.enum(stages),
    nextDue: z.strictObject(receiptLine).nullable(),
  })
  .meta({ id: 'Receipt', description: 'What a command did, and what is due next' });

export const enrollmentReply = z
  .strictObject({
    enrollmentId: text,
    client,
    stage: z.enum(stages),
    level: text,
    emergency: z.boolean(),
    coordinator: z.strictObject({ staffId: text, name: text.nullable() }).nullable(),
    receivedAt: instantOut,
    nextDue: optionalInstant,
    overdue: z.int().meta({ description: 'Obligations that are overdue now' }),
    version: z.int(),
    pendingSteps: z.int().meta({ description: 'Steps taken in that wait for Temporal, not counted above' }),
    profileHash: text,
    calendarHash: text,
    dischargedAt: optionalInstant,
    endedAt: optionalInstant,
    enteredInErrorAt: optionalInstant,
    linked: z.array(linkedFile).optional().meta({
      description:
        'Other files of the same person (GET /clients/{id}/links has what keeps them safe): on its own page, for roles that may read names',
    }),
  })
  .meta({ id: 'Enrollment' });

export const enrollmentPage = pageOf(
  enrollmentReply
    .omit({ linked: true })
    .extend({
      nextDuty: z
        .strictObject(receiptLine)
        .nullable()
        .meta({ description: 'What is due first; only for roles that may read charts' }),
      nextAppointment: optionalInstant,
    })
    .meta({ id: 'ListedEnrollment' }),
);

const eventReference = z
  .strictObject({
    seq: z.int(),
    type: text,
    stepId: text.nullable(),
    occurredAt: instantOut,
    recordedAt: instantOut,
    by: z.strictObject({ staffId: text, role: text, name: text.nullable() }),
  })
  .meta({ id: 'EventReference' });

const obligationReply = z
  .strictObject({
    key: text,
    ...namedDuty,
    about: thing,
    status,
    overdue: z.boolean().meta({ description: 'Not closed, and due before now' }),
    opened: instantOut,
    due: instantOut,
    originalDue: instantOut,
    closedAt: optionalInstant,
    openedBy: eventReference.nullable(),
    closedBy: eventReference.nullable(),
    changes: z.array(
      z.strictObject({
        type: z.enum(dueChangeTypes),
        at: instantOut,
        bySeq: z.int().nullable(),
        from: instantOut,
        to: instantOut,
      }),
    ),
    suspended: z.strictObject({ type: z.enum(suspensions), since: instantOut, until: instantOut }).nullable(),
    acknowledged: z.boolean(),
    enteredLate,
    missRaisedAt: optionalInstant,
    missWithdrawnAt: optionalInstant,
    rungs: z.array(text),
    superseded: z.boolean(),
    why: z.strictObject({
      title: text,
      duty: text,
      level: text,
      source: text.meta({ description: 'Clause the number comes from' }),
      basis: sourced.basis,
      profileHash: text,
      calendarHash: text,
    }),
  })
  .meta({ id: 'Obligation' });

export const obligationList = z.strictObject({ asOf: instantOut, items: z.array(obligationReply) });

const movedDuty = z.strictObject({ ...receiptLine, status });

export const timelineReply = z.strictObject({
  items: z.array(
    z
      .strictObject({
        ...eventReference.shape,
        step: text.nullable().meta({ description: 'The step it records; null where the clock says it' }),
        title: text.meta({ description: 'What the step is called, or what the clock says' }),
        opened: z.array(movedDuty).meta({ description: 'What is owed since' }),
        closed: z.array(movedDuty).meta({ description: 'What it met, or is no longer owed' }),
        commandId: text,
        facts: z.record(text, z.unknown()),
        details: z
          .record(text, z.unknown())
          .optional()
          .meta({ description: 'What people wrote; only for roles that may read it' }),
        voidedBySeq: z.int().nullable(),
      })
      .meta({ id: 'TimelineEvent' }),
  ),
  nextAfter: z.int().nullable(),
});

const workItem = z
  .strictObject({
    enrollmentId: text,
    client,
    stage: z.enum(stages),
    level: text,
    key: text,
    ...namedDuty,
    about: thing,
    duty: text,
    opened: instantOut,
    due: instantOut,
    enteredLate,
    coveringFor: z
      .strictObject({ staffId: text, name: text })
      .nullable()
      .meta({ description: 'Who is away, where the client is theirs' }),
  })
  .meta({ id: 'WorkItem' });

export const myWorklist = z.strictObject({
  asOf: instantOut,
  overdue: z.array(workItem),
  dueSoon: z.array(workItem),
  later: z.array(workItem),
  underUsed,
});

export const teamWorklist = z.strictObject({
  asOf: instantOut,
  unassigned: z.array(
    z.strictObject({
      enrollmentId: text,
      client,
      receivedAt: instantOut,
      ageHours: z.number(),
      emergency: z.boolean(),
      due: optionalInstant,
    }),
  ),
  toReopen: z
    .array(z.strictObject({ enrollmentId: text, client, dischargedAt: instantOut, due: instantOut }))
    .meta({ description: 'Crises after a discharge: somebody decides whether it is reopened (CR-6)' }),
  coordinators: z.array(
    z.strictObject({
      staffId: text,
      name: text,
      enrollments: z.int(),
      overdue: z.int(),
      oldestDue: optionalInstant,
    }),
  ),
  counts: z.strictObject({
    byStage: z.record(text, z.int()),
    overdue: z.int(),
    dueSoon: z.int(),
    later: z.int(),
  }),
  underUsed,
});
