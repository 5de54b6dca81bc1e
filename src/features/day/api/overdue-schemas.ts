import { z } from 'zod';
import { overdueOrders } from '../bands.ts';
import { stages } from '../../../engine/record/summary.ts';
import { suspensions } from '../../../engine/obligations/obligation.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { client, namedDuty, sourced } from '../../../kit/http/reply-parts.ts';
import { dutyKind, staffMember } from '../../../kit/http/schemas.ts';

const text = z.string();
const person = z.strictObject({ staffId: text, name: text.nullable() });
const counts = {
  overdue: z.int(),
  today: z.int().meta({ description: 'Due later today, by the agency’s clocks' }),
};

export const overdueQuery = z.strictObject({
  by: z.enum(overdueOrders).default('duty').meta({
    description: 'In which order cells come: by duty, or by coordinator; where most is overdue first',
  }),
  kind: dutyKind.optional().meta({ description: 'Cases of that duty alone' }),
  staff: z
    .union([staffMember('about'), z.literal('none')])
    .optional()
    .meta({ description: 'Cases of that coordinator alone; `none`: of whom nobody has' }),
  when: z.enum(['overdue', 'today']).optional().meta({ description: 'Left out, both' }),
  ...pageQuery,
});

const overdueCase = z
  .strictObject({
    enrollmentId: text,
    client,
    stage: z.enum(stages),
    level: text,
    emergency: z.boolean(),
    coordinator: person.nullable(),
    key: text,
    ...namedDuty,
    about: text.nullable().meta({ description: 'The thing it is about, by the id of its first step' }),
    due: instantOut,
    opened: instantOut,
    openedBy: z.strictObject({ type: text }).nullable().meta({ description: 'The event that opened it' }),
    duty: text,
    ...sourced,
    suspended: z.strictObject({ type: z.enum(suspensions), until: instantOut }).nullable(),
  })
  .meta({ id: 'OverdueCase' });

export const overdueReply = pageOf(overdueCase)
  .extend({
    asOf: instantOut,
    timeZone: text,
    todayEnds: instantOut,
    counts: z.strictObject(counts).meta({ description: 'Of the whole agency, whatever is asked for' }),
    staff: z
      .array(
        z.strictObject({
          staff: person.nullable().meta({ description: 'null: nobody has those clients' }),
          cover: z.strictObject({ staffId: text, name: text }).nullable().meta({
            description: 'They are away now, and this is who covers',
          }),
          ...counts,
        }),
      )
      .meta({ description: 'Each with whose clients something is late or due today' }),
    cells: z
      .array(z.strictObject({ ...namedDuty, staffId: text.nullable(), ...counts }))
      .meta({ description: 'Duty by coordinator: those alone in which there is something' }),
  })
  .meta({
    id: 'Overdue',
    description:
      'What is late in the agency: the whole as a grid, the cases asked for, longest overdue first',
  });
