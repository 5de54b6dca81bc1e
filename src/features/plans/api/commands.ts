import type { PlanFacts } from '../../../engine/record/steps/plans.ts';
import { z } from 'zod';
import { localDate, planId, prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();

export const sccpSpecs = {
  amendSccp: {
    summary: 'Bring an amended plan of care into force; its reason stands in the plan (PL-8)',
    facts: z.strictObject({
      plan: planId,
      disclosureChanges: z.boolean().meta({
        description: 'True where other people, or other things, are told of: new releases are owed',
      }),
    }),
    words: { note },
  },
  setReleaseDate: {
    summary: 'Say when the client is to be released: the transition plan is owed before (PL-9)',
    facts: z.strictObject({ releaseOn: localDate }),
    words: { note },
  },
  completeTransitionSccp: {
    summary: 'Complete the transition plan of a client who is to be released (PL-9)',
    facts: z.strictObject({ plan: planId }),
    words: { note },
  },
} satisfies SpecsOf<PlanFacts>;
