import type { OccasionRule } from '../../engine/policy/staff-policy.ts';
import type { SupervisionTerms } from '../../engine/policy/supervision-terms.ts';
import type { Rung } from '../../engine/policy/profile.ts';
import { standardLadder } from '../../engine/policy/ladders.ts';

const after003 =
  'Agency default, after 003 (frequency of case reviews, regular check-ins, written evaluations)';
const after000 = 'Agency default, after 000 (high-acuity clients must not take all attention)';
const shown = 'Agency default: what a month of work can look at';

/** Owed by the supervisor, who is warned a week before; when the day has passed it goes up to the director. */
export const supervisionLadder: Rung[] = standardLadder
  .filter(({ to }) => to !== 'quality-office')
  .map((rung) =>
    rung.id === 'warn'
      ? { ...rung, to: 'supervisor', when: { beforeDue: { days: 7, at: 480 } }, source: after003 }
      : rung,
  );

const occasion = (
  kind: OccasionRule['kind'],
  duty: string,
  title: string,
  every: OccasionRule['every']['value'],
  source: string,
): OccasionRule => ({
  ...{ kind, duty, title, source, basis: 'policy', ladder: 'supervision', roles: ['coordinator'] },
  every: { value: every, source: after003, basis: 'agency' },
});

/** What comes again and again between a supervisor and who carries clients (seed 003); the numbers are ours. */
export const occasions: OccasionRule[] = [
  occasion('case-review', 'SU-1', 'Case review', { unit: 'months', count: 1 }, '003, Case Review Structure'),
  occasion('check-in', 'SU-2', 'Check-in', { unit: 'days', count: 14 }, '003, Feedback Mechanisms'),
  occasion(
    'evaluation',
    'SU-2',
    'Written evaluation',
    { unit: 'months', count: 12 },
    '003, Feedback Mechanisms',
  ),
];

export const supervisionTerms: SupervisionTerms = {
  reviews: {
    formats: {
      value: ['in-person', 'phone', 'virtual'],
      source: '003, Case Review Structure',
      basis: 'policy',
    },
    prepare: {
      value: ['case-notes', 'goals', 'progress', 'challenges', 'strategies', 'future-actions'],
      source: '003 (key elements of a supervision template)',
      basis: 'policy',
    },
    signedWithinBusinessDays: { value: 5, source: after003, basis: 'agency' },
  },
  agenda: {
    nearDays: { value: 7, source: shown, basis: 'agency' },
    eventDays: { value: 31, source: after000, basis: 'agency' },
    moderateUpTo: {
      value: 60,
      source: 'Agency default, as the weighted caseload has it; 000 names the bands, not their scores',
      basis: 'agency',
    },
    quiet: { value: { days: 14, atMost: 10 }, source: after000, basis: 'agency' },
    plans: {
      value: {
        kinds: ['sccp.preliminary', 'sccp.full', 'sccp.review', 'sccp.transition', 'service-plan.annual'],
        days: 14,
      },
      source: shown,
      basis: 'agency',
    },
    authorizationDays: {
      value: 14,
      source: 'Agency default, as renewals are warned of (AU-1)',
      basis: 'agency',
    },
    unreviewed: { value: { days: 62, atMost: 10 }, source: shown, basis: 'agency' },
  },
};
