import duties from './es/duties.json' with { type: 'json' };
import type { ServerWords } from './server-words.ts';

// Comes to whoever reads Spanish, and to nobody else.
export { default as messages } from './es.json' with { type: 'json' };
export const serverWords: ServerWords = duties;
