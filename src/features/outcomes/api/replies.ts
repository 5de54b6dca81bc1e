import { z } from 'zod';
import { disputeStates } from '../disputes.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';
import { namedDuty } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const optionalInstant = instantOut.nullable();
const words = z
  .record(z.string(), z.unknown())
  .nullable()
  .meta({ description: 'What people wrote; null for those who may not read it' });
const by = z.strictObject({ staffId: text, name: text.nullable() });
const entered = { stepId: text, at: instantOut, by, words };
const flag = z.boolean().optional();

export const outcomesReply = z
  .strictObject({
    asOf: instantOut,
    groups: z.array(
      z.strictObject({ stepId: text, group: text, enteredAt: instantOut, leftAt: optionalInstant }),
    ),
    windows: z.array(
      z.strictObject({
        ...{ ...namedDuty, opened: instantOut, due: instantOut, status: text },
        countsFrom: dateOut.nullable().meta({ description: 'First day that counts; null: any' }),
      }),
    ),
    instruments: z.array(
      z.strictObject({ ...entered, instrument: text, version: text, point: text, outcome: text }),
    ),
    satisfactionAsked: z.array(z.strictObject(entered)),
    discharges: z.array(
      z.strictObject({
        ...entered,
        ...{ reason: text, reopened: z.boolean() },
        ...{ lastMeetingHeld: flag, aftercareArranged: flag, warmHandOver: flag, receivingAgencyNamed: flag },
      }),
    ),
    outcomes: z.array(z.strictObject({ ...entered, completed: flag, measure: text.optional() })),
  })
  .meta({ id: 'Outcomes', description: "What is and was measured of a client's outcomes" });

export const disputesReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(
      z.strictObject({
        ...{ stepId: text, subject: text, raisedAt: instantOut, by, words },
        state: z.enum(disputeStates),
        closedAt: optionalInstant,
        closing: z
          .strictObject({ stepId: text, words })
          .nullable()
          .meta({ description: 'The step that settled or withdrew it' }),
        steps: z.array(
          z.strictObject({ ...entered, method: text, arbitration: text.optional(), outcome: text }),
        ),
      }),
    ),
  })
  .meta({ id: 'Disputes', description: 'Disputes, oldest first' });

export const instrumentList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        version: text.meta({ description: 'Hash that names this version' }),
        ...{ instrument: text, number: z.int(), title: text, source: text },
        standIn: z.boolean().meta({ description: 'The items are ours: the form itself is not public to us' }),
        points: z.array(text),
        items: z.array(
          z.strictObject({
            ...{ id: text, question: text, answer: text, options: z.array(text).optional() },
            ...{ lowest: z.int().optional(), highest: z.int().optional() },
          }),
        ),
      })
      .meta({ id: 'Instrument' }),
  ),
});
