import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { monthlyReportId } from '../contracts/ids.ts';
import { monthlyReportWorkflow, taskQueue } from '../contracts/messages.ts';
import type { MonthlyReportInput } from '../contracts/reports.ts';
import { type Kept, keepSchedules } from './schedules.ts';

/** Of the local day: before people come to work. */
const atHour = 6;
/** In no agency's calendar do a month's first business days come later. */
const latestDay = 10;

/**
 * Has an agency's report of the month before made early on its first business day, by the agency's clocks; a second time
 * changes nothing. A Schedule knows no business days: it fires on each of the first days, and the run looks. Rejects while
 * Temporal is away.
 */
export async function scheduleMonthlyReport(
  client: Client,
  agencyId: string,
  timeZone: string,
): Promise<'made' | 'there'> {
  const id = monthlyReportId(agencyId);
  const input: MonthlyReportInput = { agencyId };
  try {
    await client.schedule.create({
      scheduleId: id,
      spec: { calendars: [{ dayOfMonth: { start: 1, end: latestDay }, hour: atHour }], timezone: timeZone },
      action: {
        type: 'startWorkflow',
        workflowType: monthlyReportWorkflow,
        workflowId: id,
        taskQueue,
        args: [input],
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 days' },
    });
    return 'made';
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return 'there';
    throw error;
  }
}

type ReportSchedulesDeps = {
  gateway: { keepMonthlyReport(agencyId: string, timeZone: string): Promise<'made' | 'there'> };
  /** All agencies, each with its zone's IANA name. */
  agencies: () => Promise<{ agencyId: string; timeZone: string }[]>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
};

/** Sees to it that the report of each month is made for every agency. */
export function startMonthlyReports({ gateway, agencies, log }: ReportSchedulesDeps): Kept {
  return keepSchedules({
    ...{ agencies, log, putOff: 'Schedules of monthly reports put off' },
    async keep({ agencyId, timeZone }) {
      if ((await gateway.keepMonthlyReport(agencyId, timeZone)) === 'made')
        log.info({ agencyId }, 'the report of each month is made for an agency');
    },
  });
}
