/** Something is wrong with a file as a whole, so that nothing of the export can be trusted. */
export type FileProblem = {
  file: string;
  /** As a spreadsheet counts: the header is row 1. Null where the whole file is meant. */
  row: number | null;
  problem: string;
  remedy: string;
};

/** The export cannot be read. Nothing was started. */
export class BrokenExport extends Error {
  override readonly name = 'BrokenExport';
  readonly problems: FileProblem[];

  constructor(problems: FileProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

/** One line for a person: where, what, and what to do. */
function describeProblem({ file, row, problem, remedy }: FileProblem): string {
  return `${file}${row === null ? '' : `, row ${row}`}: ${problem}. ${remedy}`;
}

/** A file that broke off, was cut, or was changed by hand is best made anew. */
export const exportAgain = 'Export again from the HMIS and leave the files as they are.';
