import type { MonthlyReportInput } from './contract.ts';
import { monthlyReportId } from '../../../contracts/ids.ts';
import { monthlyReportWorkflow } from '../../../contracts/messages.ts';
import type { Poller } from '../../../kit/poller.ts';
import {
  type AgencySchedule,
  keepSchedules,
  type KeepSchedulesDeps,
} from '../../../kit/temporal/schedules.ts';

/** Of the local day: before people come to work. */
const atHour = 6;
/** In no agency's calendar do a month's first business days come later. */
const latestDay = 10;

/** An agency and its zone's IANA name. */
type Zone = { agencyId: string; timeZone: string };

/**
 * Has an agency's report of the month before made early on its first business day, by the agency's clocks. A Schedule knows
 * no business days: it fires on each of the first days, and the run looks.
 */
export function monthlyReports({ agencyId, timeZone }: Zone): AgencySchedule {
  const input: MonthlyReportInput = { agencyId };
  return {
    id: monthlyReportId(agencyId),
    spec: { calendars: [{ dayOfMonth: { start: 1, end: latestDay }, hour: atHour }], timezone: timeZone },
    ...{ workflow: monthlyReportWorkflow, input, catchupWindow: '10 days' },
  };
}

/** Sees to it that the report of each month is made for every agency. */
export function keepMonthlyReports(
  deps: Pick<KeepSchedulesDeps<Zone>, 'gateway' | 'agencies' | 'log'>,
): Poller {
  return keepSchedules({
    ...{ ...deps, scheduleOf: monthlyReports },
    made: 'the report of each month is made for an agency',
    putOff: 'Schedules of monthly reports put off',
  });
}
