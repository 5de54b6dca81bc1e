import type { AssignmentDocumentRefusal } from '../../../features/assignment/refusals.ts';
import type { DocumentRefusalCode } from '../../../engine/documents/refusals.ts';
import { type Problem, refusal } from '../problem.ts';
import { staffProblems } from '../../../features/staff/api/problems.ts';
import { supervisionProblems } from '../../../features/supervision/api/problems.ts';

/** The part of the error table that documents add. */
export const documentProblems = {
  'nothing-changed': refusal(
    409,
    'The document says that already',
    'Nothing is to be done: what was sent is what the newest revision holds.',
  ),
  'provider-listed': refusal(409, 'The provider is in the directory already', 'Revise or verify its entry.'),
  'provider-retired': refusal(
    409,
    'The provider is retired',
    'List it again as a new entry, should it take referrals again.',
  ),
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
  ...staffProblems,
  ...supervisionProblems,
} satisfies Record<Exclude<DocumentRefusalCode, AssignmentDocumentRefusal>, Problem>;
