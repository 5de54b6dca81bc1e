import type { MoveRefusal } from '../refusals.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that moving clients adds. */
export const reassignmentProblems = {
  'not-their-client': refusal(
    409,
    'The client is not with this coordinator',
    'Look at the caseload again: the client has been moved meanwhile, or has left. Leave them out, or name whom they are with.',
  ),
  'being-moved': refusal(
    409,
    'The client is being moved already',
    'Wait for the other reassignment, or stop it; GET /reassignments shows it.',
  ),
  'already-there': refusal(422, 'They are with this coordinator already', 'Name somebody else to go to.'),
  'reassignment-over': refusal(
    409,
    'The reassignment is over',
    'Nothing is to be stopped. To move clients back, plan another reassignment.',
  ),
} satisfies Record<MoveRefusal, Problem>;
