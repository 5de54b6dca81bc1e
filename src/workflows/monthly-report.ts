import type {
  MonthlyReportInput,
  MonthlyReportMade,
  ReportActivities,
} from '../features/numbers/activities/contract.ts';
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { monthlyReportId } from '../contracts/ids.ts';
import { isMisnamed } from './admission.ts';

/** Without end: the record will be back, and the month will not change. */
const { makeMonthlyReport } = proxyActivities<ReportActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: "Make the month's report",
});

/**
 * Makes an agency's report of the month before, on its first business day or, should that have been missed, on a later
 * one (SU-3). Its Schedule starts it on each of the month's first days.
 */
export async function monthlyReport(input: MonthlyReportInput): Promise<MonthlyReportMade> {
  if (isMisnamed((id) => id.startsWith(monthlyReportId(input.agencyId)))) return { made: false, month: '' };
  const { agencyId } = input;
  const done = await makeMonthlyReport({ agencyId, at: Date.now() });
  setCurrentDetails(done.made ? `Made the report of ${done.month}` : 'Nothing to make');
  return done;
}
