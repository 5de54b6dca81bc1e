import { describe, expect, it } from 'vitest';
import { countyCalendar } from '../../../../prisma/seed/policies.ts';
import { besides } from '../../../../src/features/assignment/settings.document.ts';
import { urgencyAt } from '../../../../src/features/assignment/urgency.ts';

const calendar = countyCalendar();
const day = { begins: 8 * 60, ends: 17 * 60 };
const at = (text: string) => Date.parse(text);

describe('how urgent an assignment is', () => {
  // Referred on a Friday at 15:00 in Chicago; due on Monday at 17:00.
  const owed = { opened: at('2037-03-06T21:00:00Z'), due: at('2037-03-09T22:00:00Z') };

  it('is counted in business time: a weekend makes nothing older', () => {
    const friday = urgencyAt(calendar, day, owed, at('2037-03-07T00:00:00Z'));
    expect(friday).toEqual({ passed: 120, left: 540, overdue: 0 });
    expect(urgencyAt(calendar, day, owed, at('2037-03-08T18:00:00Z'))).toEqual(friday);
    // The clocks went on by an hour that Sunday.
    expect(urgencyAt(calendar, day, owed, at('2037-03-09T14:30:00Z'))).toEqual({
      ...{ passed: 210, left: 450, overdue: 0 },
    });
  });

  it('grows beyond the due instant, again by business days alone', () => {
    expect(urgencyAt(calendar, day, owed, at('2037-03-10T14:00:00Z'))).toEqual({
      ...{ passed: 720, left: 0, overdue: 60 },
    });
  });

  it('leaves holidays out', () => {
    const opened = at('2037-07-02T14:00:00Z');
    const due = at('2037-07-06T22:00:00Z');
    // The fourth of July is a Saturday, so the third is observed.
    expect(urgencyAt(calendar, day, { opened, due }, opened).left).toBe(8 * 60 + 9 * 60);
  });
});

it('an area lies beside another, whichever of the two says so', () => {
  const areas = [
    { id: 'north', beside: ['lake'] },
    { id: 'lake', beside: [] },
    { id: 'south', beside: ['lake'] },
  ];
  expect(besides(areas, 'lake')).toEqual(['north', 'south']);
  expect(besides(areas, 'north')).toEqual(['lake']);
  expect(besides(areas, 'unheard-of')).toEqual([]);
});
