import { createHmac } from 'node:crypto';
import { derivedKey } from '../../../kit/derived-key.ts';

/** Makes of a token what is kept of it: without the key nobody can tell what it was made of, or make another. */
export type TokenKeys = {
  /** Names the key and the way tokens are made: those that bear another mark are made anew. */
  mark: string;
  /** Each agency has a key of its own: the same name has other tokens elsewhere. */
  hashFor: (agencyId: string) => (token: string) => bigint;
};

/** One more whenever `tokensOf` finds somebody by something else. */
const version = 2;

export function createTokenKeys(secret: string): TokenKeys {
  const hash = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const keys = new Map<string, Buffer>();
  return {
    mark: `${version}.${hash(derivedKey(secret, 'name of the token key'), 'name').toString('hex').slice(0, 12)}`,
    hashFor(agencyId) {
      const key = keys.get(agencyId) ?? derivedKey(secret, 'client tokens', agencyId);
      keys.set(agencyId, key);
      return (token) => hash(key, token).readBigInt64BE(0);
    },
  };
}
