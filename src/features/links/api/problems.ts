import { refusal } from '../../../kit/http/problem.ts';

/** The part of the table of problems about files that are one person's. */
export const linkProblems = {
  'linked-already': refusal(
    409,
    'The two files are held for one person already',
    'Nothing is to be done. By which links, GET /clients/{id}/links says.',
  ),
  'not-linked': refusal(
    409,
    'The two files are not linked any more',
    'Nothing is to be done: somebody has parted them. Look at GET /clients/{id}/links.',
  ),
  'linked-through-others': refusal(
    409,
    'Other files hold the two together',
    'Look at GET /clients/{id}/links for the links that join them, and part the one that is wrong.',
  ),
};
