import {
  type Calendar,
  CalendarRangeError,
  parseLocalDate,
  startOfLocalDay,
} from '../../../engine/calendar/index.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { dateIn } from '../../../kit/http/dates.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';

/** From which of the agency's days to which somebody wants to know who looked. */
export const askedDays = { from: dateIn('done').optional(), to: dateIn('done').optional() };

type Days = { from?: string | undefined; to?: string | undefined };
type Span = { from?: number | undefined; until?: number | undefined };

export async function spanOf(context: RouteContext, agencyId: string, { from, to }: Days): Promise<Span> {
  if (from === undefined && to === undefined) return {};
  const { calendar } = await agencyPolicy(context, agencyId);
  return { from: startOf(calendar, from, 0), until: startOf(calendar, to, 1) };
}

/** Out of the years of the calendar there is nothing on record, and so no bound. */
function startOf(calendar: Calendar, day: string | undefined, more: number): number | undefined {
  const date = day === undefined ? undefined : parseLocalDate(day);
  if (date === undefined) return undefined;
  try {
    return startOfLocalDay(calendar, date + more);
  } catch (error) {
    if (error instanceof CalendarRangeError) return undefined;
    throw error;
  }
}
