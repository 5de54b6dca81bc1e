import { csvOf } from '../../engine/documents/csv.ts';
import { type Calendar, formatLocalDate, localDateOf } from '../../engine/calendar/index.ts';
import type { ListTaken } from '../list-taken.ts';
import type { Cell, CsvList } from './csv-list.ts';
import { encodeReply } from './encode-reply.ts';
import { isInstant, localOf } from './local-dues.ts';
import { isRefusal, ofType, type Refusal, type Reply } from './reply.ts';
import type { Input, Route } from './route.ts';

/** So many rows leave at once: above any caseload, below what a spreadsheet or the database groans under. */
export const mostRows = 5_000;
const pageSize = 200;
const byteOrderMark = '\uFEFF';

type Taking = {
  calendar: Calendar;
  /** Puts on record that it leaves, or says why it does not. */
  keep: (taken: ListTaken) => Promise<Refusal | void>;
  now: number;
  /** What stands below the rows of what is handed to somebody; the first line stays the names of the columns. */
  notice?: readonly (readonly string[])[];
};

/**
 * A list as a table: the route itself is asked page by page, so that it shows what its caller may see, by its own filters. No
 * word of it is sent before its record is written.
 */
export async function csvReply(
  { csv, ...route }: Pick<Route, 'replies' | 'handle'> & { csv: CsvList },
  input: Input<Record<string, unknown>>,
  { calendar, keep, now, notice = [] }: Taking,
): Promise<Reply<200, string> | Refusal> {
  const { format: _, ...asked } = input.query;
  const table: ReturnType<CsvList['rowsOf']> = [];
  let query = 'limit' in asked ? { ...asked, limit: pageSize } : asked;
  for (let cut = false; ;) {
    const answered = await route.handle({ ...input, query });
    if (isRefusal(answered)) return answered;
    const { body } = encodeReply(route, answered);
    table.push(...csv.rowsOf(body));
    const next = csv.next(body);
    cut = table.length > mostRows || csv.leavesOff(body);
    if (next !== null && table.length < mostRows) {
      query = { ...query, ...next };
      continue;
    }
    cut ||= next !== null;
    const rows = table.slice(0, mostRows);
    const { limit: _limit, cursor: _cursor, ...filters } = asked;
    const kept = await keep({
      ...{ caller: input.caller, list: csv.list, cut, at: now, rows: rows.length },
      filters: { ...input.params, ...filters },
      enrollmentIds: [...new Set(rows.flatMap(({ enrollmentId }) => enrollmentId ?? []))],
    });
    if (isRefusal(kept)) return kept;
    const said = [
      ...(cut ? [[`Only the first ${rows.length} rows are here: choose a filter for the others.`]] : []),
      ...notice,
    ];
    const lines = [
      csv.columns,
      ...rows.map(({ cells }) => cells.map((cell) => textOf(cell, calendar))),
      ...said.map((cells) => csv.columns.map((_column, place) => cells[place] ?? null)),
    ];
    const day = formatLocalDate(localDateOf(calendar, now));
    return ofType('text/csv', byteOrderMark + csvOf(lines), {
      'Content-Disposition': `attachment; filename="${csv.list}-${day}.csv"`,
    });
  }
}

/** An instant as the agency's clocks show it, since nobody reads UTC in a spreadsheet. */
function textOf(cell: Cell, calendar: Calendar): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object') return cell.join('; ');
  if (typeof cell === 'number') return cell;
  return isInstant(cell) ? (localOf(cell, calendar) ?? cell) : String(cell);
}
