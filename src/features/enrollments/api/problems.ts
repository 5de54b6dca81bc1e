import { refusal } from '../../../kit/http/problem.ts';

/** The part of the table of problems about steps and clocks of an enrollment, whichever feature a step is of. */
export const enrollmentProblems = {
  'danger-not-considered': refusal(
    409,
    'Is somebody in danger?',
    'Ask whether the client is in danger now. If so, or if nobody can say, send it again with "emergency": true: whoever is on call is paged. If not, say in "dangerConsidered" why it is no emergency; that stays with the referral.',
  ),
  'already-recorded': refusal(
    409,
    'The step is already recorded',
    'Nothing is to be done: it was recorded by an earlier request with this key.',
  ),
  'occurred-before-referral': refusal(
    422,
    'The time lies before the referral',
    'Give the time at which it happened; nothing happens in an enrollment before its referral.',
  ),
  'nothing-to-meet': refusal(
    409,
    'The step meets nothing at its time',
    'Look at the obligations: the step came out of order or was done already. To record it all the same, send it with "amendment": true.',
  ),
  discharged: refusal(
    409,
    'The client is discharged',
    'Only what follows a discharge can be recorded now; a supervisor may reopen the enrollment.',
  ),
  'not-discharged': refusal(
    409,
    'The client is not discharged',
    'This step follows a discharge; record the discharge first.',
  ),
  'reopening-closed': refusal(
    409,
    'The time for reopening is over',
    'Start a new enrollment with a new referral.',
  ),
  'enrollment-ended': refusal(
    409,
    'The enrollment has ended',
    'It can only be read now; start a new enrollment with a new referral.',
  ),
  'entered-in-error': refusal(
    409,
    'The referral was entered in error',
    'Nothing more is recorded of it. Go on in the enrollment that was meant; refer the client where there is none, in danger as an emergency. A lead may void the step that says so.',
  ),
  'error-dated-back': refusal(
    422,
    'An error is not dated back',
    'Send it without a time: it holds from now on, and what was missed before stays on record.',
  ),
  'client-enrolled-elsewhere': refusal(
    409,
    'The client has another open enrollment',
    'Go on with the newer enrollment; a client has one open enrollment at a time.',
  ),
  'unknown-level': refusal(
    422,
    'The policy has no such level of care',
    "Use a level of the enrollment's policy profile.",
  ),
  'unknown-duty': refusal(
    422,
    'The policy has no such duty',
    "Use a kind of the enrollment's policy profile, as its obligations show.",
  ),
  'score-out-of-range': refusal(
    422,
    'The score lies outside the index',
    "Use a score within the range of the policy's Acuity Index.",
  ),
  'acuity-index-missing': refusal(
    409,
    'A recent Acuity Index is missing',
    'Score the Acuity Index first: every extension request but the first needs a recent one (AC-2).',
  ),
  'no-page-open': refusal(
    409,
    'No page waits for an answer',
    'Nothing is to be done: the emergency was answered or withdrawn.',
  ),
  'not-holdable': refusal(
    422,
    'This clock cannot be held',
    'Emergency, crisis and stabilization clocks run on; leave them out of the hold.',
  ),
  'review-date-out-of-range': refusal(
    422,
    'The review date is out of range',
    'Give a date after today and within the longest hold that the policy allows.',
  ),
  'not-held': refusal(
    409,
    'The clock is not held',
    'Look at the obligations: nothing of these kinds is on hold.',
  ),
  'not-missed': refusal(422, 'No duty of that key was missed', 'Use the key of an overdue obligation.'),
  'deadline-not-later': refusal(
    422,
    'The new deadline is not later',
    'A deadline can only be moved to a later time that has not passed.',
  ),
  'end-not-later': refusal(422, 'The end is not later', 'Give an end after today.'),
  'unknown-step': refusal(
    422,
    'The enrollment has no such step',
    "Use a step's id as the timeline shows it.",
  ),
  'step-already-voided': refusal(409, 'The step is already voided', 'Nothing is to be done.'),
  'step-not-voidable': refusal(
    422,
    'This step cannot be voided',
    'The referral and the voiding of another step stay in the record.',
  ),
  'not-your-step': refusal(
    403,
    'The step was entered by somebody else',
    'Ask its author or a supervisor to void it.',
  ),
  'beyond-calendar': refusal(
    422,
    "The time lies outside the agency's calendar",
    'Give a time within the years that the calendar covers.',
  ),
};
