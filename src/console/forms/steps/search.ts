import { locateDecisions, locateKinds, locateOutcomes } from '../../../engine/record/steps/triage.ts';
import type { StepsOf } from '../registry.ts';
import { disclosed, tellingWords } from './disclosed-part.tsx';
import { date, inDays, one, optional, prose, type StepForms } from './fields.ts';
import { tellingReads } from './telling.ts';

/** The search for a client who was missed (IN-7). */
export const forms: StepForms<StepsOf<'search'>> = {
  recordLocateAttempt: {
    facts: {
      kind: one('locate', locateKinds),
      outcome: one('located', locateOutcomes),
      // What allowed it is asked with what was told.
      release: null,
      disclosed: disclosed({ when: ({ kind }) => kind === 'collateral' }),
    },
    words: {
      place: optional(prose({ label: 'field.where', when: ({ kind }) => kind === 'home-visit' })),
      summary: optional(prose()),
      ...tellingWords,
      note: null,
    },
    reads: tellingReads,
  },
  decideLocate: {
    facts: {
      decision: one('search', locateDecisions),
      until: date(inDays(14), { when: ({ decision }) => decision === 'continue' }),
    },
    words: { reason: prose(), note: null },
    now: true,
  },
};
