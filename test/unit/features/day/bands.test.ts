import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, bands, isUrgent, limitsOf } from '../../../../src/features/day/bands.ts';
import { policyFrom } from '../../../support/policies.ts';

const { calendar, profile } = policyFrom();
/** A Monday, 09:00 in Chicago. */
const now = Date.parse('2037-03-02T15:00:00Z');
const limits = limitsOf(calendar, now);
const band = (due: string, more: { urgent?: boolean; waits?: boolean } = {}) =>
  bandOf({ due: Date.parse(due), urgent: false, waits: false, ...more }, limits, now);

describe('the bands of a day', () => {
  it('end with the days of the agency, also where a clock is put forward', () => {
    expect(band('2037-03-02T14:59:59.999Z')).toBe('overdue');
    expect(band('2037-03-02T15:00:00.000Z')).toBe('today');
    expect(band('2037-03-03T05:59:59.999Z')).toBe('today');
    expect(band('2037-03-03T06:00:00.000Z')).toBe('tomorrow');
    expect(band('2037-03-04T05:59:59.999Z')).toBe('tomorrow');
    expect(band('2037-03-04T06:00:00.000Z')).toBe('week');
    // Summer time begins on Sunday the 8th: Monday the 9th ends an hour earlier by UTC.
    expect(band('2037-03-10T04:59:59.999Z')).toBe('week');
    expect(band('2037-03-10T05:00:00.000Z')).toBeNull();
  });

  it('show first what somebody is paged for, and apart what waits for others, however late', () => {
    expect(band('2037-03-01T00:00:00.000Z', { urgent: true })).toBe('now');
    expect(band('2037-09-01T00:00:00.000Z', { urgent: true })).toBe('now');
    expect(band('2037-03-01T00:00:00.000Z', { waits: true })).toBe('waiting');
  });

  it('never move back as the due instant moves on', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.nat(1e9), (offset, later) => {
        const place = (due: number) => {
          const found = bandOf({ due, urgent: false, waits: false }, limits, now);
          return found === null ? bands.length : bands.indexOf(found);
        };
        expect(place(now + offset + later)).toBeGreaterThanOrEqual(place(now + offset));
      }),
    );
  });

  it('know by its ladder that a duty is urgent: emergencies and crises, and nothing else', () => {
    const urgent = profile.rules.filter((rule) => isUrgent(profile, rule)).map(({ kind }) => kind);
    expect(urgent.toSorted()).toMatchInlineSnapshot(`
      [
        "crisis.handover",
        "crisis.response",
        "emergency.contact-ciu",
        "emergency.contact-client",
      ]
    `);
  });
});
