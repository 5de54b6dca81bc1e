import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalJson, contentHash, shortHash } from '../../../src/kit/content-hash.ts';

test('the canonical text orders keys by code unit at every depth', () => {
  const value = { b: [{ z: 1, A: null }], a: 'é"', ä: true, Z: -0.5, gone: undefined };
  expect(canonicalJson(value)).toBe('{"Z":-0.5,"a":"é\\"","b":[{"A":null,"z":1}],"ä":true}');
});

test('the hash is SHA-256 of that text', () => {
  expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  expect(shortHash(contentHash({}))).toBe('44136fa355b3678a');
});

describe('for any JSON', () => {
  it('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(contentHash(JSON.parse(JSON.stringify(value)))).toBe(contentHash(value));
      }),
    );
  });

  it('does not depend on the order of keys, but on that of lists', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(contentHash(Object.fromEntries(Object.entries(value).toReversed()))).toBe(contentHash(value));
      }),
    );
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  });
});

test.each([
  ['a Map', new Map()],
  ['a Date', new Date(0)],
  ['NaN', Number.NaN],
  ['undefined in a list', [undefined]],
  ['a hole in a list', Array(1)],
  ['a function', () => 1],
  ['a bigint', 1n],
])('%s is no JSON value', (_what, value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError);
});
