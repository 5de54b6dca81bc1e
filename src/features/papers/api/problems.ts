import { refusal } from '../../../kit/http/problem.ts';

export const paperProblems = {
  'not-for-handing-out': refusal(
    409,
    'This paper is not handed out',
    'It is for the client and the agency. Give the client what is theirs; to others goes the plan, the Safety/Crisis Plan, the referral or the discharge summary.',
  ),
  'paper-in-english': refusal(409, 'This paper is in English alone', 'Print it in English.'),
  'nothing-to-print': refusal(
    404,
    'The record has nothing for this paper',
    'Write what it is made of first: a plan with its Safety/Crisis Plan, a referral that was sent, a discharge. The list of papers shows what there is.',
  ),
};
