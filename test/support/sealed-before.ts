import { createCipheriv, randomBytes } from 'node:crypto';

/** As releases up to 0.2.0 sealed words: bound to nothing. */
export function sealedBefore(words: unknown, key: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv).setAAD(Buffer.from('tl1.'));
  const text = Buffer.concat([cipher.update(JSON.stringify(words)), cipher.final()]);
  return `tl1.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
}
