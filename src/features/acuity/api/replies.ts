import { z } from 'zod';
import { proposalOutcomes } from '../state.ts';
import { intensities } from '../../../engine/policy/profile.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const text = z.string();
const intensity = z
  .enum(intensities)
  .meta({ description: 'Side of the line: lighter is Case Management, fuller is Recovery Support (AC-3)' });
const entry = {
  stepId: text.meta({ description: 'The step; a transfer names its index by it' }),
  occurredAt: instantOut,
  by: z.strictObject({ staffId: text, name: text.nullable() }),
};

const score = z.strictObject({
  ...entry,
  score: z.int(),
  indicates: intensity,
  level: text.meta({ description: 'Level of care at that time' }),
  instrument: z
    .strictObject({ id: text, version: z.int(), hash: text })
    .nullable()
    .meta({ description: 'The form it was worked out with; null for the score of a paper form' }),
  answers: z
    .record(text, z.int())
    .optional()
    .meta({ description: 'Points by item; only for roles that may read what people wrote' }),
  documentation: z
    .array(z.strictObject({ item: text, anyOf: z.array(text) }))
    .optional()
    .meta({
      description: 'What its scored items ask for, to go with every request but the initial one (AC-2)',
    }),
});

const proposal = z.strictObject({
  index: text.meta({ description: 'The step that scored it' }),
  proposedAt: instantOut,
  from: text,
  indicates: intensity,
  outcome: z.enum(proposalOutcomes),
  settledBy: z.strictObject(entry).nullable(),
});

export const acuityReply = z
  .strictObject({
    asOf: instantOut,
    caseManagementUpTo: z.int().meta({ description: 'The line of the policy in force' }),
    instrument: z
      .strictObject({ id: text, version: z.int(), hash: text })
      .nullable()
      .meta({ description: "The policy's form; read it under /policies/{hash}" }),
    scores: z.array(score),
    proposals: z.array(proposal).meta({ description: 'Scores on the other side of the line (AC-3)' }),
    highAcuityEvents: z.array(z.strictObject({ ...entry, event: text.optional() })),
    stabilizedUntil: instantOut.nullable().meta({
      description: 'End of the period of closer contact after the newest event; may have passed (AC-5)',
    }),
  })
  .meta({ id: 'Acuity' });
