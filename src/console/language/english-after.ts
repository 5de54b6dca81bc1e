import problems from './en/problems.json' with { type: 'json' };
import type { ServerWords } from './server-words.ts';

/** What a refusal tells programs of fields and headers, as it is told to people. */
export const allServerWords: ServerWords = {
  ...{ named: problems, texts: { details: {}, imports: {}, reasons: {}, sources: {} }, values: {} },
};
