import type { AssignmentTerms } from '../../engine/policy/assignment-terms.ts';

const source =
  'Agency default, after 001 A, B and 000 (qualified, within the caseload, by acuity and staffing)';
const weight = <T>(value: T) => ({ value, source, basis: 'agency' as const });

/** Of finding a coordinator, as the county's staff policy has it. */
export const assignmentTerms: AssignmentTerms = {
  weights: {
    language: weight(30),
    population: weight(20),
    continuity: weight({ here: 25, earlier: 20 }),
    room: weight(15),
    mix: weight(15),
    distance: weight({ same: 10, beside: 5 }),
  },
  businessDayBegins: {
    value: 8 * 60,
    source: 'Agency default: 001 C.1 counts business days and says nothing of when one begins',
    basis: 'agency',
  },
  systemAssignsMinutesBefore: {
    value: 120,
    source: 'Agency default, after 001 C.1 (one business day): for agencies that choose it',
    basis: 'agency',
  },
};
