import { refusal } from '../../../kit/http/problem.ts';

/** The part of the table of problems about who sees whom. */
export const relationProblems = {
  'no-relation': refusal(
    403,
    'You have nothing to do with this client now',
    'Ask a supervisor to assign the client to you. If it cannot wait, break the glass with a reason: POST /enrollments/{id}/break-glass lets you look for four hours, and the privacy officer is told.',
  ),
  'related-already': refusal(
    409,
    'You may see this client already',
    'Nothing is to be done: read and write as you need to.',
  ),
  'not-for-glass': refusal(
    403,
    'The glass is not for your role',
    'Those who work with clients may break it; ask a supervisor for what you need to know.',
  ),
};
