import fc from 'fast-check';
import { hour } from '../api-rig.ts';

/** What a request may name: what stands, the same without a hash, what once stood, somebody else's, nothing. */
export const wishes = ['now', 'bare', 'old', 'foreign', 'unknown'] as const;
const often = <T>(weight: number, value: T) => ({ weight, arbitrary: fc.constant(value) });
const contents = [
  'identity',
  'services',
  'plan',
  'assessment',
  'progress',
  'presenting-issue',
  'goals',
  'payer',
];

/** One thing that is done; what it is done with is picked by these numbers from what there is. */
export const anyAct = fc.record({
  kind: fc.oneof(
    ...([
      often(4, 'grant'),
      often(1, 'revoke'),
      often(1, 'end'),
      often(2, 'void'),
      often(2, 'plan'),
      often(1, 'rewrite'),
      often(2, 'file'),
      often(1, 'score'),
      often(1, 'strike'),
      often(5, 'ask'),
      often(3, 'return'),
      often(3, 'resubmit'),
      often(1, 'withdraw'),
      often(4, 'read'),
      often(5, 'open'),
      often(4, 'hand'),
      often(3, 'tell'),
      often(2, 'refer'),
      often(3, 'send'),
      often(2, 'wait'),
      often(1, 'again'),
    ] as const),
  ),
  /** Of the first client, mostly. */
  whose: fc.oneof(often(4, 0), often(1, 1)),
  n: fc.nat(999),
  m: fc.nat(999),
  back: fc.oneof(often(4, 0), often(1, 3 * hour)),
  lasts: fc.constantFrom(0, 1, 3, 60, 60),
  content: fc.oneof(often(3, [...contents]), {
    weight: 2,
    arbitrary: fc.subarray([...contents], { minLength: 1 }),
  }),
  wishes: fc.array(
    fc.oneof(often(8, 'now' as const), often(3, 'bare' as const), {
      weight: 3,
      arbitrary: fc.constantFrom(...wishes),
    }),
    { minLength: 4, maxLength: 4 },
  ),
});
export type Act = typeof anyAct extends fc.Arbitrary<infer One> ? One : never;

export type Wish = (typeof wishes)[number];
export const nobodys = '0b7e9f6c-0000-4000-8000-000000000000';
export const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
