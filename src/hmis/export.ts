import type { FileProblem } from './broken-export.ts';
import type { History } from './history.ts';
import type { Person } from './person.ts';

/** Where the files come from, as Export.csv says. */
export type Source = {
  exportId: string;
  /** 'YYYY-MM-DD'; null where it says something else. */
  exportedOn: string | null;
  /** What made it: the software, else the source's name. */
  system: string;
  /** Of the continuum, or of whoever runs the system; with it the system's name. Each may be empty. */
  sourceId: string;
  sourceName: string;
  software: string;
  version: string;
};

export type EnrollmentCells = {
  row: number;
  enrollmentId: string;
  personalId: string;
  entryDate: string;
  householdId: string;
  relationship: string;
  livingSituation: string;
  disabling: string;
  deleted: string;
};

/** A row of Exit.csv; `trouble` when it does not say when, or whose. */
export type Exit = { row: number; on: string | null; trouble: string | null };

/** Exits of no enrollment, by row: whose they may be all the same. */
export type StrayExits = {
  /** By the PersonalID they name. */
  ofPerson: Map<string, number>;
  /** By their EnrollmentID as `looseId` has it: what a spreadsheet may have made of another. */
  ofId: Map<string, number>;
};

/** What became of the rows of one file. They add up: rows = read + deleted + unmatched + unusable. */
export type Tally = {
  file: string;
  rows: number;
  read: number;
  /** With a date of deletion. */
  deleted: number;
  /** Of an enrollment that is not in the export; of a person without one. */
  unmatched: number;
  unusable: number;
};

/** An export, read and checked as files; its rows have not been judged yet. */
export type HmisExport = {
  source: Source;
  /** In the file's order, the deleted ones too. */
  enrollments: EnrollmentCells[];
  /** By PersonalID; more than one where the export contradicts itself. */
  people: Map<string, Person[]>;
  /** By EnrollmentID. */
  exits: Map<string, Exit[]>;
  strayExits: StrayExits;
  histories: Map<string, History>;
  tallies: Tally[];
  /** Rows that could not be used, or not wholly, and why. They stop nothing. */
  notes: Pick<FileProblem, 'file' | 'row' | 'problem'>[];
};
