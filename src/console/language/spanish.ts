import details from './es/details.json' with { type: 'json' };
import duties from './es/duties.json' with { type: 'json' };
import lists from './es/lists.json' with { type: 'json' };
import numbers from './es/numbers.json' with { type: 'json' };
import problems from './es/problems.json' with { type: 'json' };
import reasons from './es/reasons.json' with { type: 'json' };
import sources from './es/sources.json' with { type: 'json' };
import values from './es/values.json' with { type: 'json' };
import type { Named, ServerWords } from './server-words.ts';

// Comes to whoever reads Spanish, and to nobody else.
export { default as messages } from './es.json' with { type: 'json' };

/** A name may be of several things: of a number and a problem, say. */
const named: Record<string, Named[string]> = {};
for (const part of [duties, lists, numbers, problems] satisfies Named[])
  for (const [name, texts] of Object.entries<Named[string]>(part)) named[name] = { ...named[name], ...texts };

export const serverWords: ServerWords = { named, texts: { details, reasons, sources }, values };
