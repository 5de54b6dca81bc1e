import { z } from 'zod';
import { waitingFor } from '../waiting.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { code, withoutRepeats } from '../../../kit/http/schemas.ts';
import { client } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const codes = z.array(code).max(50).refine(withoutRepeats, 'names something twice').default([]);
const language = z
  .array(z.string().regex(/^[a-z]{2,3}$/))
  .max(20)
  .refine(withoutRepeats, 'names something twice')
  .default([]);
const area = code.nullable().default(null);

/** Whom a member of staff can be there for. */
export const servesFields = {
  languages: language.meta({ description: 'They speak, as ISO 639 codes', example: ['en', 'es'] }),
  populations: codes.meta({
    description: "Groups they are used to, in the agency's words",
    example: ['veterans'],
  }),
  area: area.meta({ description: 'An area of the agency from which they set out' }),
};

/** What a client needs of a coordinator. */
export const needFields = {
  languages: language.meta({ description: 'Which the coordinator should speak, as ISO 639 codes' }),
  populations: codes.meta({ description: "Groups the coordinator should be used to, in the agency's words" }),
  area: area.meta({ description: 'An area of the agency: no address' }),
};
export const needContent = z.strictObject(needFields).meta({ id: 'AssignmentNeed' });

export const settingsFields = {
  areas: z
    .array(z.strictObject({ id: code, beside: codes.meta({ description: 'Areas next to it' }) }))
    .max(100)
    .default([]),
  system: z
    .strictObject({
      minutesBefore: z
        .int()
        .min(30)
        .max(2_880)
        .optional()
        .meta({ description: 'Before the due instant; left out, what the staff policy says' }),
    })
    .nullable()
    .default(null)
    .meta({ description: 'Whether the system assigns whom nobody has assigned in time' }),
};
export const settingsContent = z
  .strictObject({
    areas: z.array(z.strictObject({ id: text, beside: z.array(text) })),
    system: z.strictObject({ minutesBefore: z.int() }).nullable(),
  })
  .meta({ id: 'AssignmentSettings' });

export const takeBody = z.strictObject({}).meta({ id: 'TakeSuggestion' });
export const queueQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'The most urgent so many' }),
  which: z
    .enum(waitingFor)
    .optional()
    .meta({ description: 'Those alone; the others are neither listed nor counted' }),
});

const line = z.strictObject({
  aspect: text,
  points: z.number().meta({ description: 'What it adds' }),
  text: text.meta({ example: 'speaks Spanish' }),
});
const glance = {
  ...{ rank: z.int(), staffId: text, name: text },
  points: z.number(),
};
const suggestion = z.strictObject({ ...glance, lines: z.array(line) });
const urgency = {
  duty: text.nullable().meta({ description: 'IN-4, or IN-8 after an emergency; null: nothing is owed now' }),
  title: text.nullable().meta({ description: 'What that duty is called' }),
  due: instantOut.nullable(),
  held: z.boolean().meta({ description: 'Its clock is stopped' }),
  business: z
    .strictObject({ passedMinutes: z.int(), leftMinutes: z.int(), overdueMinutes: z.int() })
    .nullable()
    .meta({ description: 'Business time since it was opened, until it is due, since it was due' }),
};

export const suggestionsReply = z
  .strictObject({
    enrollmentId: text,
    asOf: instantOut,
    level: text,
    version: z.int(),
    coordinator: z
      .strictObject({ staffId: text, provisional: z.boolean() })
      .nullable()
      .meta({ description: 'Who has the client now; provisional: until somebody is assigned (IN-8)' }),
    ...urgency,
    need: needContent,
    items: z.array(suggestion).meta({ description: 'Best first' }),
    others: z
      .array(z.strictObject({ staffId: text, name: text, because: z.array(text) }))
      .meta({ description: 'Who is not suggested, and why' }),
  })
  .meta({ id: 'Suggestions' });

export const queueReply = z
  .strictObject({
    asOf: instantOut,
    total: z.strictObject({ unassigned: z.int(), provisional: z.int() }),
    unassigned: z.array(queued()).meta({ description: 'Most urgent first (IN-4)' }),
    provisional: z
      .array(queued())
      .meta({ description: 'Emergencies with whoever was on call, most urgent first (IN-8)' }),
  })
  .meta({ id: 'AssignmentQueue' });

function queued() {
  return z.strictObject({
    enrollmentId: text,
    client,
    level: text,
    emergency: z.boolean(),
    receivedAt: instantOut,
    coordinatorId: text.nullable().meta({ description: 'Of an emergency: who has it for now' }),
    ...urgency,
    suggestions: z
      .array(
        z.strictObject({
          ...{ ...glance, why: text },
          places: z.int().meta({ description: 'So many more clients of this level they may be given' }),
        }),
      )
      .meta({ description: 'The best three' }),
    candidates: z.int().meta({ description: 'How many could take the client at all' }),
  });
}
