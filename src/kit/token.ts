import { createHash, randomBytes } from 'node:crypto';

const bytes = 32;

/** A new access token: nobody can guess it, and the record keeps its hash alone. */
export function newToken(): string {
  return `tl_${randomBytes(bytes).toString('base64url')}`;
}

/** What of a token is kept. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
