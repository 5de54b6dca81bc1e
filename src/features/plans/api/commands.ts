import { dateIn } from '../../../kit/http/dates.ts';
import { note, planId, summary } from '../../../kit/http/schemas.ts';
import { initiativeLevels } from '../../../engine/record/steps/plans.ts';
import { completedPlan } from './named-plan.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { planStepRules } from '../step-rules.ts';
import { z } from 'zod';

export const planSpecs = {
  completePreliminarySccp: {
    summary: 'Complete the preliminary plan of care (PL-1)',
    roles: team,
    problems: {},
    resolve: completedPlan(['preliminary']),
    facts: z.strictObject({ plan: planId }),
    details: { note },
  },

  completeFullSccp: {
    summary: 'Complete the full plan of care (PL-2)',
    roles: team,
    problems: {},
    resolve: completedPlan(['full']),
    facts: z.strictObject({ plan: planId }),
    details: { note },
  },

  reviewSccp: {
    summary: 'Review the plan of care (PL-4)',
    roles: team,
    problems: {},
    resolve: completedPlan(['full', 'amended', 'annual', 'transition']),
    facts: z.strictObject({
      initiative: z
        .enum(initiativeLevels)
        .meta({ description: "The client's initiative, from the least to the most (CO-6)" }),
      plan: planId.exactOptional(),
    }),
    details: { summary: summary.optional(), note },
  },

  renewServicePlan: {
    summary: 'Renew the service plan, crisis safety plan and screenings (PL-10)',
    roles: team,
    problems: {},
    resolve: completedPlan(['annual']),
    facts: z.strictObject({ plan: planId }),
    details: { note },
  },
  amendSccp: {
    summary: 'Bring an amended plan of care into force; its reason stands in the plan (PL-8)',
    roles: team,
    problems: {},
    resolve: completedPlan(['amended']),
    facts: z.strictObject({
      plan: planId,
      disclosureChanges: z.boolean().meta({
        description: 'True where other people, or other things, are told of: new releases are owed',
      }),
    }),
    details: { note },
  },

  setReleaseDate: {
    summary: 'Say when the client is to be released: the transition plan is owed before (PL-9)',
    roles: team,
    problems: {},
    resolve: null,
    facts: z.strictObject({ releaseOn: dateIn('planned') }),
    details: { note },
  },

  completeTransitionSccp: {
    summary: 'Complete the transition plan of a client who is to be released (PL-9)',
    roles: team,
    problems: {},
    resolve: completedPlan(['transition']),
    facts: z.strictObject({ plan: planId }),
    details: { note },
  },
} satisfies SpecsFor<typeof planStepRules>;
