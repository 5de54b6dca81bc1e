import { z } from 'zod';
import { bands } from '../bands.ts';
import { intervalUnits } from '../../../engine/calendar/index.ts';
import { everyone } from '../../../kit/http/roles.ts';
import { stages } from '../../../engine/record/summary.ts';
import { suspensions } from '../../../engine/obligations/obligation.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { client, namedDuty, sourced } from '../../../kit/http/reply-parts.ts';

const text = z.string();

/** What a line about a duty says, wherever it stands. */
export const dutyFields = {
  key: text,
  ...namedDuty,
  about: text.nullable().meta({ description: 'The thing it is about, by the id of its first step' }),
  due: instantOut,
  opened: instantOut,
  duty: text,
  source: text.meta({ description: 'Clause the number comes from' }),
  basis: sourced.basis,
  within: z
    .strictObject({ count: z.int(), unit: z.enum(intervalUnits) })
    .nullable()
    .meta({ description: 'How long there is for it; null: until a day that a fact names' }),
  profileHash: text.meta({ description: 'The policy that it is owed by: GET /policies/{hash}' }),
  metBy: z.array(text).meta({ description: 'Names of the steps that meet it' }),
  waitsFor: z.array(z.enum(everyone)).meta({
    description: 'Who can meet it, where the caller cannot; empty where it is the caller’s to do',
  }),
  suspended: z.strictObject({ type: z.enum(suspensions), until: instantOut }).nullable(),
  holdable: z
    .boolean()
    .meta({ description: 'Its clock may be moved, held or waived; of an emergency it stops for nobody' }),
  acknowledged: z.boolean().meta({ description: 'Somebody has answered its page' }),
};
const dutyLine = z.strictObject({ ...dutyFields, band: z.enum(bands) }).meta({ id: 'DutyLine' });

/** How somebody is called first, and whether a message may be left. */
export const reachOut = z.strictObject({ phone: text, mayLeaveMessage: z.boolean() }).nullable();

const card = z
  .strictObject({
    enrollmentId: text,
    client,
    stage: z.enum(stages),
    level: text,
    emergency: z.boolean(),
    reach: reachOut.meta({ description: 'The first way to call them' }),
    hasSafetyPlan: z.boolean(),
    nextAppointment: z.strictObject({ appointmentId: text, startsAt: instantOut }).nullable(),
    coveringFor: z.strictObject({ staffId: text, name: text }).nullable(),
    duties: z.array(dutyLine).meta({ description: 'By due instant; what is due later is counted alone' }),
    later: z.int(),
  })
  .meta({ id: 'DayCard', description: 'A client of the day' });

const counts = Object.fromEntries(bands.map((band) => [band, z.int()])) as Record<
  (typeof bands)[number],
  z.ZodInt
>;

export const dayReply = z
  .strictObject({
    asOf: instantOut,
    timeZone: text,
    limits: z
      .strictObject({ todayEnds: instantOut, tomorrowEnds: instantOut, weekEnds: instantOut })
      .meta({ description: 'When the bands end: the agency’s days' }),
    counts: z.strictObject({ ...counts, later: z.int() }).meta({ description: 'Duties of each band' }),
    unread: z.int().meta({ description: 'Messages in the inbox' }),
    paperwork: z
      .strictObject({ owed: z.int(), overdue: z.int() })
      .meta({ description: 'Notes to write or to sign: GET /worklists/mine/paperwork' }),
    clients: z.array(card).meta({ description: 'Whose first duty is the most urgent comes first' }),
  })
  .meta({ id: 'Day', description: 'A coordinator’s day, one card a client' });
