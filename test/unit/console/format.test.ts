import { expect, it, onTestFinished, vi } from 'vitest';
import { agencyTime } from '../../../src/console/time/format.ts';

it('a day has its year where it could be taken for another', () => {
  vi.useFakeTimers({ now: Date.parse('2037-03-02T15:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const { day, moment } = agencyTime('en-US', 'America/Chicago');
  expect(day('2037-03-10T02:00:00Z')).toBe('Mon, Mar 9');
  expect(day('2037-01-12T15:00:00Z')).toBe('Mon, Jan 12');
  expect(day('2038-03-01T15:00:00Z')).toBe('Mon, Mar 1, 2038');
  expect(moment('2035-03-05T15:30:00Z')).toMatch(/^Mon, Mar 5, 2035, 9:30\sAM$/);
  expect(agencyTime('es-US', 'America/Chicago').day('2038-03-01T15:00:00Z')).toContain('2038');
});
