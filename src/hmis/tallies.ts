import { BrokenExport, exportAgain } from './broken-export.ts';
import type { HmisExport, Tally } from './export.ts';
import { createColumns } from './columns.ts';
import { deletion } from './dates.ts';
import type { FileFormat } from '../features/imports/files.ts';

export type Tallies = ReturnType<typeof createTallies>;

/**
 * Keeps count of what became of each row. With an `exportId`, every row must be of that export: a row that was cut
 * within its last column, or a file of another export, shows in nothing else.
 */
export function createTallies(exportId: string | null) {
  const all: Tally[] = [];
  const notes: HmisExport['notes'] = [];
  const columns = createColumns();
  const of = ({ file }: FileFormat): Tally => {
    const known = all.find((tally) => tally.file === file);
    if (known) return known;
    const fresh = { file, rows: 0, read: 0, deleted: 0, unmatched: 0, unusable: 0 };
    all.push(fresh);
    return fresh;
  };
  return {
    all,
    notes,
    columns,
    count(format: FileFormat, as: 'read' | 'deleted' | 'unmatched' | 'unusable'): void {
      of(format)[as] += 1;
    },
    /** Whether a row was deleted; what stands in the column counts for it. */
    deletion(
      { file }: FileFormat,
      { row, deleted }: { row: number; deleted: string },
      today: string,
    ): ReturnType<typeof deletion> {
      const state = deletion(deleted, today);
      if (deleted !== '') columns.count(file, 'DateDeleted', 'unreadable', row, state === 'deleted');
      return state;
    },
    note({ file }: FileFormat, row: number, problem: string): void {
      notes.push({ file, row, problem });
    },
    async *checked<R extends { row: number; exportId: string }>(
      format: FileFormat,
      rows: AsyncIterable<R>,
    ): AsyncGenerator<R> {
      const tally = of(format);
      for await (const cells of rows) {
        if (exportId !== null && cells.exportId !== exportId) {
          const problem =
            'does not bear the ExportID of Export.csv: the file was cut off there, or is of another export';
          throw new BrokenExport([{ file: format.file, row: cells.row, problem, remedy: exportAgain }]);
        }
        tally.rows += 1;
        yield cells;
      }
    },
  };
}
