import type { PeopleRoundInput } from './contract.ts';
import { peopleRoundId } from '../../../contracts/ids.ts';
import { peopleRoundWorkflow } from '../../../contracts/messages.ts';
import type { Poller } from '../../../kit/poller.ts';
import {
  type AgencySchedule,
  keepSchedules,
  type KeepSchedulesDeps,
} from '../../../kit/temporal/schedules.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Has an agency's staff gone through each hour. */
export function peopleRound(agencyId: string): AgencySchedule {
  const input: PeopleRoundInput = { agencyId };
  return {
    id: peopleRoundId(agencyId),
    // Agencies share the hour among them.
    spec: { intervals: [{ every: hourMs, offset: minuteOf(agencyId) * minuteMs }] },
    ...{ workflow: peopleRoundWorkflow, input, catchupWindow: '1 day' },
  };
}

function minuteOf(agencyId: string): number {
  return Number.parseInt(agencyId.slice(0, 4), 16) % 60;
}

/** Sees to it that every agency which is held to a staff policy has its rounds; those are the `agencies`. */
export function keepPeopleRounds(
  deps: Pick<KeepSchedulesDeps<string>, 'gateway' | 'agencies' | 'log' | 'everyMs'>,
): Poller {
  return keepSchedules({
    ...{ ...deps, scheduleOf: peopleRound },
    made: 'the staff of an agency is gone through each hour',
    putOff: 'rounds through staff put off',
  });
}
