import type { z } from 'zod';

/** A reply's JSON as it was sent, once its schema has taken it: an instant stays text. */
export function asSent<Schema extends z.ZodType>(schema: Schema, body: unknown): z.input<Schema> {
  schema.parse(body);
  return body as z.input<Schema>;
}
