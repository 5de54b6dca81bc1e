import {
  type CalendarSpec,
  type Client,
  type IntervalSpec,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { taskQueue } from '../../contracts/messages.ts';
import { type Poller, startPoller } from '../poller.ts';

const minuteMs = 60_000;

/** What one agency has done again and again. */
export type AgencySchedule = {
  /** Of the Schedule, and what the ids of its runs begin with. */
  id: string;
  spec: { intervals: IntervalSpec[] } | { calendars: Partial<CalendarSpec>[]; timezone: string };
  workflow: string;
  input: { agencyId: string };
  /** How old a firing that was missed may be and still be made up for. */
  catchupWindow: string;
};

/** Makes a Schedule whose runs never overlap; a second time changes nothing. Rejects while Temporal is away. */
export async function makeSchedule(client: Client, schedule: AgencySchedule): Promise<'made' | 'there'> {
  const { id, spec, workflow, input, catchupWindow } = schedule;
  try {
    await client.schedule.create({
      ...{ scheduleId: id, spec },
      action: {
        ...{ type: 'startWorkflow', workflowType: workflow, workflowId: id },
        ...{ taskQueue, args: [input] },
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    });
    return 'made';
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return 'there';
    throw error;
  }
}

export type KeepSchedulesDeps<Agency> = {
  gateway: { schedule(schedule: AgencySchedule): Promise<'made' | 'there' | 'away'> };
  /** Who is to have a Schedule now. */
  agencies: () => Promise<Agency[]>;
  scheduleOf: (agency: Agency) => AgencySchedule;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  /** Said of a Schedule that was not there. */
  made: string;
  /** Said when something was away. */
  putOff: string;
  everyMs?: number;
};

/**
 * Sees to it that every agency has its Schedule: at once, since agencies come and go without Temporal's knowledge, and
 * then each ten minutes. Sooner again when something was away.
 */
export function keepSchedules<Agency>({
  gateway,
  agencies,
  scheduleOf,
  log,
  made,
  putOff,
  everyMs = 10 * minuteMs,
}: KeepSchedulesDeps<Agency>): Poller {
  return startPoller({
    async poll(stopped) {
      for (const agency of await agencies()) {
        if (stopped()) return undefined;
        const schedule = scheduleOf(agency);
        const outcome = await gateway.schedule(schedule);
        if (outcome === 'away') return 'away';
        if (outcome === 'made') log.info({ agencyId: schedule.input.agencyId }, made);
      }
      return undefined;
    },
    pauseMs: ({ failed }) => (failed ? Math.min(everyMs, minuteMs / 4) : everyMs),
    ...{ log, putOff },
  });
}
