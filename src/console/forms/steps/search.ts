import { locateDecisions, locateKinds, locateOutcomes } from '../../../engine/record/steps/triage.ts';
import type { StepsOf } from '../registry.ts';
import { date, inDays, one, optional, prose, type StepForms, thing } from './fields.ts';
import { releases } from './things.ts';

/** The search for a client who was missed (IN-7). */
export const forms: StepForms<StepsOf<'search'>> = {
  recordLocateAttempt: {
    facts: {
      kind: one('locate', locateKinds),
      outcome: one('located', locateOutcomes),
      release: thing(releases, { when: ({ kind }) => kind === 'collateral', label: 'field.release' }),
      disclosed: null,
    },
    words: {
      place: optional(prose({ label: 'field.where', when: ({ kind }) => kind === 'home-visit' })),
      summary: optional(prose()),
      toldWords: null,
      emergencyNote: null,
      note: null,
    },
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
