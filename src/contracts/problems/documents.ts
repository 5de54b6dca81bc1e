import type { DocumentRefusalCode } from '../../domain/documents/refusals.ts';
import { type Problem, refusal } from './problem.ts';

/** The part of the error table that documents add. */
export const documentProblems = {
  'nothing-changed': refusal(
    409,
    'The document says that already',
    'Nothing is to be done: what was sent is what the newest revision holds.',
  ),
  'provider-listed': refusal(409, 'The provider is in the directory already', 'Revise or verify its entry.'),
  'provider-retired': refusal(
    409,
    'The provider is retired',
    'List it again as a new entry, should it take referrals again.',
  ),
} satisfies Record<DocumentRefusalCode, Problem>;
