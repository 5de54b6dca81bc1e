import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';

/** What a busy system asks to be sent again, and what waits for it. */
const again = new Set([202, 429, 503]);

/** Whether an answer is the last word. */
export const isFinal = (status: number): boolean => !again.has(status);

/** Sends it, under one key, until it is on record. */
export async function onRecord(
  send: (key: string) => Promise<{ status: number; body: Record<string, unknown> }>,
): Promise<Record<string, unknown>> {
  const key = randomUUID();
  for (;;) {
    const reply = await send(key);
    if (isFinal(reply.status)) {
      expect([200, 201], String(reply.body['code'])).toContain(reply.status);
      return reply.body;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
