import type { ShiftRow, SwapRow } from '../postgres/ports.ts';
import { type Calendar, CalendarRangeError, formatLocal } from '../../../engine/calendar/index.ts';
import { covers, revisionOf, type Span, stillCovering } from '../shift.ts';

/** By whose clocks and as of when a rota is shown. */
export type ShownBy = { calendar: Calendar; now: number };

export function renderSpan({ from, until }: Span, calendar: Calendar) {
  const local = (at: number) => localTime(calendar, at);
  return { from, until, fromLocal: local(from), untilLocal: local(until) };
}

export function renderShift(row: ShiftRow, { calendar, now }: ShownBy) {
  const { id, staffId, name, rank, cutAt, active, fit, away, made, replaces, cut } = row;
  return {
    ...{ shiftId: id, revision: revisionOf(row), staffId, name, rank, ...renderSpan(row, calendar) },
    underWay: covers(stillCovering(row, now), now),
    ...{ countsUntil: cutAt, covers: active, fit, made, replaces, cut },
    away: away.map((span) => renderSpan(span, calendar)),
  };
}

export function renderSwap(row: SwapRow, shown: ShownBy) {
  const { id, shift, inReturn, askedOf, asked, settled } = row;
  const shifts = inReturn === null ? [shift] : [shift, inReturn];
  const gone = shifts.some(({ cutAt, from }) => cutAt !== null || from <= shown.now);
  return {
    ...{ swapId: id, shift: renderShift(shift, shown), inReturn: inReturn && renderShift(inReturn, shown) },
    ...{ askedOf, state: row.state === 'asked' && gone ? ('lapsed' as const) : row.state },
    ...{ asked, settled },
  };
}

/** A shift from before the calendar that the agency has now is shown by UTC. */
export function localTime(calendar: Calendar, at: number): string {
  try {
    return formatLocal(calendar, at);
  } catch (error) {
    if (!(error instanceof CalendarRangeError)) throw error;
    return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  }
}
