import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that supervision adds. */
export const supervisionProblems = {
  'supervises-oneself': refusal(
    403,
    'Nobody supervises themselves',
    'Their supervisor, or the director, does this for them.',
  ),
  'not-a-supervisor': refusal(
    422,
    'Whoever is named does not supervise here',
    'Name somebody who works at the agency as a supervisor or as the director.',
  ),
  'no-supervisor-named': refusal(
    409,
    'Nobody is named as their supervisor',
    'Name one first: POST /staff/{id}/supervision/acts/name-supervisor.',
  ),
  'not-their-supervisor': refusal(
    403,
    'Somebody else supervises this person',
    'Ask the supervisor who is named for them; the director can name another one.',
  ),
  'not-your-signature': refusal(
    403,
    'It is not yours to sign',
    'A review is signed by the two who held it; an evaluation by the supervisor, and acknowledged by whom it is about.',
  ),
  'supervisor-signs-first': refusal(
    409,
    'The supervisor has not signed yet',
    'The coordinator signs after the supervisor, who can put the review right until then.',
  ),
  'review-not-prepared': refusal(
    409,
    'The review has no agenda yet',
    'Have the agenda prepared first: the review is held on it.',
  ),
  'review-not-held': refusal(
    409,
    'The review has not come that far',
    'Hold it first; addenda and closed points follow the signature of the supervisor.',
  ),
  'review-held': refusal(
    409,
    'The review was held already',
    'Plan another one; what was held is put right by holding it anew until the supervisor signs.',
  ),
  'review-signed': refusal(
    409,
    'The review is signed',
    'A signed review is never rewritten: add an addendum, dated and signed by you.',
  ),
  'review-cancelled': refusal(409, 'The review was cancelled', 'Plan another one.'),
  'not-asked-for': refusal(
    422,
    'The agency’s policy knows no such thing',
    'Use the words of the staff policy that "errors" asks for.',
  ),
  'no-review-terms': refusal(
    409,
    'The agency’s staff policy says nothing of case reviews',
    'Ask ops to have the agency adopt a staff policy that does, with npm run policy. What was written stays.',
  ),
  'not-in-caseload': refusal(
    422,
    'It is no case of this agenda',
    'Name enrollments of the agenda’s caseload; prepare it anew where a case has come since.',
  ),
  'day-passed': refusal(
    422,
    'The day has passed already',
    'Give a day that lies ahead; what "errors" names does not.',
  ),
  'evaluation-signed': refusal(409, 'The evaluation is signed', 'It is not rewritten: begin another one.'),
  'evaluation-not-signed': refusal(
    409,
    'The evaluation is not signed yet',
    'The supervisor goes on with the draft; it is acknowledged once it is signed.',
  ),
  'evaluation-incomplete': refusal(
    422,
    'The evaluation lacks something',
    'Mend what "errors" points at, then sign again.',
  ),
} satisfies Record<string, Problem>;
