import { formatLocalDate, localDateOf } from '../../../engine/calendar/index.ts';
import type { StaffClock } from '../duties.ts';

export { staffClockOf } from '../activities/staff-clock.ts';

/** The agency's date at an instant, `YYYY-MM-DD`. */
export function dayAt({ calendar }: StaffClock, instant: number): string {
  return formatLocalDate(localDateOf(calendar, instant));
}
