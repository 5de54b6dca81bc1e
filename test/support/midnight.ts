import type { Calendar } from '../../src/engine/calendar/index.ts';

const minute = 60_000;
const day = 1_440;

/**
 * A calendar whose local days end with the whole minute next to `midnight` (epoch ms): a zone's offset is data, so
 * midnight may fall where a run wants it.
 */
export function calendarWithMidnightAt(midnight: number, id: string, weekend: number[]): Calendar {
  const behind = Math.round(midnight / minute) % day;
  const offset = behind === 0 ? 0 : behind > day / 2 ? day - behind : -behind;
  return {
    id,
    version: 1,
    timeZone: 'Etc/Nowhere',
    transitions: [[Date.UTC(2000, 0, 1) / minute, offset]],
    validUntil: Date.UTC(2100, 0, 1) / minute,
    weekend,
    holidays: [],
    closures: [],
  };
}
