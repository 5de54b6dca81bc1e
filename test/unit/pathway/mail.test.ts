import { expect, test } from 'vitest';
import { mailInstant } from '../../../src/engine/deadlines/rungs.ts';
import { formatLocal } from '../../../src/engine/calendar/index.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { referral } from '../../support/enrollment-builder.ts';
import { calendarOf, localInstant, policyFrom } from '../../support/policies.ts';

const policy = policyFrom(countyProfile, calendarOf('America/Chicago', ['2037-03-09']));
const at = (text: string) => localInstant(policy.calendar, text);

test.each([
  ['2037-03-03 07:59', '2037-03-03 08:00', 'this morning, before eight'],
  ['2037-03-03 08:00', '2037-03-03 08:00', 'at eight sharp'],
  ['2037-03-03 08:01', '2037-03-04 08:00', 'tomorrow'],
  ['2037-03-06 23:00', '2037-03-10 08:00', 'over the weekend and a closed Monday'],
  ['2037-03-08 03:30', '2037-03-10 08:00', 'from a Sunday'],
  ['2037-12-24 12:00', '2037-12-28 08:00', 'over Christmas'],
])('what is raised at %s is mailed at %s: %s', (raised, mailed) => {
  expect(formatLocal(policy.calendar, mailInstant(policy, 'next-morning', at(raised)))).toBe(mailed);
});

test('an emergency is mailed at once', () => {
  const sunday = at('2037-03-08 03:30');
  expect(mailInstant(policy, 'at-once', sunday)).toBe(sunday);
});

test('where the calendar knows no further business day, what was recorded is told at once', () => {
  const end = policy.calendar.validUntil * 60_000;
  expect(mailInstant(policy, 'next-morning', end)).toBe(end);
});

test('a missed deadline is raised at its instant, and mailed in the morning', () => {
  const story = referral({ policy }).assigned('2037-03-05 15:00').until('2037-03-06 15:01');
  const miss = story.notifications.find(({ kind }) => kind === 'overdue');
  const [mail] = miss?.deliveries ?? [];
  expect(miss).toMatchObject({ audience: 'supervisor' });
  expect(story.local(mail?.notBefore ?? 0)).toBe('2037-03-04 08:00');
  const first = story.notifications.find(
    ({ kind, obligation }) => kind === 'overdue' && obligation === 'contact.first',
  );
  expect(first).toMatchObject({
    audience: 'coordinator',
    staffId: 'coordinator-1',
    duty: 'IN-5',
    raisedAt: at('2037-03-06 15:00') + 1,
  });
  expect(story.local(first?.deliveries[0]?.notBefore ?? 0)).toBe('2037-03-10 08:00');
});
