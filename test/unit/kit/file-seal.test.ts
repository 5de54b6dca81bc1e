import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileSeal } from '../../../src/kit/file-seal.ts';
import { SealError } from '../../../src/kit/seal.ts';

const secret = randomBytes(32).toString('base64');
const seal = createFileSeal(secret);
const owner = { agencyId: 'agency', attachmentId: 'file' };

describe('a sealed file', () => {
  it('opens as it was, part by part', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.nat(30), fc.nat(30), (bytes, number, of) => {
        const { stored, key } = seal.create(owner);
        const sealed = key.seal(bytes, { number, of });
        const again = createFileSeal(secret).open(stored, owner);
        expect(Uint8Array.from(again.open(sealed, { number, of }))).toEqual(bytes);
      }),
    );
  });

  it('opens no more once a bit of it is another', () => {
    const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
      const other = Uint8Array.from(bytes);
      const byte = at % other.length;
      other[byte] = (other[byte] ?? 0) ^ (1 << bit);
      return other;
    };
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const { stored, key } = seal.create(owner);
        const place = { number: 0, of: 1 };
        expect(() => key.open(flipped(key.seal(bytes, place), at, bit), place)).toThrow(SealError);
        const sealedKey = flipped(stored.sealedKey, at, bit);
        expect(() => seal.open({ ...stored, sealedKey }, owner)).toThrow(SealError);
      }),
    );
  });

  it.each([
    ['in another place', { number: 1, of: 2 }],
    ['of a file that is shorter', { number: 0, of: 1 }],
    ['of a file that is longer', { number: 0, of: 3 }],
  ])('opens not %s', (_, place) => {
    const { key } = seal.create(owner);
    const sealed = key.seal(Buffer.from('A page'), { number: 0, of: 2 });
    expect(() => key.open(sealed, place)).toThrow(SealError);
  });

  it.each([
    ['another file', { ...owner, attachmentId: 'other' }],
    ['another agency', { ...owner, agencyId: 'other' }],
  ])('opens not for %s', (_, other) => {
    const { stored } = seal.create(owner);
    expect(() => seal.open(stored, other)).toThrow(SealError);
  });

  it('opens not under another secret, and says so before it tries', () => {
    const other = createFileSeal(randomBytes(32).toString('base64'));
    expect(() => other.open(seal.create(owner).stored, owner)).toThrow('sealed under another key');
  });

  it('is sealed under the newest key, opens under each that is at hand, and comes under the newest with its bytes as they lie', () => {
    const key = () => randomBytes(32).toString('base64');
    const [first, second] = [key(), key()];
    const [before, then, now] = [[], [first], [second, first]].map((own) => createFileSeal(secret, own));
    if (!before || !then || !now) throw new Error('three keys');
    expect(now.keyIds).toHaveLength(3);
    expect([now.keyIds[2], now.keyIds[1]]).toEqual([before.keyIds[0], then.keyIds[0]]);
    for (const earlier of [before, then]) {
      const { stored, key: own } = earlier.create(owner);
      const sealed = own.seal(Buffer.from('A page'), { number: 0, of: 1 });
      expect(now.open(stored, owner).open(sealed, { number: 0, of: 1 }).toString()).toBe('A page');
      const again = now.reseal(stored, owner);
      expect(again.keyId).toBe(now.keyIds[0]);
      expect(now.open(again, owner).open(sealed, { number: 0, of: 1 }).toString()).toBe('A page');
      // Once it has been brought over, the earlier ones may go: the newest alone opens it.
      const alone = createFileSeal(second);
      expect(alone.open(again, owner).open(sealed, { number: 0, of: 1 }).toString()).toBe('A page');
      expect(() => earlier.open(again, owner)).toThrow('sealed under another key');
      expect(() => now.reseal(stored, { ...owner, attachmentId: 'other' })).toThrow(SealError);
    }
    expect(createFileSeal(secret, [first]).create(owner).stored.keyId).toBe(then.keyIds[0]);
  });

  it('is no two times the same', () => {
    const { key } = seal.create(owner);
    const [one, two] = [0, 0].map((number) => key.seal(Buffer.from('A page'), { number, of: 1 }));
    expect(one).not.toEqual(two);
    expect(Buffer.from(one ?? []).includes('A page')).toBe(false);
  });

  it('is not opened where it is too short to be one', () => {
    expect(() => seal.create(owner).key.open(new Uint8Array(27), { number: 0, of: 1 })).toThrow(SealError);
  });
});
