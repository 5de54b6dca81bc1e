import type { LeavingRefusal } from '../leaving.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that leaving adds. */
export const leavingProblems = {
  'still-has-clients': refusal(
    409,
    'They have clients still',
    'Have them moved first: POST /reassignments/preview shows who could take whom.',
  ),
  'still-on-call': refusal(
    409,
    'They are on call still',
    'Withdraw their shifts, or have them swapped: GET /on-call shows them.',
  ),
  'still-covers': refusal(
    409,
    'They cover for somebody',
    'Let somebody else cover: end the absence, and enter it with another cover.',
  ),
  'still-has-duties': refusal(
    409,
    'Discharged clients of theirs still leave something to do',
    'Name in `successor` the coordinator who goes on with it: outcome data, follow-ups and notes stand in their list from then on.',
  ),
  'leaving-not-yours': refusal(
    403,
    'Whose leaving this is, you cannot record',
    'Supervisors record it of coordinators and intake, the director of everybody else; nobody their own.',
  ),
  'last-director': refusal(
    409,
    'Nobody else directs the agency',
    'Hire another director first, or give somebody the role: there is always one who gives access.',
  ),
  'leaving-ahead': refusal(
    422,
    'Their last day is ahead',
    'Move their clients meanwhile, and record it on the last day: access ends with it.',
  ),
} satisfies Partial<Record<LeavingRefusal, Problem>>;
