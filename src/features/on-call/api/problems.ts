import type { OnCallRefusal } from '../refusals.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that the rota of who is on call adds. */
export const onCallProblems = {
  'unknown-shift': refusal(
    404,
    'The rota has no such shift',
    'Name a shift as GET /on-call shows it; one in return has to be theirs.',
  ),
  'on-call-already': refusal(
    409,
    'The same person is on call then already',
    'Nobody is on call twice at once: take somebody else, another time, or change the shift that stands.',
  ),
  'rank-taken': refusal(
    409,
    'Somebody else has that rank then already',
    'Take another rank, another time, or change the shift that stands.',
  ),
  'shift-begun': refusal(
    409,
    'The shift would begin, or has begun, in the past',
    'Who was on call when is history: give a time that lies ahead. Of a shift under way a lead can change what is left.',
  ),
  'shift-over': refusal(
    409,
    'The shift counts no more',
    'It has ended, or was withdrawn, changed or swapped: look at the rota as it stands now.',
  ),
  'not-your-shift': refusal(403, 'The shift is somebody else’s', 'Ask for a swap of a shift of your own.'),
  'unknown-swap': refusal(404, 'There is no such swap', 'Name a swap as GET /on-call/mine shows it.'),
  'swap-with-oneself': refusal(422, 'Nobody swaps with themselves', 'Name another coordinator.'),
  'swap-settled': refusal(
    409,
    'The swap was settled already',
    'Nothing is to be done: it was accepted, declined or withdrawn. Ask for a new one.',
  ),
  'not-your-swap': refusal(
    403,
    'It is not yours to answer',
    'Who is asked accepts or declines; who has asked may withdraw it until then.',
  ),
} satisfies Record<OnCallRefusal, Problem>;
