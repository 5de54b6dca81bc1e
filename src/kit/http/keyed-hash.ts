import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../content-hash.ts';

export type KeyedHash = {
  /** Names a request by its content; keyed, since it stays beside the step where the words themselves may not be. */
  fingerprint(value: unknown): string;
  /** What a key is called that somebody else has used: the same for each of its sender's requests, guessed by nobody. */
  ownKey(staffId: string, key: string): string;
  /** By what a person's browser closes what they have not sent yet: 32 bytes (base64url), the same at each of their sessions. */
  draftKey(staffId: string): string;
  /** Turns a page's last item into an opaque text that only this system can have made. */
  writeCursor(context: unknown, after: unknown): string;
  /** What was put in, if the text is whole and belongs to the same question. */
  readCursor(context: unknown, cursor: string): unknown;
};

/** Hashes under keys derived from one secret. */
export function createKeyedHash(secret: string): KeyedHash {
  const keyFor = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const fingerprintKey = keyFor('throughline fingerprint');
  const cursorKey = keyFor('throughline cursor');
  const ownKeyKey = keyFor('throughline own key');
  const draftKeyKey = keyFor('throughline drafts');
  const signature = (context: unknown, payload: string) =>
    createHmac('sha256', cursorKey)
      .update(canonicalJson([context, payload]))
      .digest()
      .subarray(0, 16);

  return {
    fingerprint: (value) => createHmac('sha256', fingerprintKey).update(canonicalJson(value)).digest('hex'),

    ownKey(staffId, key) {
      const name = createHmac('sha256', ownKeyKey)
        .update(canonicalJson([staffId, key]))
        .digest('hex');
      return `own:${name.slice(0, 40)}`;
    },

    draftKey: (staffId) => createHmac('sha256', draftKeyKey).update(staffId).digest('base64url'),

    writeCursor(context, after) {
      const payload = Buffer.from(canonicalJson(after)).toString('base64url');
      return `${payload}.${signature(context, payload).toString('base64url')}`;
    },

    readCursor(context, cursor) {
      const [payload = '', signed = '', ...rest] = cursor.split('.');
      const given = Buffer.from(signed, 'base64url');
      const right = signature(context, payload);
      if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
        return undefined;
      const after: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
      return after;
    },
  };
}
