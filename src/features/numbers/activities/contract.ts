import type { Month } from '../period.ts';

/** What the run of a Schedule has to be told; nothing protected in it. */
export type MonthlyReportInput = { agencyId: string };

export type MonthlyReportMade = { made: boolean; month: Month };

/** The activity of the run. */
export type ReportActivities = {
  /**
   * Makes the report of the month before, once its first business day has begun and unless the Schedule has made it
   * before. Throws while the record cannot be reached.
   */
  makeMonthlyReport(request: MonthlyReportRequest): Promise<MonthlyReportMade>;
};

/** `at`: when the run asks. */
export type MonthlyReportRequest = MonthlyReportInput & { at: number };
