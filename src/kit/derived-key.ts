import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose, made of the one secret that a deployment has (base64). `salt`: whose it is. */
export function derivedKey(secret: string, purpose: string, salt = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), salt, `throughline ${purpose}`, 32));
}
