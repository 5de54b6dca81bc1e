import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const triageProblems = {
  'no-treatment-provider': refusal(
    409,
    'No treatment provider has been named',
    'Name the treatment provider first; then record that it was told.',
  ),
  'unknown-appointment': refusal(
    422,
    'There is no such appointment',
    'Name an appointment of this enrollment by the step that made it.',
  ),
  'appointment-in-past': refusal(
    422,
    'The appointment lies before it was made',
    'Give the time at which it begins. What has taken place already is recorded as a contact.',
  ),
  'appointment-not-yet': refusal(
    409,
    'The time of the appointment has not come',
    'Record whether it was kept once its time has come; until then it can be cancelled.',
  ),
  'appointment-over': refusal(
    409,
    'What came of the appointment is on record',
    'Void that step if it was entered in error, or make a new appointment.',
  ),
  'no-locate-open': refusal(
    409,
    'Nobody is being looked for',
    'A missed appointment opens the search: record that first. An ordinary attempt is recorded as a contact.',
  ),
  'locate-end-missing': refusal(
    422,
    'The search has no end',
    'Say until which day it goes on; then it is decided anew.',
  ),
} satisfies Record<string, Problem>;
