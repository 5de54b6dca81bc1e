import { makeCalendar } from '../../../../src/calendars/make-calendar.ts';
import { type Calendar, type LocalDate, parseLocalDate } from '../../../../src/engine/calendar/index.ts';

/** Zones whose clocks do something unusual, among ordinary ones. */
export const zones = [
  'America/Chicago',
  'America/New_York',
  'America/Phoenix',
  'America/St_Johns', // until 2011 went back at 00:01, into the day before
  'Pacific/Honolulu',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe', // half an hour of daylight saving
  'America/Sao_Paulo', // until 2019 changed at midnight
  'America/Asuncion',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Africa/Casablanca', // leaves daylight saving for Ramadan
  'Pacific/Apia', // had no 30 December 2011
] as const;

const made = new Map<string, Calendar>();

/** A calendar with the US federal holidays, made once a zone when it has no closures. */
export function calendarFor(timeZone: string, closures: readonly string[] = []): Calendar {
  const known = closures.length === 0 ? made.get(timeZone) : undefined;
  if (known) return known;
  const result = makeCalendar({ id: 'test', version: 1, timeZone, closures });
  if (!result.ok) throw new Error(result.problem.code);
  if (closures.length === 0) made.set(timeZone, result.calendar);
  return result.calendar;
}

export function day(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === undefined) throw new Error(`no date: ${text}`);
  return date;
}

export const at = (iso: string): number => Date.parse(iso);
export const iso = (instant: number): string => new Date(instant).toISOString();

const formats = new Map<string, Intl.DateTimeFormat>();

/** 'YYYY-MM-DD HH:mm:ss' on the clocks of a zone, by Intl alone: the oracle. */
export function clockByIntl(timeZone: string, instant: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    const two = '2-digit' as const;
    const date = { year: 'numeric', month: two, day: two } as const;
    const time = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, ...date, ...time });
    formats.set(timeZone, format);
  }
  const [, month, dayOfMonth, year, time] =
    /^(\d\d)\/(\d\d)\/(\d{4}), (.*)$/.exec(format.format(instant)) ?? [];
  return `${year}-${month}-${dayOfMonth} ${time}`;
}

export const dateByIntl = (timeZone: string, instant: number): string =>
  clockByIntl(timeZone, instant).slice(0, 10);
