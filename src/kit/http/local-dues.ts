import { type Calendar, CalendarRangeError, formatLocal } from '../../engine/calendar/index.ts';

/** Beside which members of a reply stands what the agency's clocks show then: `due`, `nextDue` and their like. */
export const isDueName = (name: string) => /^(?:due|[a-z]+Due)$/.test(name);
/** What that is called. */
export const localName = (due: string) => `${due}Local`;

// As `instantOut` writes them: a number of what is due is none.
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** Whether a reply says of anything when it is due. */
export function tellsDue(body: unknown): boolean {
  if (Array.isArray(body)) return body.some(tellsDue);
  if (typeof body !== 'object' || body === null) return false;
  return Object.entries(body).some(([name, value]) => isDue(name, value) || tellsDue(value));
}

/** The same with `dueLocal` beside each `due`: what the agency's clocks show then. */
export function withLocalDues(body: unknown, calendar: Calendar): unknown {
  if (Array.isArray(body)) return body.map((one) => withLocalDues(one, calendar));
  if (typeof body !== 'object' || body === null) return body;
  const shown = Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
    isDue(name, value)
      ? [
          [name, value],
          [localName(name), localOf(value, calendar)],
        ]
      : [[name, withLocalDues(value, calendar)]],
  );
  return Object.fromEntries(shown);
}

function isDue(name: string, value: unknown): value is string {
  return isDueName(name) && isInstant(value);
}

/** Null out of the years of the calendar that the agency has now. */
export function localOf(due: string, calendar: Calendar): string | null {
  try {
    return formatLocal(calendar, Date.parse(due));
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}
