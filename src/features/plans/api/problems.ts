import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const planProblems = {
  'unknown-plan': refusal(
    422,
    'The enrollment has no such plan',
    'Name a plan of this enrollment, of the version and in the state that "errors" asks for.',
  ),
  'safety-plan-missing': refusal(
    409,
    'The plan has no Safety/Crisis Plan',
    "Write the Safety/Crisis Plan with the client's strengths and natural supports: no plan is complete without it (PL-3).",
  ),
  'plan-incomplete': refusal(
    409,
    'The plan is not complete',
    'Add what "errors" names: it is what a complete plan of its version holds.',
  ),
  'plan-frozen': refusal(
    409,
    'The plan can no longer be changed',
    'Begin a new version from it: a complete plan stays as it was signed.',
  ),
  'plan-in-use': refusal(
    409,
    'A step stands on the plan',
    'Void the steps that name it first, where they are in the wrong file too; then strike the plan out.',
  ),
  'plan-without-base': refusal(
    422,
    'The change names no plan',
    'Name in "from" the complete plan that is changed or renewed.',
  ),
  'plan-item-repeated': refusal(
    422,
    'Two items have the same id',
    'Give each item of a section an id of its own, and keep it through the versions.',
  ),
} satisfies Record<string, Problem>;
