import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that lists of codes add. */
export const codeListProblems = {
  'codes-inconsistent': refusal(
    422,
    'The lists do not fit together',
    'Each code stands in its list once, and each list has one that is in force. The fields that are wrong are named.',
  ),
  'code-stays': refusal(
    409,
    'A code is not removed',
    'What was recorded under it keeps it. Send the whole list, and retire the code (`retired: true`): it is used no more.',
  ),
} satisfies Record<string, Problem>;
