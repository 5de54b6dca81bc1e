import type { AbsenceRefusal } from '../absence.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that absences add. */
export const absenceProblems = {
  'absence-overlaps': refusal(
    409,
    'They are away then already',
    'Look at their absences; end the other one, or give another time.',
  ),
  'is-covering': refusal(
    409,
    'They cover for somebody else then',
    'End the absence they cover for and enter it anew with another cover; GET /absences shows it.',
  ),
  'covers-for-oneself': refusal(
    422,
    'Nobody covers for themselves',
    'Name somebody else, or leave the cover out.',
  ),
  'no-cover': refusal(
    409,
    'Nobody is there to cover',
    'Everybody else is away at some time of it, or may take no clients: give a shorter one, or end another absence.',
  ),
  'on-call-then': refusal(
    409,
    'They are on call at some time of it',
    'Have somebody else take the shifts in `shifts`, or send it again with `shiftsKnown`: the rota has a gap then.',
  ),
  'unknown-absence': refusal(
    404,
    'There is no such absence',
    'Name an absence of this person, as it is shown.',
  ),
  'absence-over': refusal(409, 'The absence is over', 'Nothing is to be done: it has ended by itself.'),
} satisfies Record<AbsenceRefusal, Problem>;
