import {
  contentHashHex,
  indexAnswers,
  levelId,
  noFacts,
  note,
  reason,
  stepId,
  summary,
  why,
} from '../../../kit/http/schemas.ts';
import { enclosed } from '../../authorizations/api/fields.ts';
import { namedEnclosures } from '../../authorizations/api/named-enclosures.ts';
import { scoredIndex } from './scored-index.ts';
import { highAcuityEvents } from '../../../engine/record/steps/acuity.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { leads, team } from '../../../kit/http/roles.ts';
import type { acuityStepRules } from '../step-rules.ts';
import { z } from 'zod';

const highAcuityEvent = z
  .enum(highAcuityEvents)
  .meta({ description: 'Protected: kept out of everything but the record.' });

export const acuitySpecs = {
  scoreAcuity: {
    summary: 'Complete the Acuity Index (AC-1)',
    roles: team,
    problems: { 'score-out-of-range': true, 'unknown-instrument': true },
    resolve: scoredIndex,
    facts: z.strictObject({
      score: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .exactOptional()
        .meta({ description: 'Of a paper form; left out, it is worked out from the answers' }),
      instrument: contentHashHex
        .exactOptional()
        .meta({ description: 'The form that was answered, by its hash' }),
    }),
    details: { answers: indexAnswers.optional(), note },
  },

  changeLevel: {
    summary: 'Change the level of care (AC-3, AC-4)',
    roles: leads,
    problems: {
      'unknown-level': true,
      'nothing-to-meet': true,
      'not-an-index': true,
      'acuity-index-missing': true,
      'document-missing': true,
    },
    resolve: namedEnclosures,
    facts: z.strictObject({
      level: levelId,
      index: stepId.exactOptional().meta({ description: 'The step that scored the index it rests on' }),
      enclosed: enclosed.default([]),
    }),
    details: { reason, note },
  },

  updateAssessment: {
    summary: 'Update the comprehensive assessment (PL-10)',
    roles: team,
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { summary: summary.optional(), note },
  },
  keepLevel: {
    summary: 'Leave the client at the present level although the index indicates another (AC-3)',
    roles: leads,
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { reason: why('Why it is done.'), note },
  },

  reportHighAcuityEvent: {
    summary: 'Report a high-acuity event: contact within a day, then a period of closer contact (AC-5)',
    roles: team,
    problems: {},
    resolve: null,
    facts: noFacts,
    details: {
      event: highAcuityEvent,
      summary: summary.optional(),
      note,
    },
  },
} satisfies SpecsFor<typeof acuityStepRules>;
