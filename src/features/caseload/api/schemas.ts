import { z } from 'zod';
import { actor, sourced } from '../../../kit/http/reply-parts.ts';
import { instantIn, instantOut } from '../../../kit/http/dates.ts';
import { levelId, whyInShort } from '../../../kit/http/schemas.ts';

const text = z.string();
const percent = z.number().meta({ description: 'Of a whole caseload', example: 85 });
const reason = whyInShort();

export const overrideBody = z
  .strictObject({
    level: levelId,
    clients: z.int().min(1).max(100).meta({ description: 'So many clients of that level more' }),
    from: instantIn('planned').optional().meta({ description: 'Left out, at once' }),
    until: instantIn('planned'),
    reason,
  })
  .meta({ id: 'CaseloadOverrideBody' });

export const overrideEndBody = z.strictObject({ reason }).meta({ id: 'CaseloadOverrideEnd' });

export const overrideReply = z
  .strictObject({
    override: text.meta({ description: 'Names it' }),
    staffId: text,
    level: text,
    clients: z.int(),
    percent,
    from: instantOut,
    until: instantOut.meta({ description: 'Its end, or when it was ended before' }),
    reason: text,
    by: actor,
    recordedAt: instantOut,
    ended: z.strictObject({ reason: text, by: actor, at: instantOut }).nullable(),
  })
  .meta({ id: 'CaseloadOverride' });

export const overridesReply = z
  .strictObject({ items: z.array(overrideReply) })
  .meta({ id: 'CaseloadOverrides', description: 'Newest first' });

const ofLevel = { level: text, title: text };

const caseload = z.strictObject({
  staffId: text,
  name: text,
  active: z.boolean(),
  onCall: z.boolean(),
  mayTakeClients: z.boolean().meta({ description: 'Whether the staff file lets them (ST-2)' }),
  usedPercent: percent,
  limitPercent: percent.meta({ description: 'Up to how much, without an override' }),
  allowedPercent: percent.meta({ description: 'With the overrides in force' }),
  weightedPercent: percent.meta({
    description: 'By acuity, recent crisis and travel as well: for those who share the work out, no cap',
  }),
  levels: z.array(
    z.strictObject({
      ...ofLevel,
      clients: z.int(),
      room: z.int().meta({ description: 'So many more of this level alone would fit' }),
    }),
  ),
  provisional: z
    .array(z.strictObject({ enrollmentId: text, level: text, since: instantOut }))
    .meta({ description: 'Emergencies until a lasting coordinator follows (IN-8): outside the cap' }),
  overrides: z.array(overrideReply).meta({ description: 'In force or to come' }),
});

const adds = z.number().meta({ description: 'Percent of a client of that level' });

export const caseloadsReply = z
  .strictObject({
    asOf: instantOut,
    caps: z.array(z.strictObject({ ...ofLevel, cap: z.int(), ...sourced })),
    weights: z
      .strictObject({
        acuity: z.strictObject({
          value: z.array(z.strictObject({ above: z.number(), adds })),
          ...sourced,
        }),
        crisis: z.strictObject({ value: z.strictObject({ withinDays: z.int(), adds }), ...sourced }),
        travel: z.strictObject({
          value: z.strictObject({ withinDays: z.int(), addsEach: adds, addsAtMost: adds }),
          ...sourced,
        }),
      })
      .nullable()
      .meta({ description: 'Null: the staff policy of the agency adds nothing to a level' }),
    longestOverrideDays: z
      .strictObject({ value: z.int(), ...sourced })
      .nullable()
      .meta({ description: 'Null: the staff policy of the agency sets no such term' }),
    dayEnds: z
      .array(instantOut)
      .meta({ description: 'When today and each of the days after it ends, by the agency’s clocks' }),
    coordinators: z.array(caseload),
  })
  .meta({ id: 'Caseloads' });
