import express, { type Request, type Response } from 'express';
import type { ProblemCode } from './problem.ts';
import { type Refusal, refuse } from './reply.ts';

const usual: Largest = { bytes: 256 * 1024, refusedAs: 'body-too-large' };

/** How large a body may be, also after decompression, and as what a larger one is refused. */
export type Largest = { bytes: number; refusedAs: ProblemCode };

/** Reads a body of bytes, whatever they are. */
export async function readBytes(
  req: Request,
  res: Response,
  largest: Largest,
): Promise<{ value: Buffer } | Refusal> {
  if (!isOctets(req.headers['content-type']))
    return refuse('unsupported-media-type', { detail: 'Send the bytes as application/octet-stream.' });
  // What comes packed would have another length than was said.
  const read = express.raw({ type: () => true, limit: largest.bytes, inflate: false });
  const failure = await new Promise<unknown>((resolve) => read(req, res, resolve));
  if (failure) return refusalFor(failure, largest, 'body-cut-off');
  const bytes: unknown = req.body;
  return { value: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0) };
}

/** Reads a JSON body, strictly UTF-8, at most 256 kB unless its route takes files. */
export async function readJson(
  req: Request,
  res: Response,
  largest = usual,
): Promise<{ value: unknown } | Refusal> {
  const readBytes = express.raw({ type: () => true, limit: largest.bytes, inflate: true });
  if (!isJson(req.headers['content-type'])) return refuse('unsupported-media-type');
  const failure = await new Promise<unknown>((resolve) => readBytes(req, res, resolve));
  if (failure) return refusalFor(failure, largest);
  const bytes: unknown = req.body;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.isBuffer(bytes) ? bytes : undefined);
    const value: unknown = JSON.parse(text);
    if (findRepeatedMember(text))
      return refuse('malformed-json', { detail: 'An object names a member twice.' });
    return { value };
  } catch {
    return refuse('malformed-json');
  }
}

/**
 * Whether an object in a valid JSON text names a member twice: JSON.parse would silently keep the last, and which
 * one its author meant cannot be known.
 */
function findRepeatedMember(text: string): boolean {
  // One entry an open bracket: the names so far of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g;
  for (const match of text.matchAll(tokens)) {
    const [token, colon] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const names = open.at(-1);
      // Escapes are undone, since "a" and "\u0061" are one name.
      const name = String(JSON.parse(token.slice(0, -colon.length)));
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}

function isJson(contentType: string | undefined): boolean {
  const [media, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset='));
  return media === 'application/json' && charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset));
}

const isOctets = (contentType: string | undefined): boolean =>
  (contentType ?? '').toLowerCase().split(';')[0]?.trim() === 'application/octet-stream';

function refusalFor(
  failure: unknown,
  { refusedAs }: Largest,
  otherwise: ProblemCode = 'malformed-json',
): Refusal {
  const type = typeof failure === 'object' && failure !== null && 'type' in failure ? failure.type : '';
  switch (type) {
    case 'entity.too.large':
      return refuse(refusedAs);
    case 'encoding.unsupported':
      return refuse('unsupported-media-type');
    default:
      // Compressed garbage, a wrong length, a connection that broke off.
      return refuse(otherwise, { detail: 'The body could not be read as its headers describe it.' });
  }
}
