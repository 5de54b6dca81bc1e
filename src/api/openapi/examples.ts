import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { dateKinds, type DateKind } from '../../kit/http/date-kinds.ts';
import type { Clock } from '../../kit/http/context.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** So many days from today something of that kind lies that is sent as an example. */
const daysAway: Record<DateKind, number> = {
  happened: 0,
  received: 0,
  done: 0,
  planned: 30,
  due: 30,
  looked: 0,
  signed: 0,
  issued: -365,
  expires: 365,
  hired: -365,
  born: -40 * 365,
  counted: 0,
};

type Node = { [name: string]: unknown };

/** Serves the document with examples of this hour, packed for who can unpack it: it is above a megabyte. */
export function servedDocument(document: object, clock: Clock): RequestHandler {
  let made: { hour: number; text: string; packed: Buffer } | null = null;
  return (req, res) => {
    const hour = Math.floor(clock.now() / hourMs);
    if (made?.hour !== hour) {
      const text = JSON.stringify(withExamples(document, hour * hourMs));
      made = { hour, text, packed: gzipSync(text) };
    }
    res.type('json').vary('Accept-Encoding');
    if (req.acceptsEncodings('gzip', 'identity') !== 'gzip') res.send(made.text);
    else res.set('Content-Encoding', 'gzip').send(made.packed);
  };
}

/** The document with an example for each date, instant and month that works at that time. */
function withExamples(document: object, now: number): object {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    const kind = isNode(value) && isKind(value['x-kind']) ? value['x-kind'] : null;
    return kind === null ? value : { ...(value as Node), example: exampleOf(value as Node, kind, now) };
  }) as object;
}

function exampleOf({ format, pattern }: Node, kind: DateKind, now: number): string {
  const at = now + daysAway[kind] * dayMs;
  const instant = new Date(Math.floor(at / hourMs) * hourMs).toISOString();
  if (format === 'date-time') return instant;
  // Where the day begins last, so that nobody is asked for tomorrow.
  const date = new Date(at - hourMs * 12).toISOString().slice(0, 10);
  if (format === 'date') return date;
  return String(pattern).includes('T') ? `${date}T17:00` : date.slice(0, 7);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isKind(name: unknown): name is DateKind {
  return typeof name === 'string' && name in dateKinds;
}
