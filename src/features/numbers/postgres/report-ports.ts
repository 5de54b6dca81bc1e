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
