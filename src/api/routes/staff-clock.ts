import { formatLocalDate, localDateOf } from '../../domain/calendar/index.ts';
import type { StaffClock } from '../../domain/staff/duties.ts';

export { staffClockOf } from '../../gateway/staff-clock.ts';

/** The agency's date at an instant, `YYYY-MM-DD`. */
export function dayAt({ calendar }: StaffClock, instant: number): string {
  return formatLocalDate(localDateOf(calendar, instant));
}
