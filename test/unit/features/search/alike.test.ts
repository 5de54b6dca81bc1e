import { expect, it } from 'vitest';
import { alike } from '../../../../src/features/search/alike.ts';

const nobody = { names: [], birthDates: [], references: [], own: [], phones: [] };
const told = { ...nobody, references: ['C-1042'], own: ['C-1042'] };

it('the same number looks the same where the agency gave both; what another system calls somebody is chance', () => {
  expect(alike(told, { ...nobody, references: ['c 1042'], own: ['c 1042'] })).toEqual(['reference']);
  expect(alike(told, { ...nobody, references: ['C-7', 'C-1042'], own: ['C-7'] })).toBeNull();
});
