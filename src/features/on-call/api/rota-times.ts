import type { z } from 'zod';
import type { rotaQuery, shiftBody, shiftChangeBody } from './schemas.ts';
import {
  CalendarRangeError,
  localDateOf,
  parseLocalDate,
  startOfLocalDay,
} from '../../../engine/calendar/index.ts';
import { instantOf, type LocalTime, parseLocalTime, spansOf } from '../pattern.ts';
import type { Span } from '../shift.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { ShownBy } from './render.ts';

/** What a request's local times come to, or why they cannot be used. */
type Read<T> = T | Refusal;

/** The days that a rota is read for, today and so many ahead where none are named. */
export function daysOf(
  { calendar, now }: ShownBy,
  { from, to }: z.output<typeof rotaQuery>,
  aheadDays: number,
): Read<Span> {
  return inCalendar(() => {
    const first = (from === undefined ? undefined : parseLocalDate(from)) ?? localDateOf(calendar, now);
    const last = (to === undefined ? undefined : parseLocalDate(to)) ?? first + aheadDays;
    if (last < first)
      return refuse('end-not-later', { errors: [{ parameter: 'to', detail: 'lies before "from"' }] });
    return { from: startOfLocalDay(calendar, first), until: startOfLocalDay(calendar, last + 1) };
  });
}

/** The shifts that are asked for: one, or the same local times again. */
export function shiftsIn(
  { calendar, now }: ShownBy,
  { from, until, repeat }: z.output<typeof shiftBody>,
): Read<Span[]> {
  return inCalendar(() => {
    const end = parseLocalTime(until);
    if (!end) return noTime('until');
    if (from === undefined) return [{ from: now, until: instantOf(calendar, end) }];
    const beginning = parseLocalTime(from);
    if (!beginning) return noTime('from');
    return spansOf(calendar, { from: beginning, until: end }, repeat ?? { everyWeeks: 1, times: 1 });
  });
}

/** What of a shift's times is to change. */
export function timesIn(
  { calendar }: ShownBy,
  { from, until }: z.output<typeof shiftChangeBody>,
): Read<Partial<Span>> {
  return inCalendar(() => {
    const times: Partial<Span> = {};
    for (const [name, text] of Object.entries({ from, until })) {
      if (text === undefined) continue;
      const time: LocalTime | undefined = parseLocalTime(text);
      if (!time) return noTime(name);
      times[name as keyof Span] = instantOf(calendar, time);
    }
    return times;
  });
}

function inCalendar<T>(work: () => Read<T>): Read<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof CalendarRangeError) return refuse('beyond-calendar');
    throw error;
  }
}

function noTime(name: string): Refusal {
  return refuse('invalid-field', { errors: [{ pointer: `/${name}`, detail: 'is no time of any day' }] });
}
