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
  'unknown-consent': refusal(
    422,
    'No such consent came with the referral',
    'Name one of the consents of the referral, or leave it out.',
  ),
  'consent-settled': refusal(
    409,
    'The consent is entered already',
    'Nothing is to be done. If that was an error, void the step that entered it.',
  ),
  'consent-signed-later': refusal(
    422,
    'The consent was signed after the referral came',
    'Give the day on the form. What the client has signed since is another release: leave the consent out.',
  ),
  'copy-unfit': refusal(
    422,
    'The signed copy is no file of this client that can be used',
    'Attach what was signed as a signed release, and name that file once it is there.',
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
