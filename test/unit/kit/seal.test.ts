import { describe, expect, it } from 'vitest';
import { sealedBefore } from '../../support/sealed-before.ts';
import { createSeal, SealError, type StepOwner } from '../../../src/kit/seal.ts';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const seal = createSeal(key(1));
const owner: StepOwner = { agencyId: 'agency-1', enrollmentId: 'enrollment-1', commandId: 'command-1' };
const sealed = (words: unknown): string => seal.seal(words, owner);

describe('a seal', () => {
  it.each([{ note: 'Grüße, 8:30 — "später"' }, ['a', null, 1.5], '', null, { nested: { deep: [true] } }])(
    'gives back what was sealed: %j',
    (value) => expect(seal.open(sealed(value), owner)).toEqual(value),
  );

  it('hides the words, and differs each time', () => {
    const [one, other] = [sealed({ note: 'secret' }), sealed({ note: 'secret' })];
    expect(one).toMatch(/^tl2\.[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(4), 'base64url').toString('latin1')).not.toContain('secret');
  });

  it.each([
    ['another key', createSeal(key(2)).seal({ note: 'secret' }, owner)],
    ['a changed byte', flipped(sealed({ note: 'secret' }))],
    ['a cut end', sealed({ note: 'secret' }).slice(0, -4)],
    ['an unknown version', sealed({ note: 'secret' }).replace('tl2.', 'tl3.')],
    ['the version that is bound to nothing', sealed({ note: 'secret' }).replace('tl2.', 'tl1.')],
    ['no seal', '{"note":"secret"}'],
    ['nothing', 'tl2.'],
  ])('is refused after %s, without its words', (_, text) => {
    expect(() => seal.open(text, owner)).toThrow(SealError);
    expect(() => seal.open(text, owner)).not.toThrow('secret');
  });

  // Every part of its owner, whatever parts there will be.
  it.each(Object.keys(owner))('does not open for another %s', (part) => {
    const elsewhere = { ...owner, [part]: 'another' };
    expect(() => seal.open(sealed({ note: 'secret' }), elsewhere)).toThrow(SealError);
  });

  it("of an agency opens in that agency alone, and is no step's", () => {
    const use = { agencyId: 'agency-1', use: 'webhook' } as const;
    const kept = seal.seal('whsec', use);
    expect(seal.open(kept, use)).toBe('whsec');
    for (const other of [{ ...use, agencyId: 'agency-2' }, owner])
      expect(() => seal.open(kept, other)).toThrow(SealError);
  });

  it('is not deceived where one part ends and the next begins', () => {
    const moved = { ...owner, agencyId: 'agency-1","enrollment', enrollmentId: '1' };
    expect(() => seal.open(sealed({ note: 'secret' }), moved)).toThrow(SealError);
  });

  it('from before seals were bound opens until it is said that none waits', () => {
    const old = sealedBefore({ note: 'secret' }, key(1));
    expect(seal.open(old, owner)).toEqual({ note: 'secret' });
    expect(() => seal.open(flipped(old), owner)).toThrow(SealError);
    const strict = createSeal(key(1), { oldSeals: 'refuse' });
    expect(() => strict.open(old, owner)).toThrow(SealError);
    expect(strict.open(sealed({ note: 'secret' }), owner)).toEqual({ note: 'secret' });
  });

  it('wants a key of 32 bytes and a JSON value', () => {
    expect(() => createSeal(Buffer.alloc(16).toString('base64'))).toThrow(SealError);
    expect(() => createSeal('')).toThrow(SealError);
    expect(() => sealed(undefined)).toThrow(SealError);
  });
});

function flipped(text: string): string {
  const at = text.length - 10;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
