import { describe, expect, it } from 'vitest';
import { createSeal, SealError } from '../../../src/kit/seal.ts';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const seal = createSeal(key(1));

describe('a seal', () => {
  it.each([{ note: 'Grüße, 8:30 — "später"' }, ['a', null, 1.5], '', null, { nested: { deep: [true] } }])(
    'gives back what was sealed: %j',
    (value) => expect(seal.open(seal.seal(value))).toEqual(value),
  );

  it('hides the words, and differs each time', () => {
    const [one, other] = [seal.seal({ note: 'secret' }), seal.seal({ note: 'secret' })];
    expect(one).toMatch(/^tl1\.[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.slice(4), 'base64url').toString('latin1')).not.toContain('secret');
  });

  it.each([
    ['another key', createSeal(key(2)).seal({ note: 'secret' })],
    ['a changed byte', flipped(seal.seal({ note: 'secret' }))],
    ['a cut end', seal.seal({ note: 'secret' }).slice(0, -4)],
    ['another version', seal.seal({ note: 'secret' }).replace('tl1.', 'tl2.')],
    ['no seal', '{"note":"secret"}'],
    ['nothing', 'tl1.'],
  ])('is refused after %s, without its words', (_, sealed) => {
    expect(() => seal.open(sealed)).toThrow(SealError);
    expect(() => seal.open(sealed)).not.toThrow('secret');
  });

  it('wants a key of 32 bytes and a JSON value', () => {
    expect(() => createSeal(Buffer.alloc(16).toString('base64'))).toThrow(SealError);
    expect(() => createSeal('')).toThrow(SealError);
    expect(() => seal.seal(undefined)).toThrow(SealError);
  });
});

function flipped(sealed: string): string {
  const at = sealed.length - 10;
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
}
