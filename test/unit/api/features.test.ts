import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Feature, features } from '../../../src/api/feature.ts';
import { merged } from '../../../src/kit/merged.ts';

it('each folder of src/features is in the list that the lists are made by', () => {
  const folders = readdirSync(join(import.meta.dirname, '..', '..', '..', 'src', 'features'));
  expect([...features].toSorted()).toEqual(folders.toSorted());
});

it('an entry that two features have is heard of', () => {
  const none = Object.fromEntries(features.map((feature) => [feature, {}])) as Record<Feature, object>;
  expect(() => merged({ ...none, notes: { same: 1 }, plans: { same: 2 } })).toThrow(
    'two features have an entry same',
  );
  expect(merged({ ...none, notes: { one: 1 }, plans: { two: 2 } })).toEqual({ one: 1, two: 2 });
});
