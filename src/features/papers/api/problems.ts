import { refusal } from '../../../kit/http/problem.ts';

export const paperProblems = {
  'nothing-to-print': refusal(
    404,
    'The record has nothing for this paper',
    'Write what it is made of first: a plan with its Safety/Crisis Plan, a referral that was sent, a discharge. The list of papers shows what there is.',
  ),
};
