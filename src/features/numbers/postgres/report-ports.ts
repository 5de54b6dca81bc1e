import type { ActOutcome } from '../../../kit/acts.ts';
import type { Month } from '../period.ts';
import type { ReportContent } from '../report.ts';

/** One revision of a month's report. */
export type ReportRow = {
  month: Month;
  revision: number;
  /** Of the content. */
  hash: string;
  madeAt: number;
  /** Null: the Schedule. */
  madeBy: { staffId: string; name: string | null } | null;
  content: ReportContent;
};

export type ReportReads = {
  /** The newest revision, or the one of that number; null where there is none. */
  monthlyReport(agencyId: string, month: Month, revision?: number): Promise<ReportRow | null>;
  /** Newest month first, each with its revisions, newest first; without what is in them. */
  monthlyReports(agencyId: string): Promise<Omit<ReportRow, 'content'>[]>;
};

export type ReportDraft = {
  agencyId: string;
  month: Month;
  /** Names the making of it: asked again, the same report is answered. */
  commandId: string;
  hash: string;
  content: ReportContent;
  madeAt: number;
  /** Null: the Schedule. */
  madeBy: string | null;
};

export type ReportWrites = {
  /** Keeps a new revision, and tells the supervisors and the director of the agency, both or neither. */
  keepReport(draft: ReportDraft): Promise<ActOutcome<ReportRow, never>>;
};
