import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { derivedKey } from './derived-key.ts';
import { SealError } from './seal.ts';

/** Whose file it is. Sealed bytes open for nobody else's. */
export type FileOwner = { agencyId: string; attachmentId: string };

/** A file's own key, as it may be stored: sealed under the key of that name. */
export type StoredKey = { keyId: string; sealedKey: Uint8Array };

/** Of how many it is one; the place counts from 0. A file that lacks its end does not open. */
export type PartPlace = { number: number; of: number };

export type FileKey = {
  seal(bytes: Uint8Array, place: PartPlace): Uint8Array<ArrayBuffer>;
  /** Throws SealError for what is not that part of that file, or was changed. */
  open(sealed: Uint8Array, place: PartPlace): Buffer;
};

export type FileSeal = {
  create(owner: FileOwner): { stored: StoredKey; key: FileKey };
  /** Throws SealError for a key that was sealed under another, belongs to another file, or was changed. */
  open(stored: StoredKey, owner: FileOwner): FileKey;
  /** The same key under the one by which new ones are sealed. Throws SealError as `open` does. */
  reseal(stored: StoredKey, owner: FileOwner): StoredKey;
  /** Names of the keys that are at hand; the first seals. */
  keyIds: readonly [string, ...string[]];
};

const ivBytes = 12;
const tagBytes = 16;
const version = 'tlf1';

/**
 * Seals files piece by piece, so that none is ever whole in memory: each under a key of its own, that key under one that has a
 * name, so that it can be told from the next. Such keys are made of secrets (base64): the deployment's, and those that it has for
 * files alone. The first of these seals, or the deployment's where there is none; each opens what it sealed.
 */
export function createFileSeal(secret: string, own: readonly string[] = []): FileSeal {
  const [newest, ...older] = [...own, secret].map(masterOf) as [Master, ...Master[]];
  const masters = new Map([newest, ...older].map((one) => [one.id, one.key]));
  const about = ({ agencyId, attachmentId }: FileOwner, ...more: (string | number)[]) =>
    Buffer.from(JSON.stringify([version, agencyId, attachmentId, ...more]));
  const keyOf = (key: Buffer, owner: FileOwner): FileKey => ({
    seal: (bytes, { number, of }) => sealed(key, bytes, about(owner, number, of)),
    open: (bytes, { number, of }) => opened(key, bytes, about(owner, number, of)),
  });
  const stored = (key: Buffer, owner: FileOwner): StoredKey => ({
    keyId: newest.id,
    sealedKey: sealed(newest.key, key, about(owner, newest.id)),
  });
  const bare = ({ keyId, sealedKey }: StoredKey, owner: FileOwner): Buffer => {
    const master = masters.get(keyId);
    if (!master) throw new SealError('the file was sealed under another key');
    return opened(master, sealedKey, about(owner, keyId));
  };
  return {
    create(owner) {
      const key = randomBytes(32);
      return { stored: stored(key, owner), key: keyOf(key, owner) };
    },
    open: (given, owner) => keyOf(bare(given, owner), owner),
    reseal: (given, owner) => stored(bare(given, owner), owner),
    keyIds: [newest.id, ...older.map(({ id }) => id)],
  };
}

type Master = { id: string; key: Buffer };

function masterOf(secret: string): Master {
  const key = derivedKey(secret, 'files');
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 12), key };
}

function sealed(key: Buffer, bytes: Uint8Array, boundTo: Buffer): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo);
  const words = [cipher.update(bytes), cipher.final()];
  return Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), ...words]));
}

function opened(key: Buffer, bytes: Uint8Array, boundTo: Buffer): Buffer {
  if (bytes.length < ivBytes + tagBytes) throw new SealError('the sealed bytes are too few');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
      .setAAD(boundTo)
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new SealError('the sealed bytes belong elsewhere, or were changed');
  }
}
