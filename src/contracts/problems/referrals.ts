import type { ReferralRefusal } from '../../domain/referrals/refusals.ts';
import { type Problem, refusal } from './problem.ts';

export const referralProblems = {
  'release-missing': refusal(
    409,
    'No release of information covers it',
    'Record the release that the client has signed, for that recipient, purpose and content; without one nothing may be told (RF-3, CO-5).',
  ),
  'release-expired': refusal(
    422,
    'The release would have ended before it began',
    'Give the last day on which the release holds: the day it is signed, or a later one.',
  ),
  'release-already-revoked': refusal(
    409,
    'The release is already revoked',
    'Nothing is to be done: nothing leaves under it any more.',
  ),
  'unknown-release': refusal(
    422,
    'The enrollment has no such release',
    'Use the id of the step that granted it, as the releases show it.',
  ),
} satisfies Record<ReferralRefusal, Problem>;
