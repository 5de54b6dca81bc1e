import { type Problem, refusal } from '../problem.ts';

/** What documents of every kind are refused for. */
export const documentProblems = {
  'nothing-changed': refusal(
    409,
    'The document says that already',
    'Nothing is to be done: what was sent is what the newest revision holds.',
  ),
} satisfies Record<string, Problem>;
