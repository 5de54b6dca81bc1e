export type Outcome = 'started' | 'already-there' | 'left' | 'deleted' | 'refused' | 'not-reached';

/** What became of one row of Enrollment.csv. Ids of the source only: no names, no birth dates. */
export type RowReport = {
  row: number;
  enrollmentId: string;
  personalId: string;
  outcome: Outcome;
  /** Why refused; what to do about a client who left. */
  reason?: string;
  /** The enrollment here. */
  enrollment?: string;
  level?: string;
  /** What somebody should look at, though it was started. */
  remark?: string;
};

/** Why a row is refused whose client is enrolled already. */
export function openElsewhere(enrollmentId: string): string {
  return `the client has an open enrollment here: ${enrollmentId}`;
}

export function countsOf(rows: readonly RowReport[]): Record<Outcome, number> {
  const counts = { started: 0, 'already-there': 0, left: 0, deleted: 0, refused: 0, 'not-reached': 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
