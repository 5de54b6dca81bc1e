import type { Rule } from '../../engine/record/authoring.ts';
import type { CrisisPolicy } from '../../engine/policy/profile.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';
import { responseKind } from './pages.ts';

const aCrisis: Pick<Rule, 'opens' | 'perThing' | 'holdable' | 'afterDischarge'> = {
  opens: [{ on: 'step', step: 'reportCrisis', discharged: 'also' }],
  perThing: true,
  holdable: false,
  afterDischarge: true,
};

/** Duties about crises (CR): each for every crisis, at any hour, also of a discharged client, held by nobody. */
export const crisisRules: Rule[] = [
  {
    ...plain,
    ...aCrisis,
    kind: responseKind,
    duty: 'CR-1',
    title: 'Crisis: respond',
    cadence: every(30, 'minutes', 'Agency default, after 001 B.2, B.4 (24-hour crisis access)', 'agency'),
    met: [{ step: 'recordCrisisAction', where: { action: 'respond' } }],
    ladder: 'emergency',
  },
  {
    ...plain,
    ...aCrisis,
    kind: 'crisis.handover',
    duty: 'CR-2',
    title: 'Full crisis: hand over to the designated mental health professional',
    opens: [{ on: 'step', step: 'reportCrisis', where: { full: true }, discharged: 'also' }],
    cadence: every(30, 'minutes', 'Agency default, after 002 (in the response)', 'agency'),
    met: [{ step: 'handOverCrisis' }],
    ladder: 'emergency',
  },
  {
    ...plain,
    ...aCrisis,
    kind: 'crisis.actions',
    duty: 'CR-2',
    title: 'Crisis: respond, listen, consult, act, plan, each recorded, and the crisis closed',
    cadence: every(24, 'hours', 'Agency default, after 002', 'agency'),
    met: [{ step: 'closeCrisis' }],
  },
  {
    ...plain,
    ...aCrisis,
    kind: 'crisis.staffing',
    duty: 'CR-3',
    title: 'Crisis: impromptu staffing with a supervisor or designee',
    cadence: every(24, 'hours', 'Agency default, after 000', 'agency'),
    met: [{ step: 'recordStaffing', where: { purpose: 'crisis' } }],
  },
  {
    ...plain,
    ...aCrisis,
    kind: 'crisis.safety-plan',
    duty: 'CR-4',
    title: 'Crisis: look at the Safety/Crisis Plan again',
    cadence: every(24, 'hours', 'Agency default, after 001 C.1; 000', 'agency'),
    met: [{ step: 'reviewSafetyPlan' }],
  },
  {
    ...plain,
    kind: 'crisis.reopening',
    duty: 'CR-6',
    title: 'Crisis after a discharge: reopen the enrollment, or say why it stays closed',
    opens: [{ on: 'step', step: 'reportCrisis', discharged: 'only' }],
    cadence: every(1, 'business-days', 'Agency default, after 001 B.2 (24-hour crisis access)', 'agency'),
    met: [{ step: 'reopen' }, { step: 'keepDischarged' }],
    ladder: 'assignment',
    holdable: false,
    afterDischarge: true,
  },
];

/** CR-1: who is paged until somebody answers. CR-5: what counts as a crisis and what is done, the agency's own. */
export const crisisPolicy: CrisisPolicy = {
  paging: {
    value: { everyMinutes: 10, chain: ['on-call', 'supervisor', 'director'] },
    source: 'Agency default, duties ledger "Pages and mail"; 001 B.2, B.4',
    basis: 'agency',
  },
  guide: {
    value: {
      counts: [
        { code: 'suicidality', title: 'Thoughts, threats or attempts of suicide or self-harm' },
        { code: 'danger-to-others', title: 'Threat or danger to somebody else' },
        { code: 'overdose', title: 'Overdose or poisoning' },
        { code: 'withdrawal', title: 'Withdrawal that endangers health' },
        { code: 'psychosis', title: 'Loss of touch with reality, severe confusion' },
        { code: 'violence', title: 'Violence suffered or threatened, at home or elsewhere' },
        { code: 'child-safety', title: 'A child in danger' },
        { code: 'no-shelter', title: 'Nowhere safe to stay tonight' },
        { code: 'other', title: 'Anything the client calls a crisis' },
      ],
      plan: [
        { action: 'respond', what: 'Go or call at once; where life is in danger, call 911 first.' },
        { action: 'listen', what: 'Let the client tell what has happened, in their own words.' },
        { action: 'consult', what: 'Talk to a supervisor or the designated professional before deciding.' },
        { action: 'act', what: 'Do what makes the client safe now; use the Safety/Crisis Plan.' },
        { action: 'plan', what: 'Agree on the next hours and days, and who looks in when.' },
      ],
      designatedProfessional: 'Licensed mental health professional on duty',
    },
    source: 'Agency default, after 002 (the agency defines crisis and its action plan)',
    basis: 'agency',
  },
};
