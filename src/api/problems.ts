import type { RejectionCode } from '../pathway/rejection.ts';
import type { AttachmentRefusal } from '../features/attachments/attachment.ts';
import type { AccessRefusal } from '../features/access/issue.ts';
import type { ChangeRefusal } from '../features/staff/changing.ts';
import type { LeavingRefusal } from '../features/staff/leaving.ts';
import type { SuggestionRefusal } from '../features/assignment/refusals.ts';
import type { AbsenceRefusal } from '../features/absence/absence.ts';
import type { OverrideRefusal } from '../features/caseload/override.ts';
import type { OnCallRefusal } from '../features/on-call/refusals.ts';
import type { DeliveryRefusal } from '../features/notifications/delivery-acts.ts';
import type { TransferRefusal } from '../features/transfer/refusals.ts';
import type { MoveRefusal } from '../features/reassignment/refusals.ts';
import { accessProblems } from '../features/access/api/problems.ts';
import { changeProblems } from '../features/staff/api/change-problems.ts';
import { leavingProblems } from '../features/staff/api/leaving-problems.ts';
import { absenceProblems } from '../features/absence/api/problems.ts';
import { acuityProblems } from '../features/acuity/api/problems.ts';
import { apiProblems, documentProblems } from '../kit/http/problems.ts';
import { assignmentProblems } from '../features/assignment/api/problems.ts';
import { disclosureProblems } from '../features/disclosures/api/problems.ts';
import { attachmentProblems } from '../features/attachments/api/problems.ts';
import { authorizationProblems } from '../features/authorizations/api/problems.ts';
import { caseloadProblems } from '../features/caseload/api/problems.ts';
import { codeListProblems } from '../features/code-lists/api/problems.ts';
import { crisisProblems } from '../features/crisis/api/problems.ts';
import { householdProblems } from '../features/household/api/problems.ts';
import { relationProblems } from '../features/relation/api/problems.ts';
import { searchProblems } from '../features/search/api/problems.ts';
import { staffProblems } from '../features/staff/api/problems.ts';
import { supervisionProblems } from '../features/supervision/api/problems.ts';
import { reassignmentProblems } from '../features/reassignment/api/problems.ts';
import { identityProblems } from '../features/identity/api/problems.ts';
import { linkProblems } from '../features/links/api/problems.ts';
import { notificationProblems } from '../features/notifications/api/problems.ts';
import { noteProblems } from '../features/notes/api/problems.ts';
import { onCallProblems } from '../features/on-call/api/problems.ts';
import { outcomeProblems } from '../features/outcomes/api/problems.ts';
import { referralProblems } from '../features/referrals/api/problems.ts';
import { releaseProblems } from '../features/releases/api/problems.ts';
import { teamProblems } from '../features/team/api/problems.ts';
import { paperProblems } from '../features/papers/api/problems.ts';
import { planProblems } from '../features/plans/api/problems.ts';
import { transferProblems } from '../features/transfer/api/problems.ts';
import { triageProblems } from '../features/triage/api/problems.ts';
import { importProblems } from '../features/imports/api/problems.ts';
import { enrollmentProblems } from '../features/enrollments/api/problems.ts';
import type { Problem, ProblemCode } from '../kit/http/problem.ts';
import type { Feature } from './feature.ts';
import { merged } from '../kit/merged.ts';

/** What pure code refuses with. Whatever it is, the table has an entry for it. */
type PureCode =
  | RejectionCode
  | AccessRefusal
  | AttachmentRefusal
  | LeavingRefusal
  | ChangeRefusal
  | OverrideRefusal
  | OnCallRefusal
  | MoveRefusal
  | AbsenceRefusal
  | DeliveryRefusal
  | SuggestionRefusal
  | TransferRefusal;

/**
 * Every refusal of the product: the only place that knows its status and wording. Titles and remedies are fixed
 * texts, so nothing of a request or of a client can be in them.
 */
const problemsOf = {
  enrollments: enrollmentProblems,
  imports: importProblems,
  identity: identityProblems,
  links: linkProblems,
  triage: triageProblems,
  'code-lists': codeListProblems,
  plans: planProblems,
  papers: paperProblems,
  team: teamProblems,
  household: householdProblems,
  acuity: acuityProblems,
  authorizations: authorizationProblems,
  fund: {},
  releases: releaseProblems,
  disclosures: disclosureProblems,
  referrals: referralProblems,
  crisis: crisisProblems,
  notes: noteProblems,
  attachments: attachmentProblems,
  outcomes: outcomeProblems,
  transfer: transferProblems,
  assignment: assignmentProblems,
  caseload: caseloadProblems,
  reassignment: reassignmentProblems,
  absence: absenceProblems,
  'on-call': onCallProblems,
  staff: { ...staffProblems, ...leavingProblems, ...changeProblems },
  access: accessProblems,
  relation: relationProblems,
  search: searchProblems,
  supervision: supervisionProblems,
  numbers: {},
  notifications: notificationProblems,
  ops: {},
  day: {},
  'pending-steps': {},
} satisfies Record<Feature, Record<string, Problem>>;

const problems = {
  ...apiProblems,
  ...documentProblems,
  ...merged(problemsOf),
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
