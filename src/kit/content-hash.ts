import { createHash } from 'node:crypto';

/**
 * The one JSON text of a value: no white space, keys ordered by code unit, undefined members left out (as JSON
 * does). Throws TypeError for what would not survive JSON: Map, Date, NaN, functions, undefined in a list.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`not a JSON value: ${Object.prototype.toString.call(value)}`);
}

/**
 * Names a value by its content: SHA-256 of its canonical JSON, 64 hex digits. Needs node:crypto, so workflow code
 * cannot import it: workflows get hashes in their input.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The first 16 hex digits of a content hash: enough to tell versions apart where space is short. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
