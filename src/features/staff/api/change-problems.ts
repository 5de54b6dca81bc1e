import type { ChangeRefusal } from '../changing.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that changes of staff add, beside what leaving and hiring say. */
export const changeProblems = {
  'change-not-yours': refusal(
    403,
    'That is not yours to change',
    'Your own address you give yourself. Supervisors change name and address of coordinators and intake; the director of everybody, and all roles but their own.',
  ),
  'details-not-kept-here': refusal(
    403,
    'Their details are not the agency’s to change',
    'They give their own address themselves; all else ask ops.',
  ),
  'still-away': refusal(
    409,
    'They are away, or will be',
    'End the absence first: who covers for a coordinator would read what comes to them in the new role.',
  ),
} satisfies Partial<Record<ChangeRefusal, Problem>>;
