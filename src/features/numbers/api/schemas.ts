import { z } from 'zod';
import { definitions, numberUnits } from '../definitions.ts';
import { missCauses } from '../../../engine/policy/miss-cause.ts';
import { groupings } from '../tally.ts';
import { instantOut, monthIn } from '../../../kit/http/dates.ts';
import { flag, levelId, staffMember } from '../../../kit/http/schemas.ts';
import { pageQuery } from '../../../kit/http/paging.ts';
import { client, namedDuty, sourced } from '../../../kit/http/reply-parts.ts';

const text = z.string();
export const numberId = z.enum(definitions.map(({ id }) => id));

const months = {
  month: monthIn,
  through: monthIn.optional().meta({ description: 'The last of several months; left out, that one alone' }),
};

export const numbersQuery = z.strictObject({
  ...months,
  by: z.enum(groupings).default('agency').meta({ description: 'What the numbers are shown apart for' }),
});

export const numberCasesQuery = z.strictObject({
  ...months,
  part: z.string().max(80).optional().meta({ description: 'One part of the number, as it names them' }),
  coordinator: z
    .union([z.literal('none'), staffMember('about')])
    .optional()
    .meta({ description: 'Staff id, or `none`' }),
  level: levelId.optional(),
  counted: flag.optional().meta({ description: 'Only what is counted above the line, or only what is not' }),
  ...pageQuery,
});

const looked = {
  asOf: instantOut,
  month: monthIn,
  through: monthIn,
  complete: z.boolean().meta({ description: 'The last month is over' }),
  of: z
    .enum(['all', 'put-before-payer'])
    .meta({ description: 'Which clients are counted: for the payer, those with a request to it' }),
};

const figureReply = z.strictObject({
  number: numberId,
  part: text.nullable().meta({ description: 'Duty, cause, reason, item, band or level; null: as a whole' }),
  numerator: z.number(),
  denominator: z.number().nullable().meta({ description: 'null: a number without a line' }),
  value: z
    .number()
    .nullable()
    .meta({ description: "In the unit of the number's definition; null: there is nothing to take it from" }),
  enteredLate: z.int().optional().meta({
    description:
      'So many of those above the line were due before a referral that came late was entered; left out, none',
  }),
});

export const numbersReply = z
  .strictObject({
    ...looked,
    by: z.enum(groupings),
    groups: z.array(
      z.strictObject({
        key: text.nullable().meta({
          description:
            'Staff id, month or level; null: the agency, or clients without a coordinator and what was no coordinator’s to do',
        }),
        name: text.nullable().meta({ description: "Of a coordinator, who may have left; else the key's" }),
        figures: z.array(figureReply).meta({
          description:
            'Satisfaction is left out where too few have answered, for those who may not read answers',
        }),
      }),
    ),
  })
  .meta({ id: 'Numbers' });

const definitionReply = z.strictObject({
  id: numberId,
  ...{ title: text, counted: text },
  unit: z.enum(numberUnits),
  ...{ numerator: text, denominator: text.nullable(), leftOut: text },
  opens: z.boolean().meta({ description: 'Whether its reader may open the cases behind it' }),
  ...sourced,
});

export const definitionsReply = z
  .strictObject({
    items: z.array(definitionReply),
    acuityBands: z.strictObject({
      value: z.array(z.strictObject({ band: text, upTo: z.number().nullable() })),
      ...sourced,
    }),
    duties: z
      .array(z.strictObject({ duty: text, ...namedDuty }))
      .meta({ description: 'What stands behind the duties that are parts of a number' }),
    fewestAnswering: z.strictObject({ value: z.int(), ...sourced }),
  })
  .meta({ id: 'NumberDefinitions' });

const cause = z.enum(missCauses).nullable();

export const numberCasesReply = z
  .strictObject({
    ...looked,
    number: numberId,
    items: z.array(
      z.strictObject({
        ...{ enrollmentId: text, client },
        coordinator: z
          .strictObject({ staffId: text, name: text.nullable() })
          .nullable()
          .meta({ description: 'Who had the client then' }),
        ...{ level: text, month: monthIn, part: text.nullable() },
        counted: z.boolean().meta({ description: 'Above the line' }),
        outcome: text.nullable().meta({ description: 'For example `met`, `met-late`, `missed`' }),
        cause: cause.meta({ description: 'Of what was not met in time, as it counts' }),
        derivedCause: cause.meta({ description: 'The same by the record alone, whatever a lead has said' }),
        value: z.number(),
        about: text.nullable().meta({ description: 'Key of the obligation, or id of the step' }),
        enteredLate: z
          .boolean()
          .meta({ description: 'It was due before its referral, which came late, was entered' }),
        at: instantOut.meta({ description: 'When it was due, or happened' }),
      }),
    ),
    nextCursor: text.nullable(),
  })
  .meta({ id: 'NumberCases' });
