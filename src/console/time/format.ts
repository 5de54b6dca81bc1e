import { now } from './now.ts';

/** How times are shown: in the agency's zone, whatever zone the browser is in. */
export type AgencyTime = {
  day: (instant: string) => string;
  /** Day and time of day, as a message takes them. */
  parts: (instant: string) => { day: string; time: string };
  /** The same in one text. */
  moment: (instant: string) => string;
  /** The local date of an instant, `YYYY-MM-DD`. */
  local: (instant: string) => string;
  /** Of a local date, which is in no zone. */
  date: (date: string) => string;
};

/** From here on a day without its year could be taken for the one of this year. */
const farMs = 180 * 86_400_000;

export function agencyTime(locale: string, timeZone: string): AgencyTime {
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const asDay = { timeZone, weekday: 'short', month: 'short', day: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, asDay);
  const farDay = new Intl.DateTimeFormat(locale, { ...asDay, year: 'numeric' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  // Of all locales this one writes dates as they are counted.
  const localDate = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  const parts = (instant: string) => {
    const at = Date.parse(instant);
    const isFar = Math.abs(at - now()) > farMs;
    return { day: (isFar ? farDay : day).format(at), time: clock.format(at) };
  };
  return {
    parts,
    day: (instant) => parts(instant).day,
    local: (instant) => localDate.format(Date.parse(instant)),
    moment: (instant) => Object.values(parts(instant)).join(', '),
    date: (local) => date.format(Date.parse(local)),
  };
}

const minuteMs = 60_000;

/** How long until an instant, or since it, in the largest unit that says something. */
export function distance(from: number, to: number): { value: number; unit: 'minute' | 'hour' | 'day' } {
  const minutes = Math.round((to - from) / minuteMs);
  const size = Math.abs(minutes);
  if (size < 60) return { value: minutes, unit: 'minute' };
  if (size < 36 * 60) return { value: Math.round(minutes / 60), unit: 'hour' };
  return { value: Math.round(minutes / 1440), unit: 'day' };
}
