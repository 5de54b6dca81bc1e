import type { MonthlyReportInput } from './contract.ts';
import type { Client } from '@temporalio/client';
import { monthlyReportId } from '../../../contracts/ids.ts';
import { monthlyReportWorkflow } from '../../../contracts/messages.ts';
import type { Rounds } from '../../../kit/poller.ts';
import { keepSchedules, makeSchedule } from '../../../kit/temporal/schedules.ts';

/** Of the local day: before people come to work. */
const atHour = 6;
/** In no agency's calendar do a month's first business days come later. */
const latestDay = 10;

/**
 * Has an agency's report of the month before made early on its first business day, by the agency's clocks; a second time
 * changes nothing. A Schedule knows no business days: it fires on each of the first days, and the run looks. Rejects while
 * Temporal is away.
 */
export function scheduleMonthlyReport(
  client: Client,
  agencyId: string,
  timeZone: string,
): Promise<'made' | 'there'> {
  const input: MonthlyReportInput = { agencyId };
  return makeSchedule(client, {
    id: monthlyReportId(agencyId),
    spec: { calendars: [{ dayOfMonth: { start: 1, end: latestDay }, hour: atHour }], timezone: timeZone },
    ...{ workflow: monthlyReportWorkflow, input, catchupWindow: '10 days' },
  });
}

type ReportSchedulesDeps = {
  gateway: { keepMonthlyReport(agencyId: string, timeZone: string): Promise<'made' | 'there'> };
  /** All agencies, each with its zone's IANA name. */
  agencies: () => Promise<{ agencyId: string; timeZone: string }[]>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
};

/** Sees to it that the report of each month is made for every agency. */
export function startMonthlyReports({ gateway, agencies, log }: ReportSchedulesDeps): Rounds {
  return keepSchedules({
    ...{ agencies, log, putOff: 'Schedules of monthly reports put off' },
    async keep({ agencyId, timeZone }) {
      if ((await gateway.keepMonthlyReport(agencyId, timeZone)) === 'made')
        log.info({ agencyId }, 'the report of each month is made for an agency');
    },
  });
}
