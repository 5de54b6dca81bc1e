import type { ItemRule, StaffPolicy, StaffRule } from '../../engine/policy/staff-policy.ts';
import type { Rung } from '../../engine/policy/profile.ts';
import { standardLadder } from '../../engine/policy/ladders.ts';
import { assignmentTerms } from '../../features/assignment/rules.ts';
import { caseloadTerms } from '../../features/caseload/rules.ts';
import { gapLadder, onCall } from '../../features/on-call/rules.ts';
import { occasions, supervisionLadder, supervisionTerms } from '../../features/supervision/rules.ts';

/** Who carries clients: the RSC and the CM. */
const roles: ItemRule['roles'] = ['coordinator'];

const ofStaff = (
  id: string,
  type: 'warning' | 'escalation',
  to: Rung['to'],
  when: Rung['when'],
  source: string,
): Rung => ({ id, type, to, when, deliver: 'next-morning', source, basis: 'agency' });

const escalation = 'Agency default, duties ledger "Escalation"';
const renewal = 'Agency default: an item on file is warned about 60, 30 and 7 days before it expires';

/** Whose day it was is told as well that it has passed; then it goes up as everything does. */
const passed: Rung[] = [
  ofStaff('passed', 'escalation', 'coordinator', { afterDue: { businessDays: 0 } }, escalation),
  ...standardLadder.filter(({ type }) => type === 'escalation'),
];

const fileLadder: Rung[] = [
  ...[60, 30, 7].map((days) =>
    ofStaff(`warn-${days}`, 'warning', 'coordinator', { beforeDue: { days, at: 480 } }, renewal),
  ),
  ...passed,
];

const mandateLadder: Rung[] = [...standardLadder.filter(({ type }) => type === 'warning'), ...passed];

/** Owed by the leads: the one to warn is the supervisor. */
const hireLadder: Rung[] = standardLadder.map((rung) =>
  rung.id === 'warn' ? { ...rung, to: 'supervisor' } : rung,
);

const onFile = (
  kind: string,
  duty: string,
  title: string,
  source: string,
  more: Partial<ItemRule> = {},
): ItemRule => ({
  ...{ kind, duty, title, source, basis: 'policy', ladder: 'file', roles },
  ...{ accepts: {}, expiryStated: false, ...more },
});

const mandated = (kind: string, title: string): StaffRule => ({
  ...{ kind, title, duty: 'ST-5', ladder: 'mandate', source: '001 B.2, B.4', basis: 'policy' },
});

/** What the county asks of those who carry clients (seed 001, A and B), with the agency defaults of the duties ledger. */
export const countyStaffPolicy: StaffPolicy = {
  id: 'county-staff',
  version: 1,
  title: 'County staff',
  items: [
    onFile('degree', 'ST-1', 'Degree, with its major course of study', '001 A.1, A.3', {
      accepts: {
        degree: {
          value: ['ba', 'bs', 'higher'],
          source: '001 A.1 (at least a B.A. or B.S.)',
          basis: 'policy',
        },
        field: {
          value: ['social-work', 'psychology', 'nursing', 'related'],
          source: '001 A.1',
          basis: 'policy',
        },
      },
    }),
    onFile('experience', 'ST-1', 'Experience in human services', '001 A.1', {
      accepts: {
        area: {
          value: ['case-management', 'other-human-services'],
          source: '001 A.1 (preferably case management)',
          basis: 'policy',
        },
      },
    }),
    onFile('resume', 'ST-2', 'Resume', '001 A.3'),
    onFile('background-check', 'ST-2', 'Caregiver background check, complete', '001 A.2, A.3', {
      accepts: {
        outcome: {
          value: ['no-bar'],
          source:
            'Agency default: the check is complete and bars nothing (001 A.2 names the laws it follows)',
          basis: 'agency',
        },
      },
      renewAfterMonths: { value: 48, source: 'Agency default; 001 A.2 gives no number', basis: 'agency' },
    }),
    onFile('drivers-licence', 'ST-2', "Valid driver's licence", '001 A.3', {
      accepts: {
        shownBy: { value: ['drivers-abstract'], source: '001 A.3', basis: 'policy' },
      },
      expiryStated: true,
    }),
    onFile('auto-insurance', 'ST-2', 'Auto insurance', '001 A.3', { expiryStated: true }),
  ],
  hire: [
    {
      ...{ kind: 'hire.notice', duty: 'ST-3', title: 'Tell the quality office of the hire', ladder: 'hire' },
      ...{ source: '001 A.4', basis: 'policy', roles },
      withinBusinessDays: { value: 3, source: 'Agency default, duties ledger ST-3', basis: 'agency' },
    },
    {
      ...{
        kind: 'hire.access',
        duty: 'ST-3',
        title: "Request access to the county's system",
        ladder: 'hire',
      },
      ...{ source: '001 A.4', basis: 'policy', roles },
      withinBusinessDays: { value: 3, source: 'Agency default, duties ledger ST-3', basis: 'agency' },
    },
  ],
  mandates: [
    mandated('training', 'Attend the mandated training'),
    mandated('meeting', 'Attend the mandated meeting'),
  ],
  caseload: caseloadTerms,
  assignment: assignmentTerms,
  occasions,
  supervision: supervisionTerms,
  onCall,
  ladders: {
    ...{ file: fileLadder, hire: hireLadder, mandate: mandateLadder },
    ...{ supervision: supervisionLadder, 'on-call': gapLadder },
  },
};
