import { checkTold } from '../disclosures/checks.ts';
import { toldOfTelling } from '../disclosures/step-rules.ts';
import type { StepRules } from '../../engine/steps/rules.ts';
import type { ReferralFacts } from '../../engine/record/steps/referrals.ts';
import { checkAskedUnderRelease, checkDeclined, checkFee, checkReleased, inTurn } from './checks.ts';
import {
  checkChoice,
  checkChosen,
  checkDates,
  checkNeed,
  checkOrder,
  checkProvider,
} from './making-checks.ts';

/** Choices, referrals and services (PL-6, RF, SV). */
export const referralStepRules = {
  recordChoice: { checks: [checkChoice], afterDischarge: false, pointless: null, tells: null, file: null },
  makeReferral: {
    checks: [checkFee, checkNeed, checkProvider, checkDates, checkOrder, checkChosen],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'referrals',
  },
  sendReferral: {
    checks: [inTurn(['made'], ({ sent, ended }) => sent !== null || ended !== null), checkReleased],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'referrals',
  },
  recordReferralAnswer: {
    checks: [
      inTurn(['sent', 'received', 'waitlisted', 'accepted'], ({ started }) => started !== null),
      checkDeclined,
    ],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'referrals',
  },
  startService: {
    checks: [inTurn(['accepted'], ({ started, ended }) => started !== null || ended !== null), checkFee],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'referrals',
  },
  reviewService: {
    checks: [inTurn(['started'])],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordServiceFeedback: {
    checks: [inTurn(['started', 'ended']), checkAskedUnderRelease, checkTold],
    afterDischarge: false,
    pointless: null,
    tells: toldOfTelling,
    file: null,
  },
  endService: {
    checks: [inTurn(['started'], ({ ended }) => ended !== null)],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: 'referrals',
  },
  withdrawReferral: {
    checks: [
      inTurn(
        ['made', 'sent', 'received', 'accepted', 'waitlisted', 'declined'],
        ({ started, ended }) => started !== null || ended !== null,
      ),
    ],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<ReferralFacts['type']>;
