import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the table of problems about who a client is. */
export const identityProblems = {
  'person-differs': refusal(
    409,
    'Somebody else is on record under this reference',
    'Compare with who is on record: "onRecord" names their file, with the reference as it is written there. Another person: refer them under a reference of their own. The same person: send it again with that "clientId" as "sameAsOnRecord"; what is on record stays, and what was told is kept with the referral.',
  ),
  'another-on-record': refusal(
    409,
    'The reference leads to another file than the one that was confirmed',
    '"onRecord" names the file to which it leads (null: it would be a new one). Give the reference exactly as it is written in the file that is meant; where none is, leave "sameAsOnRecord" out.',
  ),
  'identity-inconsistent': refusal(
    422,
    'Nobody can be so',
    'Mend what "errors" names: a name in use, a birth date with its quality, one number that is the agency\'s own.',
  ),
  'reference-taken': refusal(
    409,
    'The reference names another client',
    'Use a reference that nobody has. Where the two are one person, have a lead link their files (POST /clients/{id}/links); each keeps its number.',
  ),
} satisfies Record<string, Problem>;
