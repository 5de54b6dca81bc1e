import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dateIn, instantIn, monthIn } from '../../../../src/kit/http/dates.ts';
import type { Door } from '../../../../src/kit/http/door.ts';
import { isRefusal } from '../../../../src/kit/http/reply.ts';
import { checkBody } from '../../../../src/kit/http/validate.ts';

// In Chicago it is still 2 March.
const now = Date.parse('2037-03-03T04:00:00Z');
const body = z.strictObject({
  born: dateIn('born').optional(),
  done: dateIn('done').optional(),
  at: instantIn('happened').optional(),
  planned: dateIn('planned').optional(),
  month: monthIn.optional(),
  form: z.union([z.string(), z.strictObject({ signedOn: dateIn('signed') })]).optional(),
});

function judged(given: z.input<typeof body>, today: string | null = '2037-03-02') {
  const door: Door = { now, today, asksForToday: false, codes: null, asksForCodes: false };
  const found = checkBody(body, given, door);
  return { asksForToday: door.asksForToday, said: isRefusal(found) ? said(found) : 'taken' };
}

const said = ({
  problem,
  errors = [],
}: {
  problem: string;
  errors?: { pointer?: string; detail: string }[];
}) => [problem, ...errors.map(({ pointer, detail }) => `${pointer} ${detail}`)].join(': ');

describe('a date that comes in', () => {
  it.each([
    [
      'of the first man',
      { born: '0001-01-01' },
      'invalid-field: /born lies too early: not before 1917-03-03',
    ],
    ['born tomorrow', { born: '2037-03-03' }, 'invalid-field: /born lies in the future'],
    ['done tomorrow', { done: '2037-03-03' }, 'occurred-in-future: /done lies in the future'],
    ['done today', { done: '2037-03-02' }, 'taken'],
    ['that is none', { done: '2037-02-30' }, 'invalid-field: /done must be an existing date, YYYY-MM-DD'],
    ['of a clock that is a minute fast', { at: '2037-03-03T04:01:00Z' }, 'taken'],
    ['an instant later', { at: '2037-03-03T04:01:01Z' }, 'occurred-in-future: /at lies in the future'],
    [
      'beyond all calendars',
      { planned: '2137-03-03' },
      'beyond-calendar: /planned lies too far ahead: not after 2099-12-31',
    ],
    ['a month that has not begun', { month: '2037-04' }, 'invalid-field: /month lies in the future'],
    [
      'in one of two forms',
      { form: { signedOn: '2037-03-04' } },
      'occurred-in-future: /form/signedOn lies in the future',
    ],
    [
      'two of them wrong',
      { done: '2037-03-03', planned: '0000-01-01' },
      'invalid-field: /done lies in the future: /planned lies too early: not before 2000-01-01',
    ],
  ])('%s', (_, given, expected) => {
    expect(judged(given).said).toBe(expected);
  });

  it('asks for the agency’s date only where it decides', () => {
    expect(judged({ done: '2037-02-01', at: '2037-03-03T04:00:00Z', planned: '2037-03-03' }, null)).toEqual({
      asksForToday: false,
      said: 'taken',
    });
    expect(judged({ done: '2037-03-03' }, null)).toEqual({ asksForToday: true, said: 'taken' });
  });

  it('is not judged where it does not come in: what is on record stays readable', () => {
    const kept = { born: '0001-01-01', at: '1926-03-02T15:00:00Z', planned: '9998-01-01' };
    expect(z.safeEncode(body, z.decode(body, kept)).data).toEqual({
      ...kept,
      at: '1926-03-02T15:00:00.000Z',
    });
  });
});
