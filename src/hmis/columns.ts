import { exportAgain } from './broken-export.ts';
import type { FileProblem } from './broken-export.ts';

/** With fewer bad rows than this, each row is judged by itself. */
const enough = 3;
/** From what share of its rows on a column is broken. Exits decide who is started: a tenth of them is too much. */
const faults = {
  unreadable: {
    share: 0.5,
    words: 'cannot be read',
    remedy: `The format writes dates as YYYY-MM-DD and answers as codes. ${exportAgain}`,
  },
  unmatched: {
    share: 0.5,
    words: 'names nothing that is in the export',
    remedy: `A spreadsheet may have changed ids, as it drops leading zeros. ${exportAgain}`,
  },
  'exits-unmatched': {
    share: 0.1,
    words: 'names no enrollment of the export',
    remedy: `Who has left cannot be told from this. A spreadsheet may have changed ids, as it drops leading zeros. ${exportAgain}`,
  },
} as const;
const named = 10;

type Fault = keyof typeof faults;
type Column = { file: string; name: string; fault: Fault; all: number; bad: number; first: number[] };

/** Counts what of each column can be used. One that mostly cannot was exported wrongly, whatever its good rows say. */
export function createColumns() {
  const columns = new Map<string, Column>();
  return {
    count(file: string, name: string, fault: Fault, row: number, good: boolean): void {
      const key = `${file} ${name} ${fault}`;
      const column = columns.get(key) ?? { file, name, fault, all: 0, bad: 0, first: [] };
      columns.set(key, column);
      column.all += 1;
      if (good) return;
      column.bad += 1;
      if (column.first.length < named) column.first.push(row);
    },
    /** Those in which nothing is to be believed. */
    broken(): FileProblem[] {
      return [...columns.values()]
        .filter(({ fault, all, bad }) => bad >= enough && bad >= all * faults[fault].share)
        .map(({ file, name, fault, all, bad, first }) => {
          const { words, remedy } = faults[fault];
          const rows = `${first.join(', ')}${bad > first.length ? ', …' : ''}`;
          return { file, row: null, problem: `${name} ${words} in ${bad} of ${all} rows (${rows})`, remedy };
        });
    },
  };
}
