import type { SuggestionRefusal } from '../refusals.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that finding a coordinator adds. */
export const assignmentProblems = {
  'suggestion-gone': refusal(
    409,
    'This person is not suggested any more',
    'Take one of "next", the best first, or look at the suggestions anew: somebody else filled the place, or the file lets nobody be taken now.',
  ),
  'coordinator-named': refusal(
    409,
    'Somebody has been assigned already',
    'Look at the enrollment. To give it to somebody else all the same, send the request with If-Match and its present version.',
  ),
  'areas-inconsistent': refusal(
    422,
    'The areas do not fit together',
    'Mend what "errors" names: each area once, and beside it only other areas of the agency.',
  ),
} satisfies Record<SuggestionRefusal, Problem> & Record<string, Problem>;
