import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that staff files add. */
export const staffProblems = {
  'file-begun': refusal(409, 'The file was begun already', 'Go on with the file as it stands.'),
  'staff-known': refusal(
    409,
    'Somebody with this e-mail address works here already',
    'Look at the list of staff; begin the file of who is there, or give another address.',
  ),
  'unknown-file-item': refusal(
    422,
    'The staff policy knows nothing of this kind',
    "Use a kind of the agency's staff policy, as the file shows them.",
  ),
  'evidence-missing': refusal(
    422,
    'The evidence is missing',
    'Say where the copy is kept: an item counts once somebody has looked at its evidence.',
  ),
  'verified-by-oneself': refusal(
    403,
    'Nobody verifies their own file',
    'Ask the director, or another supervisor, to look at the evidence and record the item.',
  ),
  'item-not-accepted': refusal(
    422,
    'The staff policy does not accept the item as it is',
    'Mend what "errors" names; an item that the policy does not accept does not count.',
  ),
  'unknown-entry': refusal(
    422,
    'The file has no such entry',
    'Use the number of an item or mandate as the file shows it, counted from 1.',
  ),
  'entry-closed': refusal(
    409,
    'The entry is closed already',
    'Nothing is to be done: it was withdrawn, attended or excused.',
  ),
  'without-access': refusal(
    409,
    'They cannot sign in',
    'Give them access first, as a director does: what is theirs to do is answered in the system. Or take somebody else.',
  ),
} satisfies Record<string, Problem>;
