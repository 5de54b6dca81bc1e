import { checkTold } from '../disclosures/checks.ts';
import { toldOfTelling } from '../disclosures/step-rules.ts';
import type { StepRules } from '../../engine/steps/rules.ts';
import type { TriageFacts } from '../../engine/record/steps/triage.ts';
import {
  checkAppointment,
  checkAskedUnderRelease,
  checkBegins,
  checkItsTime,
  checkProviderNamed,
  checkSearched,
  checkSearchEnds,
} from './checks.ts';

/** Emergency needs, appointments, locating a client, the treatment provider (IN, CO-7). */
export const triageStepRules = {
  confirmNeed: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  nameTreatmentProvider: { checks: [], afterDischarge: false, pointless: null, tells: null, file: null },
  notifyTreatmentProvider: {
    checks: [checkProviderNamed, checkTold],
    afterDischarge: false,
    pointless: null,
    tells: toldOfTelling,
    file: null,
  },
  scheduleAppointment: {
    checks: [checkBegins],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  remindOfAppointment: {
    checks: [checkAppointment],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordAppointment: {
    checks: [checkAppointment, checkItsTime],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordLocateAttempt: {
    checks: [checkSearched, checkAskedUnderRelease, checkTold],
    afterDischarge: false,
    pointless: null,
    tells: toldOfTelling,
    file: null,
  },
  decideLocate: {
    checks: [checkSearched, checkSearchEnds],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<TriageFacts['type']>;
