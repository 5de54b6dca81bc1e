import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const outcomeProblems = {
  'already-in-group': refusal(
    409,
    'The client is in that group',
    'Nothing is to be done; `/outcomes` of the enrollment lists the groups.',
  ),
  'not-in-group': refusal(
    409,
    'The client is not in that group',
    'Look at `/outcomes` of the enrollment; enter the group first if that is missing.',
  ),
  'discharge-incomplete': refusal(
    422,
    'The discharge does not say enough',
    'Say what "detail" names: done, or not done with the reason.',
  ),
  'last-meeting-not-recorded': refusal(
    422,
    'The last team meeting is not on record',
    'Enter the meeting first, or send "lastMeetingHeld": false with the reason.',
  ),
  'search-not-closed': refusal(
    409,
    'The search for the client is not closed',
    'Go on with the search; after it a supervisor decides, and only then the client is let go.',
  ),
  'completion-not-measured': refusal(
    422,
    'Completion of the program is not measured',
    'Send "completed" and, where it was measured, "measure" with the outcome data.',
  ),
  'unknown-dispute': refusal(
    422,
    'There is no such dispute',
    'Name the dispute by the step that raised it; `/disputes` of the enrollment lists them.',
  ),
  'dispute-closed': refusal(
    409,
    'The dispute is over',
    'Raise a new dispute where there is something new to settle.',
  ),
  'dispute-out-of-order': refusal(
    409,
    "That is not the next way in the agency's order",
    'Try the ways to settle a dispute in the order that "detail" names.',
  ),
  'dispute-not-settled': refusal(
    409,
    'The dispute is not settled yet',
    'Record the step that settled it, then settle the dispute; or withdraw it.',
  ),
} satisfies Record<string, Problem>;
