import type { StepRules } from '../../engine/steps/rules.ts';
import { checkTold } from '../disclosures/checks.ts';
import { toldOfTelling } from '../disclosures/step-rules.ts';
import type { TeamFacts } from '../../engine/record/steps/team.ts';

/** The team, its meetings, contact information (RT, CO-4). */
export const teamStepRules = {
  formRst: {
    checks: [],
    afterDischarge: false,
    pointless: 'The team has been formed already, or none is owed at that time.',
    tells: null,
    file: null,
  },
  holdRstMeeting: {
    checks: [checkTold],
    afterDischarge: false,
    pointless: 'Meetings begin when the Recovery Support Team is formed; none is owed at that time.',
    tells: toldOfTelling,
    file: 'updates',
  },
  confirmContactInformation: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
} satisfies StepRules<TeamFacts['type']>;
