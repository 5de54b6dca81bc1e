import details from './es/details.json' with { type: 'json' };
import duties from './es/duties.json' with { type: 'json' };
import problems from './es/problems.json' with { type: 'json' };
import values from './es/values.json' with { type: 'json' };
import type { ServerWords } from './server-words.ts';

// Comes to whoever reads Spanish, and to nobody else.
export { default as messages } from './es.json' with { type: 'json' };
export const serverWords: ServerWords = { named: { ...duties, ...problems }, details, values };
