import { mostMoved } from '../spread.ts';
import { z } from 'zod';
import { moveStates } from '../decide.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { staffMember, uuid, whyInShort, withoutRepeats } from '../../../kit/http/schemas.ts';
import { actor, client } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const percent = z.number().meta({ description: 'Of a whole caseload', example: 85 });
const person = z.strictObject({ staffId: text, name: text });
const why = z
  .strictObject({ code: text, title: text, remedy: text })
  .nullable()
  .meta({ description: 'Why not, and what can be done; as the answer to an assignment would say it' });

export const previewBody = z
  .strictObject({
    from: staffMember('about').meta({ description: 'Whose clients' }),
    to: z
      .array(staffMember('to-act'))
      .min(1)
      .max(200)
      .refine(withoutRepeats, 'names somebody twice')
      .optional()
      .meta({ description: 'Who may be given them; left out, every other coordinator' }),
    enrollments: z
      .array(uuid)
      .min(1)
      .max(mostMoved)
      .refine(withoutRepeats, 'names a client twice')
      .optional()
      .meta({ description: 'Left out, all clients' }),
  })
  .meta({ id: 'ReassignmentPreviewBody' });

export const previewReply = z
  .strictObject({
    asOf: instantOut,
    from: person,
    items: z.array(
      z.strictObject({
        enrollmentId: text,
        client,
        level: text,
        percent,
        provisional: z.boolean().meta({ description: 'An emergency with whoever was on call (IN-8)' }),
        to: person.nullable(),
        why,
      }),
    ),
    people: z
      .array(
        z.strictObject({
          ...{ staffId: text, name: text, takes: z.int() },
          ...{ beforePercent: percent, afterPercent: percent, allowedPercent: percent, why },
        }),
      )
      .meta({ description: 'Each who was thought of: how many they would take, and how full they would be' }),
    unplaced: z.int().meta({ description: 'Clients for whom nobody has room' }),
    beyond: z.int().meta({ description: `Clients beyond the ${mostMoved} of one reassignment` }),
  })
  .meta({ id: 'ReassignmentPreview', description: 'Who would go where, as it stands. Nothing is changed' });

export const planBody = z
  .strictObject({
    from: staffMember('about'),
    reason: whyInShort(),
    items: z
      .array(z.strictObject({ enrollmentId: uuid, to: staffMember('to-act') }))
      .min(1)
      .max(mostMoved)
      .refine(
        (items) => withoutRepeats(items.map(({ enrollmentId }) => enrollmentId)),
        'names a client twice',
      )
      .meta({ description: 'As previewed, or otherwise' }),
  })
  .meta({ id: 'ReassignmentBody' });

export const reassignmentStates = ['running', 'stopping', 'stopped', 'done'] as const;

const counts = z.strictObject({ waiting: z.int(), moved: z.int(), refused: z.int(), left: z.int() });

export const reassignmentReply = z
  .strictObject({
    reassignmentId: text,
    from: person,
    reason: text,
    by: actor,
    recordedAt: instantOut,
    state: z.enum(reassignmentStates).meta({
      description: 'stopped: nobody else is moved; whoever was moved before stays moved',
    }),
    stopped: z.strictObject({ by: actor, at: instantOut }).nullable(),
    endedAt: instantOut.nullable(),
    counts,
    items: z.array(
      z.strictObject({
        enrollmentId: text,
        client: client.nullable(),
        to: person,
        state: z.enum(moveStates),
        why,
        settledAt: instantOut.nullable(),
      }),
    ),
  })
  .meta({ id: 'Reassignment' });

export const reassignmentsReply = z
  .strictObject({ items: z.array(reassignmentReply) })
  .meta({ id: 'Reassignments', description: 'Newest first' });
