/**
 * Set by `npm run test:long`. Everything that costs seconds in proportion to a count takes the count from here: the same
 * tests, small each time and in full now and then.
 */
const long = process.env['TEST_LONG'] === '1';

/** How much of something a test takes: all of it in the long run. */
export function sized(full: number, otherwise: number): number {
  return long ? full : otherwise;
}

/**
 * How many runs a property gets: in the long run all of them, other ones each time; else a fifth, always the same. The seed
 * of a property that has its own comes after this.
 */
export function runs(full: number): { numRuns: number; seed?: number } {
  return long ? { numRuns: full } : { numRuns: Math.ceil(full / 5), seed: 2037 };
}
