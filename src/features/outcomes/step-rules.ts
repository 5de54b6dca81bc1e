import type { StepRules } from '../../engine/steps/rules.ts';
import type { OutcomeFacts } from '../../engine/record/steps/outcomes.ts';
import { checkInside, checkOutside } from './checks.ts';
import { checkMethod, checkOpen, checkSettled } from './dispute-checks.ts';
import {
  checkApproved,
  checkLastMeeting,
  checkMeasured,
  checkSearchClosed,
  checkStated,
} from './leaving-checks.ts';

/** Outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export const outcomeStepRules = {
  discharge: {
    checks: [checkApproved, checkStated, checkLastMeeting, checkSearchClosed],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'updates',
  },
  recordOutcomes: {
    checks: [checkMeasured],
    afterDischarge: true,
    pointless:
      'Discharge outcome data are owed from the discharge until they are recorded; none are owed at that time.',
    tells: null,
    file: 'updates',
  },
  enterClientGroup: {
    checks: [checkOutside],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  leaveClientGroup: {
    checks: [checkInside],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordInstrument: {
    checks: [],
    afterDischarge: true,
    pointless: 'No such instrument is owed at that time, or its window has not begun.',
    tells: null,
    file: 'updates',
  },
  askSatisfaction: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  raiseDispute: { checks: [], afterDischarge: true, pointless: null, tells: null, file: null },
  recordDisputeStep: {
    checks: [checkOpen, checkMethod],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: null,
  },
  settleDispute: {
    checks: [checkOpen, checkSettled],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: null,
  },
  withdrawDispute: { checks: [checkOpen], afterDischarge: true, pointless: null, tells: null, file: null },
} satisfies StepRules<OutcomeFacts['type']>;
