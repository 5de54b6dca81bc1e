import type { AssignmentRoundInput } from './contract.ts';
import { assignmentRoundId } from '../../../contracts/ids.ts';
import { assignmentRoundWorkflow } from '../../../contracts/messages.ts';
import type { Poller } from '../../../kit/poller.ts';
import {
  type AgencySchedule,
  keepSchedules,
  type KeepSchedulesDeps,
} from '../../../kit/temporal/schedules.ts';

const minuteMs = 60_000;
/** A system assigns half an hour before a deadline at the latest: finer than that by enough. */
const every = 10 * minuteMs;

/** Has an agency's queue gone through every ten minutes. */
export function assignmentRound(agencyId: string): AgencySchedule {
  const input: AssignmentRoundInput = { agencyId };
  return {
    id: assignmentRoundId(agencyId),
    // Agencies share the ten minutes among them.
    spec: { intervals: [{ every, offset: (Number.parseInt(agencyId.slice(0, 4), 16) % 10) * minuteMs }] },
    // The next one makes up for any that was missed.
    ...{ workflow: assignmentRoundWorkflow, input, catchupWindow: '10 minutes' },
  };
}

/**
 * Sees to it that every agency for which the system assigns has its rounds. One that chooses otherwise later keeps its
 * Schedule: a round looks, and does nothing.
 */
export function keepAssignmentRounds(
  deps: Pick<KeepSchedulesDeps<string>, 'gateway' | 'agencies' | 'log'>,
): Poller {
  return keepSchedules({
    ...{ ...deps, scheduleOf: assignmentRound },
    made: 'the system assigns for an agency when a deadline nears',
    putOff: 'Schedules of assignment rounds put off',
  });
}
