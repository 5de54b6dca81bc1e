import type { CaseloadWeights } from '../../engine/policy/caseload-terms.ts';
import type { CaseloadTerms } from '../../engine/policy/caseload-terms.ts';

const source = 'Agency default, after 000 (a caseload depends on acuity and staffing)';

const weights: CaseloadWeights = {
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

/** Of caseloads, as the county's staff policy has it. */
export const caseloadTerms: CaseloadTerms = {
  weights,
  longestOverrideDays: {
    value: 90,
    source: 'Agency default, after 000 (an override is looked at anew each quarter)',
    basis: 'agency',
  },
};
