import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const crisisProblems = {
  'unknown-crisis': refusal(
    422,
    'There is no such crisis',
    'Name a crisis of this enrollment by the step that reported it; report it first where it is new.',
  ),
  'crisis-answered': refusal(
    409,
    'Somebody has answered already',
    'Nothing is to be done: the register of crises shows who is on it. What you do about it is recorded all the same.',
  ),
  'crisis-closed': refusal(
    409,
    'The crisis is closed',
    'Report a new one where it flares up again; void the closing if it was entered in error.',
  ),
  'crisis-incomplete': refusal(
    409,
    'Parts of the response are not on record',
    'Record each of respond, listen, consult, act and plan; then close the crisis.',
  ),
  'crisis-not-handed-over': refusal(
    409,
    'The full crisis has not been handed over',
    'Hand it over to the designated mental health professional and record that; then close it.',
  ),
} satisfies Record<string, Problem>;
