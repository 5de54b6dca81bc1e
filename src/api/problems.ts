import type { RejectionCode } from '../pathway/rejection.ts';
import type { AccessRefusal } from '../features/access/issue.ts';
import type { LeavingRefusal } from '../features/staff/leaving.ts';
import type { SuggestionRefusal } from '../features/assignment/refusals.ts';
import type { AbsenceRefusal } from '../features/absence/absence.ts';
import type { OverrideRefusal } from '../features/caseload/override.ts';
import type { OnCallRefusal } from '../features/on-call/refusals.ts';
import type { TransferRefusal } from '../features/transfer/refusals.ts';
import type { MoveRefusal } from '../features/reassignment/refusals.ts';
import { accessProblems } from '../features/access/api/problems.ts';
import { leavingProblems } from '../features/staff/api/leaving-problems.ts';
import { absenceProblems } from '../features/absence/api/problems.ts';
import { acuityProblems } from '../features/acuity/api/problems.ts';
import { apiProblems, documentProblems } from '../kit/http/problems.ts';
import { assignmentProblems } from '../features/assignment/api/problems.ts';
import { authorizationProblems } from '../features/authorizations/api/problems.ts';
import { caseloadProblems } from '../features/caseload/api/problems.ts';
import { crisisProblems } from '../features/crisis/api/problems.ts';
import { householdProblems } from '../features/household/api/problems.ts';
import { staffProblems } from '../features/staff/api/problems.ts';
import { supervisionProblems } from '../features/supervision/api/problems.ts';
import { moveProblems } from '../features/reassignment/api/problems.ts';
import { noteProblems } from '../features/notes/api/problems.ts';
import { onCallProblems } from '../features/on-call/api/problems.ts';
import { outcomeProblems } from '../features/outcomes/api/problems.ts';
import { referralProblems } from '../features/referrals/api/problems.ts';
import { rstProblems } from '../features/team/api/problems.ts';
import { sccpProblems } from '../features/plans/api/problems.ts';
import { transferProblems } from '../features/transfer/api/problems.ts';
import { triageProblems } from '../features/triage/api/problems.ts';
import { type Problem, type ProblemCode, refusal } from '../kit/http/problem.ts';

/** What pure code refuses with. Whatever it is, the table has an entry for it. */
type PureCode =
  | RejectionCode
  | AccessRefusal
  | LeavingRefusal
  | OverrideRefusal
  | OnCallRefusal
  | MoveRefusal
  | AbsenceRefusal
  | SuggestionRefusal
  | TransferRefusal;

/**
 * Every refusal of the product: the only place that knows its status and wording. Titles and remedies are fixed
 * texts, so nothing of a request or of a client can be in them.
 */
const problems = {
  'not-found': refusal(
    404,
    'There is no such thing here',
    'Check the address. What belongs to another agency cannot be found either.',
  ),
  'already-recorded': refusal(
    409,
    'The step is already recorded',
    'Nothing is to be done: it was recorded by an earlier request with this key.',
  ),
  'version-conflict': refusal(
    412,
    'The record has changed',
    'Read the enrollment again, look at what is new, and send the step with its present version.',
  ),
  'occurred-in-future': refusal(
    422,
    'The time lies in the future',
    'Give the time at which it happened, with its UTC offset.',
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

  ...apiProblems,
  ...triageProblems,
  ...sccpProblems,
  ...rstProblems,
  ...accessProblems,
  ...leavingProblems,
  ...acuityProblems,
  ...authorizationProblems,
  ...referralProblems,
  ...caseloadProblems,
  ...assignmentProblems,
  ...crisisProblems,
  ...documentProblems,
  ...householdProblems,
  ...staffProblems,
  ...supervisionProblems,
  ...absenceProblems,
  ...moveProblems,
  ...noteProblems,
  ...onCallProblems,
  ...outcomeProblems,
  ...transferProblems,
} satisfies Record<PureCode, Problem>;

declare module '../kit/http/problem.ts' {
  interface ProblemTable extends Record<keyof typeof problems, true> {}
}

/** The entry of a code. */
export function problemOf(code: ProblemCode): Problem {
  return problems[code];
}

export const problemCodes = Object.keys(problems) as ProblemCode[];

/** Codes that were stored with what was refused, before they were called otherwise. */
const formerly: Readonly<Record<string, ProblemCode>> = { 'command-id-reused': 'idempotency-key-reused' };

/** A code that comes out of the record, or from an address somebody has kept, by the name it has now. */
export function codeNow(stored: string): ProblemCode | undefined {
  return formerly[stored] ?? problemCodes.find((code) => code === stored);
}

/** What a stored code says now. It was written by a refusal, so the table has it. */
export function problemNow(stored: string): Problem & { code: ProblemCode } {
  const code = codeNow(stored) ?? 'internal';
  return { code, ...problems[code] };
}
