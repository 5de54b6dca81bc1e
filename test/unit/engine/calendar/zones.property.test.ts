import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOfLocalDay,
  formatLocal,
  formatLocalDate,
  instantAtLocal,
  localDateOf,
  startOfLocalDay,
} from '../../../../src/engine/calendar/index.ts';
import { at, calendarFor, clockByIntl, dateByIntl, day, iso, zones } from './support.ts';
import { runs } from '../../../support/sizes.ts';

const MINUTE = 60_000;
const pad = (n: number) => String(n).padStart(2, '0');

describe.each(zones)('%s agrees with Intl', (zone) => {
  const cal = calendarFor(zone);
  const changes = cal.transitions.slice(1).map(([minute]) => minute * MINUTE);
  const anywhere = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') });
  const nearChange =
    changes.length === 0
      ? anywhere
      : fc
          .tuple(fc.constantFrom(...changes), fc.integer({ min: -1500 * MINUTE, max: 1500 * MINUTE }))
          .map(([change, off]) => change + off);
  const exactlyAtChange =
    changes.length === 0
      ? anywhere
      : fc.tuple(fc.constantFrom(...changes), fc.constantFrom(-1, 0, 1)).map(([change, off]) => change + off);
  const instants = fc.oneof(anywhere, nearChange, exactlyAtChange);
  const dates = fc
    .oneof(
      instants.map((instant) => localDateOf(cal, instant)),
      fc.integer({ min: day('2000-01-02'), max: day('2099-12-30') }),
      fc.constantFrom(day('2011-12-29'), day('2011-12-30'), day('2011-12-31')),
    )
    .filter((date) => date > day('2000-01-01') && date < day('2099-12-31'));

  it('on the date and the clock', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(formatLocalDate(localDateOf(cal, instant))).toBe(dateByIntl(zone, instant));
        expect(formatLocal(cal, instant)).toBe(clockByIntl(zone, instant).slice(0, 16));
      }),
      runs(300),
    );
  });

  it('on the first and last instant of a date', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const start = startOfLocalDay(cal, date);
        const text = formatLocalDate(date);
        // A date skipped as a whole begins with the one after it.
        const skipped = zone === 'Pacific/Apia' && text === '2011-12-30';
        expect(dateByIntl(zone, start)).toBe(skipped ? '2011-12-31' : text);
        expect(dateByIntl(zone, start - 1) < text).toBe(true);
        // Nothing earlier shows the date either (clocks may have gone back across midnight).
        for (let back = 1; back <= 180; back += 1) {
          expect(dateByIntl(zone, start - back * MINUTE) < text, iso(start - back * MINUTE)).toBe(true);
        }
        expect(endOfLocalDay(cal, date) + 1).toBe(startOfLocalDay(cal, date + 1));
        expect(startOfLocalDay(cal, date + 1) - start).toBeGreaterThanOrEqual(skipped ? 0 : 22 * 60 * MINUTE);
      }),
      runs(60),
    );
  });

  it('on the instant of a time of day: the first at which clocks have come to it', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), (date, minutes) => {
        const instant = instantAtLocal(cal, date, minutes);
        const wanted = `${formatLocalDate(date)} ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:00`;
        expect(clockByIntl(zone, instant) >= wanted).toBe(true);
        expect(clockByIntl(zone, instant - 1) < wanted).toBe(true);
        for (let back = 15; back <= 180; back += 15) {
          expect(clockByIntl(zone, instant - back * MINUTE) < wanted).toBe(true);
        }
        // Later than wanted only where clocks jumped over it just then.
        if (clockByIntl(zone, instant) > wanted) expect(changes).toContain(instant);
      }),
      runs(150),
    );
  });
});
