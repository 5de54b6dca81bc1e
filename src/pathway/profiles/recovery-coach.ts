import type { Profile, Rule } from '../../engine/record/authoring.ts';
import type { LevelOfCare } from '../../engine/policy/profile.ts';
import { stabilizationDays, stabilizationRules } from '../../features/acuity/rules.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';
import { countyProfile } from './county.ts';
import { crisisPolicy, crisisRules } from '../../features/crisis/rules.ts';
import { noteRules, recordTimes } from '../../features/notes/rules.ts';
import { enteredLateAfter } from '../../engine/deadlines/entered-late.ts';
import {
  assignmentLadder,
  emergencyLadder,
  pagedEmergencyLadder,
  payerLadder,
  standardLadder,
} from '../../engine/policy/ladders.ts';

const level = (id: string, title: string, caseload: number): LevelOfCare => ({
  id,
  title,
  caseload: {
    value: caseload,
    source: 'Agency default; 000 lets the caseload depend on acuity and staffing',
    basis: 'agency',
  },
});

const shared = (kinds: string[]): Rule[] => countyProfile.rules.filter((rule) => kinds.includes(rule.kind));

/**
 * What a provider agency expects of its recovery coaches (seed 000): a wellness call in each calendar month, the yearly
 * updates, and a caseload that depends on acuity. Levels are the member's acuity. Its cadence is a window: any day of
 * the month will do.
 */
export const recoveryCoachProfile: Profile = {
  id: 'recovery-coach',
  version: 2,
  title: 'Recovery coaching',
  levels: [
    level('high-acuity', 'High acuity', 12),
    level('moderate-acuity', 'Moderate acuity', 25),
    level('low-acuity', 'Low acuity', 40),
  ],
  ladders: {
    standard: standardLadder,
    assignment: assignmentLadder,
    payer: payerLadder,
    emergency: emergencyLadder,
    'paged-emergency': pagedEmergencyLadder,
  },
  businessDayEnds: countyProfile.businessDayEnds,
  mailAt: countyProfile.mailAt,
  holdAtMostDays: countyProfile.holdAtMostDays,
  reopenWithinDays: countyProfile.reopenWithinDays,
  enteredLateAfterDays: enteredLateAfter(countyProfile),
  acuity: countyProfile.acuity,
  extensionNeedsAcuityWithinDays: countyProfile.extensionNeedsAcuityWithinDays,
  stabilizationDays,
  crisis: crisisPolicy,
  recordTimes,
  rules: [
    {
      ...plain,
      kind: 'assignment',
      duty: 'IN-4',
      title: 'Assign a recovery coach',
      opens: [{ on: 'referral', emergency: false }],
      cadence: every(1, 'business-days', 'Agency default, as in the county policy', 'agency'),
      met: [{ step: 'assignCoordinator' }],
      ladder: 'assignment',
    },
    ...shared([
      'emergency.contact-ciu',
      'emergency.contact-client',
      'extension.decision',
      'outcome.discharge',
    ]),
    ...noteRules,
    {
      ...plain,
      kind: 'contact.wellness',
      duty: 'CO-3',
      title: 'Monthly outreach or wellness call',
      opens: [{ on: 'first-assignment' }, { on: 'met', kind: 'contact.wellness' }],
      cadence: {
        window: 'month',
        first: 'current',
        source: '000 (monthly outreach/wellness calls)',
        basis: 'policy',
      },
      met: [{ step: 'logContact', with: ['client'], modes: ['face-to-face', 'phone', 'video'] }],
    },
    {
      ...plain,
      kind: 'assessment.annual',
      duty: 'PL-10',
      title: 'Annual comprehensive assessment update',
      opens: [{ on: 'referral' }, { on: 'met', kind: 'assessment.annual' }],
      cadence: {
        interval: { unit: 'months', count: 12 },
        source: '000 (annual comprehensive assessment updates)',
        basis: 'policy',
      },
      met: [{ step: 'updateAssessment' }],
    },
    {
      ...plain,
      kind: 'service-plan.annual',
      duty: 'PL-10',
      title: 'Service plan, crisis safety plan and screenings renewed',
      opens: [{ on: 'referral' }, { on: 'met', kind: 'service-plan.annual' }],
      cadence: every(12, 'months', 'Agency default, after 000', 'agency'),
      met: [{ step: 'renewServicePlan' }],
    },
    ...stabilizationRules,
    ...crisisRules,
  ],
};
