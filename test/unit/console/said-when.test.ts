import { expect, it } from 'vitest';
import { asItWas, before } from '../../../src/console/forms/said-when.ts';
import { countyCalendar } from '../../../prisma/seed/policies.ts';

const calendar = countyCalendar();
const at = Date.parse('2037-03-02T15:00:00.000Z');

it('half an hour ago that comes back later is the time that it was when it was said, on the agency’s clocks', () => {
  const said = { which: 'half', local: '', said: at } as const;
  // Said in this form, it is still half an hour before the press.
  expect(asItWas(said, at - 1, calendar)).toEqual({ which: 'half', local: '' });
  expect(asItWas(said, at + 1, calendar)).toEqual({ which: 'other', local: '2037-03-02T08:30' });
  expect(asItWas({ ...said, which: 'twoHours' }, at + 1, calendar).local).toBe('2037-03-02T07:00');
  const now = { ...said, which: 'now' } as const;
  expect(asItWas(now, at + 1, calendar)).toEqual({ which: 'now', local: '' });
  expect(asItWas(undefined, at, calendar)).toEqual({ which: 'now', local: '' });
  expect(before(at, 'twoHours')).toBe(at - 7_200_000);
});
