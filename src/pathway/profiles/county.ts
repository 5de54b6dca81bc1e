import type { Profile } from '../../engine/record/authoring.ts';
import {
  acuityInstrument,
  acuityRules,
  stabilizationDays,
  transferDocuments,
} from '../../features/acuity/rules.ts';
import {
  appealWithinBusinessDays,
  authorizationRules,
  payerDocuments,
  underUse,
} from '../../features/authorizations/rules.ts';
import { countyNeeds } from '../../features/triage/needs.ts';
import { releaseAtMostDays, releaseRules } from '../../features/releases/rules.ts';
import { crisisPolicy, crisisRules } from '../../features/crisis/rules.ts';
import { disclosureRules } from '../../features/disclosures/rules.ts';
import { handOverRules } from './county-hand-over.ts';
import { noteRules, recordTimes } from '../../features/notes/rules.ts';
import { referralOrder, referralRules } from '../../features/referrals/rules.ts';
import { disputeOrder, leaving, outcomeRules } from '../../features/outcomes/rules.ts';
import { rstRules } from '../../features/team/rules.ts';
import { reentry, sccpRules } from '../../features/plans/rules.ts';
import { transferRules } from '../../features/transfer/rules.ts';
import { triageRules } from '../../features/triage/rules.ts';
import { pathwayRules } from './county-pathway.ts';
import { enteredLateAfter } from '../../engine/deadlines/entered-late.ts';
import {
  assignmentLadder,
  emergencyLadder,
  pagedEmergencyLadder,
  payerLadder,
  privacyLadder,
  releaseLadder,
  renewalLadder,
  standardLadder,
} from '../../engine/policy/ladders.ts';

/** The county's recovery-coordination policy (seed 001), with the agency defaults of the duties ledger. */
export const countyProfile: Profile = {
  id: 'county-recovery-coordination',
  version: 2,
  title: 'County recovery coordination',
  levels: [
    {
      id: 'rsc-i',
      title: 'Recovery Support Coordination, individual',
      caseload: { value: 20, source: '001 B.1', basis: 'policy' },
      intensity: 'fuller',
    },
    {
      id: 'rsc-f',
      title: 'Recovery Support Coordination, family',
      caseload: { value: 15, source: '001 B.1', basis: 'policy' },
      intensity: 'fuller',
      family: true,
    },
    {
      id: 'cm',
      title: 'Case Management',
      caseload: { value: 30, source: '001 B.3', basis: 'policy' },
      intensity: 'lighter',
    },
  ],
  ladders: {
    standard: standardLadder,
    assignment: assignmentLadder,
    payer: payerLadder,
    privacy: privacyLadder,
    renewal: renewalLadder,
    release: releaseLadder,
    emergency: emergencyLadder,
    'paged-emergency': pagedEmergencyLadder,
  },
  businessDayEnds: {
    value: 17 * 60,
    source: 'Agency default: a business day ends at 17:00',
    basis: 'agency',
  },
  mailAt: { value: 8 * 60, source: 'Agency default, duties ledger "Pages and mail"', basis: 'agency' },
  holdAtMostDays: { value: 30, source: 'Agency default, duties ledger "Holds"', basis: 'agency' },
  reopenWithinDays: { value: 30, source: 'Agency default, duties ledger "After discharge"', basis: 'agency' },
  enteredLateAfterDays: enteredLateAfter({}),
  acuity: {
    value: { lowest: 0, highest: 100, caseManagementUpTo: 38 },
    source: '001 B.3 (0-38); the highest score is an agency default',
    basis: 'policy',
  },
  acuityInstrument,
  stabilizationDays,
  requestDocuments: [...transferDocuments, ...payerDocuments],
  appealWithinBusinessDays,
  underUse,
  extensionNeedsAcuityWithinDays: {
    value: 30,
    source: '001 B.2, B.4 (the index is completed every 30 days and submitted with the request)',
    basis: 'policy',
  },
  collateralNeedsRelease: {
    value: true,
    source: '002 (collateral contact with signed release forms only)',
    basis: 'policy',
  },
  releaseAtMostDays,
  payerNeedsRelease: {
    value: true,
    source: '002 (obtain releases before sharing protected information)',
    basis: 'policy',
  },
  reentry,
  referralOrder,
  leaving,
  recordTimes,
  disputeOrder,
  providerVerifiedWithinDays: {
    value: 90,
    source: 'Agency default, after 002 (verify waiting times and availability)',
    basis: 'agency',
  },
  needs: countyNeeds,
  crisis: crisisPolicy,
  rules: [
    ...pathwayRules,
    ...triageRules,
    ...sccpRules,
    ...rstRules,
    ...acuityRules,
    ...authorizationRules,
    ...releaseRules,
    ...referralRules,
    ...disclosureRules,
    ...crisisRules,
    ...noteRules,
    ...outcomeRules,
    ...handOverRules,
    ...transferRules,
  ],
};
