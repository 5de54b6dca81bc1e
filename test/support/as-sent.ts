import type { z } from 'zod';
import { isDueName, localName } from '../../src/kit/http/local-dues.ts';

/** A reply's JSON as it was sent, once its schema has taken it: an instant stays text. */
export function asSent<Schema extends z.ZodType>(schema: Schema, body: unknown): z.input<Schema> {
  schema.parse(withoutLocalDues(body));
  return body as z.input<Schema>;
}

/** As the handler answered: what the agency's clocks show, the server adds for all of them. */
function withoutLocalDues(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const added = new Set(Object.keys(value).filter(isDueName).map(localName));
    return Object.fromEntries(Object.entries(value).filter(([name]) => !added.has(name)));
  });
}
