import type { CaseloadWeights } from '../../../caseload/weight.ts';

const source = 'Agency default, after 000 (a caseload depends on acuity and staffing)';

/** What makes a client more work than another at the same level of care: shown beside the cap, and held to by nobody. */
export const caseloadWeights: CaseloadWeights = {
  acuity: {
    value: [
      { above: 80, adds: 50 },
      { above: 60, adds: 25 },
      { above: 38, adds: 10 },
    ],
    source,
    basis: 'agency',
  },
  crisis: { value: { withinDays: 14, adds: 50 }, source, basis: 'agency' },
  travel: { value: { withinDays: 30, addsEach: 5, addsAtMost: 25 }, source, basis: 'agency' },
};
