import { describe, expect, it } from 'vitest';
import {
  type Absence,
  decideAbsence,
  decideEnd,
  type PossibleCover,
} from '../../../../src/features/absence/absence.ts';

const now = 100;
const able = { works: true, hasAccess: true, mayTakeUntil: Infinity };
const people: PossibleCover[] = ['theo', 'ada', 'jonas'].map((staffId, used) => ({ staffId, used, ...able }));
const away = (staffId: string, coverId: string, from: number, until: number): Absence => ({
  ...{ id: `${staffId}-${from}`, staffId, coverId, from, until },
});
const decide = (
  wanted: Partial<Omit<Absence, 'coverId'>> & { coverId?: string | null; shiftsKnown?: boolean },
  others: Absence[] = [],
  beside: Partial<Parameters<typeof decideAbsence>[1]> = {},
) =>
  decideAbsence(
    { staffId: 'theo', coverId: null, from: now, until: 200, shiftsKnown: false, ...wanted },
    { people, others, shifts: [], now, ...beside },
  );

describe('somebody is to be away', () => {
  it('and is covered for by who is named, or by who has the least to do', () => {
    expect(decide({ coverId: 'jonas' })).toEqual({ ok: true, plan: { coverId: 'jonas' } });
    expect(decide({})).toEqual({ ok: true, plan: { coverId: 'ada' } });
    expect(decide({}, [away('ada', 'jonas', 150, 160)])).toEqual({ ok: true, plan: { coverId: 'jonas' } });
  });

  it.each([
    ['unknown-staff', { staffId: 'stranger' }, []],
    ['unknown-staff', { coverId: 'stranger' }, []],
    ['end-not-later', { until: now }, []],
    ['end-not-later', { from: 10, until: 90 }, []],
    ['covers-for-oneself', { coverId: 'theo' }, []],
    ['absence-overlaps', {}, [away('theo', 'ada', 150, 300)]],
    ['is-covering', {}, [away('ada', 'theo', 150, 300)]],
    ['coordinator-absent', { coverId: 'ada' }, [away('ada', 'jonas', 150, 300)]],
    ['no-cover', {}, [away('ada', 'jonas', 150, 300), away('jonas', 'ada', 150, 300)]],
  ] as const)('%s', (refusal, wanted, others) => {
    expect(decide(wanted, [...others])).toMatchObject({ ok: false, refusal: { code: refusal } });
  });
});

describe('[ST-2] who covers', () => {
  const lacking = (what: Partial<PossibleCover>) =>
    people.map((one) => (one.staffId === 'ada' ? { ...one, ...what } : one));

  it.each([
    ['staff-file-incomplete', { mayTakeUntil: null }],
    ['staff-file-incomplete', { mayTakeUntil: now - 1 }],
    ['without-access', { hasAccess: false }],
  ] as const)('can act for clients: %s', (refusal, what) => {
    const beside = { people: lacking(what) };
    expect(decide({ coverId: 'ada' }, [], beside)).toEqual({
      ok: false,
      refusal: { code: refusal, cover: true },
    });
    expect(decide({}, [], beside)).toEqual({ ok: true, plan: { coverId: 'jonas' } });
    const alone = { people: lacking(what).filter(({ staffId }) => staffId !== 'jonas') };
    expect(decide({}, [], alone)).toMatchObject({ refusal: { code: 'no-cover' } });
  });
});

describe('[CR-1] an absence that meets a shift', () => {
  it('is asked back until somebody says that they have seen it', () => {
    const shifts = [{ id: 'night', from: 190, until: 210 }];
    expect(decide({}, [], { shifts })).toMatchObject({ refusal: { code: 'on-call-then', shifts } });
    expect(decide({ shiftsKnown: true }, [], { shifts })).toMatchObject({ ok: true });
    expect(decide({ until: 190 }, [], { shifts })).toMatchObject({ ok: true });
  });
});

describe('an absence that somebody ends', () => {
  const end = (from: number, until: number, ended = false) => decideEnd({ from, until, ended }, now);

  it('counts until then; one that has not begun never begins', () => {
    expect(end(50, Infinity)).toEqual({ ok: true, until: now });
    expect(end(150, 200)).toEqual({ ok: true, until: 150 });
  });

  it('stays as it is where it has ended by itself, or was ended before', () => {
    expect(end(50, now)).toEqual({ ok: false, refusal: 'absence-over' });
    expect(end(50, 60, true)).toEqual({ ok: true, until: null });
  });
});
