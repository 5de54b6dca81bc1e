import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const teamProblems = {
  'roster-missing': refusal(
    409,
    'The team has no roster',
    'Enter the members of the team in its roster first, each with what they speak for (RT-1).',
  ),
  'member-not-ready': refusal(
    409,
    'A member of the team is not ready',
    'Each member is involved, willing and understands the role (RT-3): speak with them, or take them off the roster.',
  ),
  'roster-member-repeated': refusal(
    422,
    'Two members have the same id',
    'Give each member of the roster an id of their own, and keep it.',
  ),
  'unknown-member': refusal(
    422,
    'The roster has no such member',
    "Name members by the ids of the team's roster.",
  ),
  'contact-information-missing': refusal(
    409,
    'There is no contact information on file',
    'Enter how the client is reached first; then it can be confirmed (CO-4).',
  ),
} satisfies Record<string, Problem>;
