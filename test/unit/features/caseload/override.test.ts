import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOverride, decideOverrideEnd } from '../../../../src/features/caseload/override.ts';
import { shareAt } from '../../../../src/features/caseload/share.ts';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';
import { clock } from '../../../support/staff-files.ts';

const day = 86_400_000;
const now = Date.parse('2037-03-02T15:00:00Z');
const terms = { profile: countyProfile, calendar: clock.calendar, longestDays: 90 };
const wanted = { level: 'rsc-i', clients: 2, from: now, until: now + 7 * day };
const decide = (more: Partial<typeof wanted> = {}, isCoordinator = true) =>
  decideOverride({ ...wanted, ...more }, terms, { isCoordinator, now });

describe('[ST-4] an override', () => {
  it('lets so many clients of a level be taken on top', () => {
    const share = 2 * shareAt(countyProfile, 'rsc-i');
    expect(decide()).toEqual({ ok: true, plan: { share } });
  });

  it.each([
    ['unknown-level', 'level', { level: 'none' }],
    ['end-not-later', 'until', { until: now }],
    ['end-not-later', 'until', { from: now - 9 * day, until: now - day }],
    ['override-too-long', 'until', { until: now + 92 * day }],
    ['beyond-calendar', 'from', { from: now + 200 * 365 * day, until: now + 200 * 366 * day }],
  ])('%s', (code, field, more) => {
    expect(decide(more)).toEqual({ ok: false, refusal: { code, field } });
  });

  it('is given to coordinators who work here', () => {
    expect(decide({}, false)).toEqual({ ok: false, refusal: { code: 'unknown-staff' } });
  });

  it('lasts to the end of its longest day, and no instant longer, whenever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 }), (hours) => {
        const from = now + hours * (day / 24);
        const lasts = (until: number) => decide({ from, until }).ok;
        expect(lasts(from + 90 * day - day / 12)).toBe(true);
        expect(lasts(from + 91 * day + day / 12)).toBe(false);
      }),
    );
  });
});

describe('[ST-4] an override that is ended', () => {
  const end = (override: { until: number; ended: boolean } | null) => decideOverrideEnd(override, now);

  it('is one that is there, has not ended, and was not ended by somebody else', () => {
    expect(end({ until: now + 1, ended: false })).toEqual({ ok: true });
    expect(end(null)).toEqual({ ok: false, refusal: { code: 'unknown-override' } });
    expect(end({ until: now, ended: false })).toEqual({ ok: false, refusal: { code: 'override-over' } });
    // By the clock of a machine that is ahead.
    expect(end({ until: now + 1, ended: true })).toEqual({ ok: false, refusal: { code: 'override-over' } });
  });
});
