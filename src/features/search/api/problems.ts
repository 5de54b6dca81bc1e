import { refusal } from '../../../kit/http/problem.ts';

/** The part of the table of problems about who is the same person as whom. */
export const searchProblems = {
  'looks-alike': refusal(
    409,
    'The person looks like a client on record',
    'Look at "candidates". The same person: refer them under the reference on record. Somebody else: name each candidate in "client.differentFrom" and send it again.',
  ),
  'same-by-lead': refusal(
    403,
    'That two are one person a lead says',
    'Ask a supervisor or the director to answer it; that they are different people you may say yourself.',
  ),
};
