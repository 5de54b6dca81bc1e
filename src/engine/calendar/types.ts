/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Days since 1970-01-01 in the proleptic Gregorian calendar: a date without a zone. */
export type LocalDate = number;

/** `minutes` and `hours` are elapsed time; the others are read in the calendar's zone. */
export const intervalUnits = ['minutes', 'hours', 'days', 'months', 'business-days'] as const;

export type Interval = {
  readonly unit: (typeof intervalUnits)[number];
  readonly count: number;
};

/**
 * A yearly holiday. One fixed by its date moves off a weekend (Saturday to the Friday before, Sunday to the
 * Monday after); one fixed by a weekday (1 Monday … 7 Sunday; nth 1… or -1 for the last) stays where it falls.
 */
export type HolidayRule =
  | { readonly name: string; readonly month: number; readonly day: number }
  | { readonly name: string; readonly month: number; readonly weekday: number; readonly nth: number };

/**
 * When an agency's days begin and which of them are worked. Plain JSON that never changes once made: it is named
 * by its content hash and pinned in whatever computes with it, so zone tables updated later cannot move a deadline.
 */
export type Calendar = {
  readonly id: string;
  readonly version: number;
  /** IANA name, for people only: nothing is looked up by it. */
  readonly timeZone: string;
  /** [epoch minute from which it holds, UTC offset in minutes east], ascending; the first one begins the range. */
  readonly transitions: readonly (readonly [number, number])[];
  /** Epoch minute after which nothing may be computed. */
  readonly validUntil: number;
  /** ISO weekdays that are not worked. */
  readonly weekend: readonly number[];
  readonly holidays: readonly HolidayRule[];
  /** Further dates that are not worked, 'YYYY-MM-DD', ascending. */
  readonly closures: readonly string[];
};

/** A date or an instant lies outside what the calendar knows (or is no number at all). */
export class CalendarRangeError extends Error {
  override readonly name = 'CalendarRangeError';
}
