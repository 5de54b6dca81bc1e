import duties from './es/duties.json' with { type: 'json' };
import lists from './es/lists.json' with { type: 'json' };
import sources from './es/sources.json' with { type: 'json' };
import { joined, type ServerWords } from './server-words.ts';

// Comes to whoever reads Spanish, and to nobody else.
export { default as messages } from './es.json' with { type: 'json' };

/** What My day shows. All else comes after it, and whatever is read but that waits for it. */
export const serverWords: ServerWords = {
  named: joined([duties, lists]),
  texts: { details: {}, imports: {}, reasons: {}, sources },
  values: {},
};
