import { csvOf } from '../../engine/documents/csv.ts';
import { definitions, type NumberDefinition, type NumberId } from './definitions.ts';
import { oneByOne } from './board.ts';
import type { Fact } from './facts.ts';
import type { Month, Period } from './period.ts';
import { type Figure, tally } from './tally.ts';
import { withoutFewAnswers } from './withheld.ts';

export type NumberWords = Omit<NumberDefinition, 'making'>;

/** The numbers of an agency's month as they stood when they were counted. Plain JSON, never changed. */
export type ReportContent = {
  format: 'throughline-numbers-1';
  agency: string;
  timeZone: string;
  month: Month;
  /** Epoch ms. */
  countedAt: number;
  /** The month was over. */
  complete: boolean;
  definitions: NumberWords[];
  /** What its reader has to know of how it was counted; left out where there is nothing. */
  notes?: string[];
  /** What its parts are called, by their ids: duties, levels, causes; left out in reports from before they were named. */
  titles?: Record<string, string>;
  /** The agency, then each coordinator by name; `staffId` null there: clients without one. */
  groups: { of: 'agency' | 'coordinator'; staffId: string | null; name: string; figures: Figure[] }[];
};

type Asked = {
  agency: string;
  month: Month;
  period: Period;
  /** Of the staff, by id. */
  names: ReadonlyMap<string, string>;
  /** Satisfaction of fewer clients is left out: a report goes to people who may not read answers. */
  fewestAnswering: number;
  notes?: readonly string[];
  titles?: Readonly<Record<string, string>>;
};

/** The report of these facts, which are of that month. */
export function reportOf(facts: readonly Fact[], asked: Asked): ReportContent {
  const { agency, month, period, names, fewestAnswering, notes = [], titles } = asked;
  const groups = oneByOne(facts);
  const shown = (by: 'agency' | 'coordinator') =>
    withoutFewAnswers(tally(groups, by, month), fewestAnswering);
  const nameOf = (key: string | null) => (key === null ? 'Without a coordinator' : (names.get(key) ?? key));
  const coordinators = shown('coordinator')
    .map(({ key, figures }) => ({ of: 'coordinator' as const, staffId: key, name: nameOf(key), figures }))
    .toSorted((a, b) => lastWithout(a, b) || (a.name < b.name ? -1 : 1));
  return {
    ...{ format: 'throughline-numbers-1', agency, timeZone: period.calendar.timeZone, month },
    countedAt: period.asOf,
    complete: period.months.every(({ until }) => until <= period.asOf),
    definitions: definitions.map(({ making: _, ...words }) => words),
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
    ...(titles === undefined ? {} : { titles: { ...titles } }),
    groups: [
      ...shown('agency').map(({ figures }) => ({
        of: 'agency' as const,
        staffId: null,
        name: agency,
        figures,
      })),
      ...coordinators,
    ],
  };
}

/** Clients without a coordinator come after all who have one. */
function lastWithout(a: { staffId: string | null }, b: { staffId: string | null }): number {
  return Number(a.staffId === null) - Number(b.staffId === null);
}

type Line = { group: ReportContent['groups'][number]; figure: Figure; words: NumberWords | undefined };

/** The columns of the published format `throughline-numbers-1`. New ones come last; none is ever renamed. */
const columns: [name: string, value: (line: Line, report: ReportContent) => string | number | null][] = [
  ['month', (_, { month }) => month],
  ['of', ({ group }) => group.of],
  ['name', ({ group }) => group.name],
  ['number', ({ figure }) => figure.number],
  ['title', ({ words }) => words?.title ?? null],
  ['part', ({ figure }) => figure.part],
  ['value', ({ figure }) => figure.value],
  ['unit', ({ words }) => words?.unit ?? null],
  ['numerator', ({ figure }) => figure.numerator],
  ['denominator', ({ figure }) => figure.denominator],
];

/** The report as a table with a header, one line a figure. */
export function reportCsv(report: ReportContent): string {
  const wordsOf = new Map<NumberId, NumberWords>(report.definitions.map((words) => [words.id, words]));
  const lines = report.groups.flatMap((group) =>
    group.figures.map((figure) => ({ group, figure, words: wordsOf.get(figure.number) })),
  );
  return csvOf([
    columns.map(([name]) => name),
    ...lines.map((line) => columns.map(([, value]) => value(line, report))),
  ]);
}
