import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../../src/cli/simulate/outcome.ts';
import type { ScenarioObligation } from '../../src/cli/simulate/scenario.ts';
import { startTemporalEngine } from '../../src/cli/simulate/temporal-engine.ts';
import type { TemporalEngine } from '../../src/cli/simulate/temporal-engine.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { oracle } from './oracle.ts';
import type { Story } from './oracle.ts';
import { byDomain, byTemporal } from './play.ts';

type ToldStory = Story & { name: string; expected: ScenarioObligation[] };

const folder = new URL('stories/', import.meta.url);
const stories = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ToldStory,
);

it('there are stories', () => {
  expect(stories.length).toBeGreaterThanOrEqual(18);
  expect(stories.every(({ expected }) => expected.length > 5)).toBe(true);
});

describe.each(stories)('$name', (story) => {
  it('has the obligations that the rules make of it', () => {
    expect(oracle(story)).toEqual(story.expected);
  });

  it('is played by the domain engine', () => {
    const { rows, refused } = byDomain(story);
    expect(differences(rows, story.expected)).toEqual([]);
    expect(refused).toEqual([]);
  });
});

describe('by the real workflow', () => {
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

  // Those in which the clock, the order of entry and the steps meet; each costs seconds.
  it.each([
    'berlin',
    'emergency-by-night',
    'entered-in-reverse',
    'leaving-with-things-overdue',
    'levels',
    'midnight-that-is-not',
    'month-ends',
    'to-the-millisecond',
    'voided-discharge',
    'voided-steps',
  ])(
    '%s',
    async (name) => {
      const story = stories.find((one) => one.name === name);
      if (!story) throw new Error('there is no such story');
      const { rows, refused } = await byTemporal(engine, story);
      expect(differences(rows, story.expected)).toEqual([]);
      expect(refused).toEqual([]);
    },
    180_000,
  );
});

describe('a wrong `expected` is told', () => {
  const story = stories.find(({ name }) => name === 'levels');
  const rows = story ? byDomain(story).rows : [];
  const [first, second, ...rest] = rows;
  if (!first || !second) throw new Error('the story has no obligations');

  it.each<[string, ScenarioObligation[]]>([
    ['a deadline off by a millisecond', [{ ...first, due: '2037-02-05T05:59:59.998Z' }, second, ...rest]],
    ['an opening off by a millisecond', [{ ...first, opened: '2037-01-05T15:00:00.001Z' }, second, ...rest]],
    ['another status', [{ ...first, status: 'cancelled' }, second, ...rest]],
    ['another instant', [{ ...first, at: '2037-02-05T06:00:00.000Z' }, second, ...rest]],
    ['another kind', [{ ...first, kind: 'sccp.review' }, second, ...rest]],
    ['one too few', [second, ...rest]],
    ['one too many', [first, first, second, ...rest]],
    ['none at all', []],
    ['another order', [second, first, ...rest]],
  ])('%s', (_, expected) => {
    expect(differences(rows, rows)).toEqual([]);
    expect(differences(rows, expected)).not.toEqual([]);
  });
});
