import { z } from 'zod';
import type { ReleasableContent } from '../../engine/record/steps/releases.ts';

/** What stands in one place of the table; of several words, all of them. */
export type Cell = string | number | boolean | null | undefined | readonly string[];
type TableRow = { enrollmentId: string | null; cells: readonly Cell[] };

/** A list that can be taken along as a table, as the route makes one of its reply: JSON, as it would have been sent. */
export type CsvList = {
  /** Its name: of the file, and on record. */
  list: string;
  columns: readonly string[];
  /** What its rows tell of the clients in it, as a release names it; null: of none, or it is for the agency alone. */
  tells: readonly ReleasableContent[] | null;
  rowsOf(body: unknown): TableRow[];
  /** What asks for the rows after these; null: there are none. */
  next(body: unknown): Record<string, unknown> | null;
  /** Whether there is more than the route can tell at all. */
  leavesOff(body: unknown): boolean;
};

/** What a list is asked for so that it comes as a table. */
export const formatParameter = z.enum(['json', 'csv']).optional().meta({
  description:
    '`csv`: all rows of these filters as a table, at most 5,000, with times as the agency’s clocks show them. That its rows left is on record (GET /lists-taken)',
});

/**
 * Makes the table of a list from its reply. `rows` are those of one page; `enrollmentId` says whose a row is, where it is a
 * client's, and `client` who that is; `columns` what else stands in it, under the names of its first line.
 */
export function csvList<Schema extends z.ZodType, Row>(
  _reply: Schema,
  {
    list,
    rows,
    enrollmentId = () => null,
    tells = null,
    client,
    columns: more,
    next = ({ nextCursor }: Paged) => (nextCursor ? { cursor: nextCursor } : null),
    leavesOff = () => false,
  }: {
    list: string;
    rows: (body: z.input<Schema>) => readonly Row[];
    enrollmentId?: (row: Row) => string | null;
    tells?: readonly ReleasableContent[] | null;
    client?: (row: Row) => Named | null;
    columns: Record<string, (row: Row) => Cell>;
    next?: (body: z.input<Schema> & Paged) => Record<string, unknown> | null;
    leavesOff?: (body: z.input<Schema>) => boolean;
  },
): CsvList {
  const columns = { ...(client ? nameColumns(client) : {}), ...more };
  const cellsOf = Object.values(columns);
  return {
    ...{ list, tells },
    columns: Object.keys(columns),
    rowsOf: (body) =>
      rows(body as z.input<Schema>).map((row) => ({
        enrollmentId: enrollmentId(row),
        cells: cellsOf.map((cellOf) => cellOf(row)),
      })),
    next: (body) => next(body as z.input<Schema> & Paged),
    leavesOff: (body) => leavesOff(body as z.input<Schema>),
  };
}

type Paged = { nextCursor?: string | null };
type Named = {
  reference: string;
  givenName?: string | null | undefined;
  familyName?: string | null | undefined;
};

/** Names for who may read them: else they are not in the reply. */
function nameColumns<Row>(client: (row: Row) => Named | null): Record<string, (row: Row) => Cell> {
  return {
    reference: (row) => client(row)?.reference,
    familyName: (row) => client(row)?.familyName,
    givenName: (row) => client(row)?.givenName,
  };
}
