import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTemporalEngine } from '../../src/cli/simulate/temporal-engine.ts';
import type { TemporalEngine } from '../../src/cli/simulate/temporal-engine.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { oracle } from './oracle.ts';
import type { Story } from './oracle.ts';
import { byDomain, byTemporal } from './play.ts';
import { enteredLate, onePerInstant, randomStory } from './random-story.ts';
import { runs } from '../support/sizes.ts';

describe('random stories', () => {
  it('come to the same by the domain model and by the oracle', () => {
    fc.assert(
      fc.property(randomStory(), (story) => {
        const { rows, refused } = byDomain(story);
        expect(rows).toEqual(oracle(story));
        expect(refused).toEqual([]);
      }),
      { ...runs(300), seed: 2037 },
    );
  }, 240_000);

  it('come to the same whatever the order of entry', () => {
    const delays = fc.infiniteStream(fc.nat(60 * 1_440));
    fc.assert(
      fc.property(randomStory({ maxSteps: 15 }), delays, delays, (story, one, other) => {
        const prompt = onePerInstant(story);
        const expected = oracle(prompt);
        expect(byDomain(enteredLate(prompt, one)).rows).toEqual(expected);
        expect(byDomain(enteredLate(prompt, other)).rows).toEqual(expected);
      }),
      { ...runs(60), seed: 2038 },
    );
  }, 240_000);
});

it('a referral on any day of eleven years has the same deadlines by both', () => {
  const day = 86_400_000;
  for (let at = Date.UTC(2037, 0, 1, 20); at < Date.UTC(2048, 0, 1); at += day) {
    const received = new Date(at).toISOString();
    const story: Story = { referral: { receivedAt: received, level: 'cm' }, until: received, events: [] };
    expect(byDomain(story).rows).toEqual(oracle(story));
  }
}, 120_000);

describe('random stories by the real workflow', () => {
  // Long ones in which something was voided and something entered late; the samples of a seed are always the same.
  const long = fc
    .sample(randomStory({ maxSteps: 60, days: 200 }), { seed: 2039, numRuns: 40 })
    .filter((story) => oracle(story).length > 20)
    .filter(({ events }) => events.some(({ type }) => type === 'voidStep'))
    .filter(({ events }) => events.some(({ recordedAt }) => recordedAt !== undefined))
    .slice(0, 3);
  let database: TestDatabase;
  let engine: TemporalEngine;
  beforeAll(async () => {
    database = await createTestDatabase();
    engine = await startTemporalEngine(database.url);
  });
  afterAll(async () => {
    await engine?.stop();
    await database?.drop();
  });

  it.each([0, 1, 2])(
    'number %i',
    async (number) => {
      const story = long[number];
      if (!story) throw new Error('the seed gives too few such stories');
      const played = await byTemporal(engine, story);
      expect(played.rows).toEqual(oracle(story));
      expect(played.rows).toEqual(byDomain(story).rows);
    },
    240_000,
  );
});
