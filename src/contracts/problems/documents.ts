import type { DocumentRefusalCode } from '../../domain/documents/refusals.ts';
import { type Problem, refusal } from './problem.ts';

/** The part of the error table that documents add. */
export const documentProblems = {
  'nothing-changed': refusal(
    409,
    'The document says that already',
    'Nothing is to be done: what was sent is what the newest revision holds.',
  ),
} satisfies Record<DocumentRefusalCode, Problem>;
