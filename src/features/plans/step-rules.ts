import type { StepRules } from '../../engine/steps/rules.ts';
import type { PlanFacts } from '../../engine/record/steps/plans.ts';

/** The plan of care (PL). */
export const planStepRules = {
  completePreliminarySccp: {
    checks: [],
    afterDischarge: false,
    pointless:
      'A preliminary plan is owed from the first assignment until it is complete; none is owed at that time.',
    tells: null,
    file: 'service-plan',
  },
  completeFullSccp: {
    checks: [],
    afterDischarge: false,
    pointless: 'The full plan is complete already, or none is owed at that time.',
    tells: null,
    file: 'service-plan',
  },
  reviewSccp: {
    checks: [],
    afterDischarge: false,
    pointless: 'Reviews begin with the full plan; none is owed at that time.',
    tells: null,
    file: 'updates',
  },
  renewServicePlan: {
    checks: [],
    afterDischarge: false,
    pointless: 'No renewal of the service plan is owed under this policy profile at that time.',
    tells: null,
    file: 'service-plan',
  },
  amendSccp: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  setReleaseDate: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  completeTransitionSccp: {
    checks: [],
    afterDischarge: false,
    pointless: 'A transition plan is owed from the moment a release date is set; none is owed at that time.',
    tells: null,
    file: null,
  },
} satisfies StepRules<PlanFacts['type']>;
