import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const householdProblems = {
  'not-a-family': refusal(
    409,
    'The enrollment is not for a family',
    'Change the level of care to one for families first; a household belongs to such an enrollment only.',
  ),
  'household-inconsistent': refusal(
    422,
    'The members of the household do not fit together',
    'Mend what "errors" names: one is the client, and each minor has an adult member as guardian.',
  ),
} satisfies Record<string, Problem>;
