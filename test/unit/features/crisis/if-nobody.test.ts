import { expect, it } from 'vitest';
import {
  crisisChain,
  emergencyChain,
  nextOfCrisis,
  nextPage,
} from '../../../../src/features/crisis/if-nobody.ts';
import { crisisPage, audienceOf, pagingOf } from '../../../../src/features/crisis/pages.ts';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';

const minute = 60_000;
const at = Date.parse('2037-03-02T15:00:00Z');

it('an emergency pages down the ladder of its duty, and then nobody', () => {
  const chain = emergencyChain(countyProfile);
  if (!chain) throw new Error('no chain');
  expect(chain.pages).toEqual([
    { to: 'on-call', afterMinutes: 0 },
    { to: 'supervisor', afterMinutes: 10 },
    { to: 'director', afterMinutes: 20 },
  ]);
  expect(nextPage(chain, { audience: 'on-call', at })).toEqual({
    audience: 'supervisor',
    at: at + 10 * minute,
  });
  expect(nextPage(chain, { audience: 'director', at })).toBeNull();
  expect(nextPage(chain, { audience: 'payer', at })).toBeNull();
  expect(emergencyChain({ ...countyProfile, ladders: {} })).toBeNull();
});

it('a crisis is paged round and round: what is foretold is what is paged', () => {
  const chain = crisisChain(countyProfile);
  const paging = pagingOf(countyProfile);
  for (let page = 1; page < 9; page += 1) {
    const raised = at + (page - 1) * paging.everyMinutes * minute;
    const draft = crisisPage(
      { enrollmentId: 'e', thing: 't' },
      { page, to: audienceOf(paging, page), at: raised },
    );
    const next = { audience: audienceOf(paging, page + 1), at: raised + paging.everyMinutes * minute };
    expect(nextPage(chain, { audience: draft.audience, at: draft.raisedAt })).toEqual(next);
    expect(nextOfCrisis(chain, at, raised + minute)).toEqual(next);
  }
});
