import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceOf, crisisPage } from '../../../../src/features/crisis/pages.ts';
import type { NotificationDraft } from '../../../../src/engine/notifications/notification.ts';
import { addressed, nextPaged, type Paged } from '../../../../src/features/on-call/paging.ts';
import { spansOf } from '../../../../src/features/on-call/pattern.ts';
import { formatLocal, parseLocalDate } from '../../../../src/engine/calendar/index.ts';
import type { Audience } from '../../../../src/engine/policy/profile.ts';
import { calendar } from '../../../support/staff-files.ts';

const chain: Audience[] = ['on-call', 'supervisor', 'director'];
const names = ({ audience, staffId }: Paged) => staffId ?? audience;

/** The first so many pages of a crisis; who is on shift may change from page to page. */
function pages(count: number, onShift: (page: number) => readonly string[]): string[] {
  const paged: Paged[] = [];
  for (let page = 1; page <= count; page += 1) {
    const otherwise = audienceOf({ everyMinutes: 10, chain }, page);
    paged.push(nextPaged({ chain, otherwise }, onShift(page), paged));
  }
  return paged.map(names);
}

describe('[CR-1] the pages of a crisis', () => {
  it('go down the ranks, then to the supervisor and the director, then round again', () => {
    expect(pages(7, () => ['ada', 'ben'])).toEqual([
      ...['ada', 'ben', 'supervisor', 'director'],
      ...['ada', 'ben', 'supervisor'],
    ]);
  });

  it('with nobody on shift go as the policy has it', () => {
    expect(pages(4, () => [])).toEqual(['on-call', 'supervisor', 'director', 'on-call']);
  });

  it('reach who takes over at once, and do not begin anew with the others', () => {
    expect(pages(4, (page) => (page < 3 ? ['ada', 'ben'] : ['cleo', 'ben']))).toEqual([
      ...['ada', 'ben', 'cleo', 'supervisor'],
    ]);
  });

  it('leave nobody out, however long it takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }), (many, rounds) => {
        const onShift = Array.from({ length: many }, (_, n) => `p${n}`);
        const told = pages((many + 2) * rounds, () => onShift);
        for (const name of [...onShift, 'supervisor', 'director'])
          expect(told.filter((one) => one === name)).toHaveLength(rounds);
      }),
    );
  });
});

describe('[IN-8] the pages of an emergency', () => {
  const page = (audience: Audience, place: number): NotificationDraft => ({
    ...crisisPage({ enrollmentId: 'e', thing: 't' }, { page: 1, to: audience, at: 0 }),
    id: `e/4/${place}`,
  });
  const told = (draft: NotificationDraft, onShift: string[]) =>
    addressed(draft, onShift).map(({ id, audience, staffId }) => [id, audience, staffId]);

  it('go to the first on shift; the second comes with the supervisor, the third with the director', () => {
    const onShift = ['ada', 'ben', 'cleo'];
    expect(told(page('on-call', 1), onShift)).toEqual([['e/4/1', 'on-call', 'ada']]);
    expect(told(page('supervisor', 2), onShift)).toEqual([
      ['e/4/2', 'supervisor', null],
      ['e/4/2002', 'on-call', 'ben'],
    ]);
    expect(told(page('director', 1), onShift)).toEqual([
      ['e/4/1', 'director', null],
      ['e/4/1003', 'on-call', 'cleo'],
    ]);
  });

  it('stay as they are with nobody on shift, and nothing else is ever readdressed', () => {
    for (const audience of chain) expect(addressed(page(audience, 1), [])).toEqual([page(audience, 1)]);
    const warning = { ...page('on-call', 1), kind: 'warning' as const };
    expect(addressed(warning, ['ada'])).toEqual([warning]);
    const mine = { ...page('on-call', 1), staffId: 'ben' };
    expect(addressed(mine, ['ada'])).toEqual([mine]);
  });
});

describe('[CR-1] the same local times week after week', () => {
  const night = (date: string) => {
    const day = parseLocalDate(date) ?? 0;
    return { from: { date: day, minutes: 20 * 60 }, until: { date: day + 1, minutes: 8 * 60 } };
  };
  const hours = ({ from, until }: { from: number; until: number }) => (until - from) / 3_600_000;

  it('are an hour shorter when summer time begins, and an hour longer when it ends', () => {
    const spring = spansOf(calendar, night('2037-02-28'), { everyWeeks: 1, times: 3 });
    expect(spring.map(hours)).toEqual([12, 11, 12]);
    expect(spring.map(({ from }) => formatLocal(calendar, from))).toEqual([
      '2037-02-28 20:00',
      '2037-03-07 20:00',
      '2037-03-14 20:00',
    ]);
    const autumn = spansOf(calendar, night('2037-10-31'), { everyWeeks: 1, times: 2 });
    expect(autumn.map(hours)).toEqual([13, 12]);
  });

  it('never leave a gap between nights and days that meet on the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 52 }), (weeks) => {
        const day = (parseLocalDate('2037-01-03') ?? 0) + weeks * 7;
        const times = { from: { date: day, minutes: 8 * 60 }, until: { date: day, minutes: 20 * 60 } };
        const [first] = spansOf(calendar, times, { everyWeeks: 1, times: 1 });
        const after = { from: times.until, until: { date: day + 1, minutes: 8 * 60 } };
        const [second] = spansOf(calendar, after, { everyWeeks: 1, times: 1 });
        expect(second?.from).toBe(first?.until);
      }),
    );
  });
});
