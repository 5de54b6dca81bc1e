import duties from './es/duties.json' with { type: 'json' };
import lists from './es/lists.json' with { type: 'json' };
import sources from './es/sources.json' with { type: 'json' };
import steps from './es/steps.json' with { type: 'json' };
import values from './es/values.json' with { type: 'json' };
import { joined, type ServerWords } from './server-words.ts';

// Comes to whoever reads Spanish, and to nobody else.
export { default as messages } from './es.json' with { type: 'json' };

/** What is shown first. What is wrong is most of the words, and comes after it; so does what other pages alone show. */
export const serverWords: ServerWords = {
  named: joined([duties, lists, steps]),
  texts: { details: {}, imports: {}, reasons: {}, sources },
  values,
};
