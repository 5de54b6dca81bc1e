export { addBusinessDays, businessDaysBefore, businessDaysBetween, isBusinessDay } from './business-days.ts';
export { dueAfter, windowEnd } from './due.ts';
export { holidaysOfYear } from './holidays.ts';
export {
  addMonths,
  dateOf,
  endOfMonth,
  formatLocalDate,
  parseLocalDate,
  partsOf,
  startOfWeek,
  weekdayOf,
} from './local-date.ts';
export {
  endOfLocalDay,
  formatLocal,
  instantAtLocal,
  localDateOf,
  offsetAt,
  startOfLocalDay,
} from './local-time.ts';
export { dueFromRemaining, type Remaining, remaining } from './remaining.ts';
export {
  type Calendar,
  CalendarRangeError,
  type HolidayRule,
  type Instant,
  type Interval,
  intervalUnits,
  type LocalDate,
} from './types.ts';
