import { z } from 'zod';
import { problemCodes } from '../../../api/problems.ts';
import { stages } from './schemas.ts';
import { policyDocumentKinds } from '../../../kit/policies.ts';
import { instantOut } from '../../../kit/http/schemas.ts';
import { client } from '../../../kit/http/reply-parts.ts';
import { underUsed } from '../../authorizations/api/under-used-replies.ts';

const text = z.string();
const optionalInstant = instantOut.nullable();
const status = z.enum(['open', 'met', 'met-late', 'overdue', 'cancelled']);
const thing = text.nullable().meta({ description: 'The thing it is about, by the id of its first step' });
const receiptLine = { key: text, kind: text, due: instantOut };

export const problemReply = z
  .looseObject({
    type: text.meta({ description: 'A path of this API that explains the problem' }),
    title: text,
    status: z.int(),
    detail: text.optional(),
    instance: text.meta({ description: 'Names this one answer; support finds it in the logs' }),
    code: z.enum(problemCodes as [string, ...string[]]),
    errors: z
      .array(
        z.strictObject({
          pointer: text.optional().meta({ description: 'JSON pointer into the body' }),
          parameter: text.optional().meta({ description: 'Query parameter or header' }),
          detail: text,
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

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
    by: z.strictObject({ staffId: text, name: text.nullable() }),
    status: z.enum(['waiting', 'recorded', 'refused']),
    version: z.int().nullable().meta({ description: 'Of the record after it, once it is recorded' }),
    settledAt: optionalInstant,
    problem: z
      .strictObject({
        type: text,
        title: text,
        status: z.int(),
        detail: text,
        code: z.enum(problemCodes as [string, ...string[]]),
        errors: z.array(z.strictObject({ pointer: text, detail: text })).optional(),
        version: z.int().optional(),
        enrollmentId: text.optional(),
      })
      .nullable()
      .meta({ description: 'Why it was refused, as it would have been answered at once' }),
  })
  .meta({ id: 'PendingStep', description: 'A step that was taken in while Temporal was away' });

export const pendingPage = z.strictObject({
  items: z.array(pendingStepReply),
  nextCursor: text.nullable(),
});

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
  })
  .meta({ id: 'Enrollment' });

export const enrollmentPage = z.strictObject({
  items: z.array(enrollmentReply),
  nextCursor: text.nullable(),
});

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
    kind: text,
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
        type: z.enum(['held', 'resumed', 'moved', 'waived']),
        at: instantOut,
        bySeq: z.int().nullable(),
        from: instantOut,
        to: instantOut,
      }),
    ),
    suspended: z
      .strictObject({ type: z.enum(['hold', 'waiver']), since: instantOut, until: instantOut })
      .nullable(),
    acknowledged: z.boolean(),
    missRaisedAt: optionalInstant,
    missWithdrawnAt: optionalInstant,
    rungs: z.array(text),
    superseded: z.boolean(),
    why: z.strictObject({
      title: text,
      duty: text,
      level: text,
      source: text.meta({ description: 'Clause the number comes from' }),
      basis: z.enum(['policy', 'agency']),
      profileHash: text,
      calendarHash: text,
    }),
  })
  .meta({ id: 'Obligation' });

export const obligationList = z.strictObject({ asOf: instantOut, items: z.array(obligationReply) });

export const timelineReply = z.strictObject({
  items: z.array(
    z
      .strictObject({
        ...eventReference.shape,
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
    kind: text,
    about: thing,
    duty: text,
    opened: instantOut,
    due: instantOut,
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

const inboxItem = z
  .strictObject({
    id: text,
    kind: text,
    enrollmentId: text.nullable(),
    /** Whose file it is about, where it is about no enrollment. */
    aboutStaffId: text.nullable(),
    aboutReport: text.nullable().meta({ description: 'The month whose report is there' }),
    audience: text,
    obligation: text.nullable(),
    duty: text.nullable(),
    due: optionalInstant,
    raisedAt: instantOut,
    readAt: optionalInstant,
  })
  .meta({ id: 'InboxItem' });

export const inboxPage = z.strictObject({ items: z.array(inboxItem), nextCursor: text.nullable() });
export const inboxItemReply = inboxItem;

export const deliveryList = z.strictObject({
  waiting: z.int(),
  failing: z.int(),
  items: z.array(
    z.strictObject({
      id: text,
      notificationId: text,
      kind: text,
      channel: text,
      state: text,
      notBefore: instantOut,
      attempts: z.int(),
      lastError: text.nullable(),
    }),
  ),
});

export const policyReply = z.strictObject({
  hash: text,
  kind: z.enum(policyDocumentKinds),
  name: text,
  content: z.unknown(),
});
