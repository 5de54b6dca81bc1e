import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const releaseProblems = {
  'release-expired': refusal(
    422,
    'The release would have ended before it began',
    'Give the last day on which the release holds: the day it is signed, or a later one.',
  ),
  'release-not-signed': refusal(
    422,
    'The release would have begun before it was signed',
    'Give the day on which it was signed, and record it of a time on that day or later.',
  ),
  'release-too-long': refusal(
    422,
    'The release would hold longer than the agency lets one hold',
    'Give an earlier last day; once it is near, the client can sign another one.',
  ),
  'release-not-revoked': refusal(
    409,
    'The release was not taken back',
    'Record first that the client takes it back; then tell who relied on it.',
  ),
  'release-over': refusal(
    409,
    'The release is over already',
    'Nothing is to be done: nothing leaves under it any more.',
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
} satisfies Record<string, Problem>;
