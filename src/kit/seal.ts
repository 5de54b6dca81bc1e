import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The step whose words they are. */
export type StepOwner = { agencyId: string; enrollmentId: string; commandId: string };

/** What sealed words belong to: a step, or one use of an agency's. They open nowhere else, whoever puts them there. */
export type SealedFor = StepOwner | { agencyId: string; use: 'webhook' };

/** Closes and opens protected words that must pass through places where they may not be read. */
export type Seal = {
  /** A JSON value becomes an opaque string; the same value gives another string each time. */
  seal(value: unknown, owner: SealedFor): string;
  /** Throws SealError for a string that is no seal of this key, belongs elsewhere, or was changed. */
  open(sealed: string, owner: SealedFor): unknown;
};

export class SealError extends Error {
  override readonly name = 'SealError';
}

const prefix = 'tl2.';
/** Of seals from before they were bound to anything. */
export const oldPrefix = 'tl1.';
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under a key of 32 bytes, given as base64; whose words they are is authenticated with them. Throws SealError
 * for a key of another length. `oldSeals`: whether those that are bound to nothing are opened still.
 */
export function createSeal(key: string, { oldSeals = 'open' }: { oldSeals?: OldSeals } = {}): Seal {
  const secret = Buffer.from(key, 'base64');
  if (secret.length !== 32) throw new SealError('a sealing key is 32 bytes, written as base64');
  return {
    seal(value, owner) {
      const text = JSON.stringify(value);
      if (text === undefined) throw new SealError('only JSON values can be sealed');
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(boundTo(owner));
      const words = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), words]).toString('base64url');
    },
    open(sealed, owner) {
      const old = sealed.startsWith(oldPrefix);
      if (old && oldSeals === 'refuse') throw new SealError('the sealed text is bound to nothing');
      if (!old && !sealed.startsWith(prefix)) throw new SealError('not a sealed text of a known version');
      const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
      if (bytes.length <= ivBytes + tagBytes) throw new SealError('the sealed text is too short');
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, ivBytes))
          .setAAD(old ? Buffer.from(oldPrefix) : boundTo(owner))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const words = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return JSON.parse(words.toString('utf8')) as unknown;
      } catch {
        // The cause may hold pieces of the text.
        throw new SealError(
          'the sealed text belongs to another step, was made with another key, or was changed',
        );
      }
    },
  };
}

/** `refuse`: once `npm run doctor` says that none waits. */
export const oldSealsSettings = ['open', 'refuse'] as const;
export type OldSeals = (typeof oldSealsSettings)[number];

function boundTo(owner: SealedFor): Buffer {
  const { agencyId } = owner;
  const parts = 'use' in owner ? [owner.use] : [owner.enrollmentId, owner.commandId];
  return Buffer.from(JSON.stringify([prefix, agencyId, ...parts]));
}
