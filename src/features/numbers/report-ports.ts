import type { Month } from './period.ts';
import type { ReportContent } from './report.ts';

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

/** What the run of a Schedule has to be told; nothing protected in it. */
export type MonthlyReportInput = { agencyId: string };

export type MonthlyReportMade = { made: boolean; month: Month };

/** `at`: when the run asks. */
export type MonthlyReportRequest = MonthlyReportInput & { at: number };

/** The activity of the run. */
export type ReportActivities = {
  /**
   * Makes the report of the month before, once its first business day has begun and unless the Schedule has made it
   * before. Throws while the record cannot be reached.
   */
  makeMonthlyReport(request: MonthlyReportRequest): Promise<MonthlyReportMade>;
};
