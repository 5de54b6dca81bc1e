import { z } from 'zod';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { intensities } from '../../../engine/policy/profile.ts';
import { transferReasons } from '../../transfer/transfer.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { client, namedDuty, sourced } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const person = z.strictObject({ staffId: text, name: text.nullable() });

const approval = z
  .strictObject({
    what: z.enum(['duty', 'offer', 'review', 'sameness']),
    id: text,
    since: instantOut,
    enrollmentId: text.nullable(),
    client: client.nullable().meta({ description: 'null: of an offer, whose client is not yours yet' }),
    coordinator: person.nullable(),
    level: text.nullable(),
    duty: z
      .strictObject({
        ...{ key: text, ...namedDuty, about: text.nullable(), due: instantOut, duty: text, ...sourced },
        decidedBy: z.array(text).meta({ description: 'Names of the steps that settle it' }),
      })
      .nullable(),
    index: z
      .strictObject({
        ...{ stepId: text, score: z.number(), indicates: z.enum(intensities) },
        documents: z
          .array(z.enum(requestDocuments))
          .meta({ description: 'What goes with it to a level on the other side of the line (AC-2)' }),
        enclosed: z
          .array(z.strictObject({ document: z.enum(requestDocuments), id: text, hash: text.optional() }))
          .meta({ description: 'What of that is on record, as changeLevel takes it' }),
      })
      .nullable()
      .meta({ description: 'The Acuity Index by which it is asked (AC-3)' }),
    offer: z
      .strictObject({
        ...{ transfer: text, from: text, reason: z.enum(transferReasons), level: text },
        score: z.number().nullable(),
      })
      .nullable()
      .meta({ description: 'A client whom another agency offers (OU-4)' }),
    review: z
      .strictObject({ documentId: text, revision: z.int(), staff: person })
      .nullable()
      .meta({ description: 'A case review that was held and wants the caller’s signature (SU-1)' }),
    sameness: z.int().nullable().meta({
      description: 'With how many on record the client may be one: GET /enrollments/{id}/sameness',
    }),
  })
  .meta({ id: 'Approval' });

export const approvalsReply = z
  .strictObject({
    asOf: instantOut,
    timeZone: text,
    levels: z
      .array(z.strictObject({ level: text, title: text, intensity: z.enum(intensities).nullable() }))
      .meta({ description: 'Levels of care of the agency' }),
    items: z.array(approval).meta({ description: 'The oldest first' }),
  })
  .meta({ id: 'Approvals', description: 'What waits for a lead, and for nobody else' });

const counts = z.strictObject({ overdue: z.int(), today: z.int() });

export const teamDayReply = z
  .strictObject({
    asOf: instantOut,
    timeZone: text,
    duties: counts.meta({ description: 'Of clients: overdue, and due later today' }),
    people: z
      .array(z.strictObject({ staff: person.nullable(), ...counts.shape }))
      .meta({ description: 'With whose clients most is overdue; null: nobody has them' }),
    approvals: z.strictObject({ waiting: z.int(), oldest: instantOut.nullable() }),
    queue: z.strictObject({ waiting: z.int(), due: instantOut.nullable() }).meta({
      description: 'Clients without a lasting coordinator, as in the queue; when the next is to have one',
    }),
    away: z.array(
      z.strictObject({
        staff: z.strictObject({ staffId: text, name: text }),
        cover: z.strictObject({ staffId: text, name: text }),
        from: instantOut,
        until: instantOut.nullable(),
      }),
    ),
  })
  .meta({ id: 'TeamDay', description: 'What a lead looks at before the day ends' });
