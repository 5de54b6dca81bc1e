import {
  type Calendar,
  CalendarRangeError,
  parseLocalDate,
  startOfLocalDay,
} from '../../../engine/calendar/index.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { dateIn } from '../../../kit/http/dates.ts';
import { openPage } from '../../../kit/http/paging.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';

/** From which of the agency's days to which somebody wants to know who looked. */
export const askedDays = { from: dateIn('done').optional(), to: dateIn('done').optional() };

type Days = { from?: string | undefined; to?: string | undefined };
type Span = { from?: number | undefined; until?: number | undefined };

type Place = { at: number; id: string };
type Wanted = Span & { agencyId: string; after: Place | undefined; limit: number };

/**
 * A page of who saw what, the newest first, in the agency's days that are asked for. `list` tells its cursors from those of
 * others; `read` answers one row more than the page where there are more.
 */
export async function pageOfDays<Row extends { id: string }>(
  context: RouteContext,
  { list, agencyId }: { list: string; agencyId: string },
  { cursor, limit, ...filters }: Days & { cursor?: string | undefined; limit: number },
  { read, at }: { read: (wanted: Wanted) => Promise<Row[]>; at: (row: Row) => number },
) {
  const page = openPage<Place>(context, [list, agencyId, filters], cursor);
  if (!page) return refuse('bad-cursor');
  const span = await spanOf(context, agencyId, filters);
  const rows = await read({ agencyId, ...span, after: page.after, limit: limit + 1 });
  return ok(
    page.close(
      rows,
      limit,
      (row) => ({ at: at(row), id: row.id }),
      (row) => row,
    ),
  );
}

async function spanOf(context: RouteContext, agencyId: string, { from, to }: Days): Promise<Span> {
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
