import type { AssignmentRoundInput } from './contract.ts';
import type { Client } from '@temporalio/client';
import { assignmentRoundId } from '../../../contracts/ids.ts';
import { assignmentRoundWorkflow } from '../../../contracts/messages.ts';
import type { Rounds } from '../../../kit/poller.ts';
import { keepSchedules, makeSchedule } from '../../../kit/temporal/schedules.ts';

const minuteMs = 60_000;
/** A system assigns half an hour before a deadline at the latest: finer than that by enough. */
const every = 10 * minuteMs;

/** Has an agency's queue gone through every ten minutes; a second time changes nothing. Rejects while Temporal is away. */
export function scheduleAssignmentRound(client: Client, agencyId: string): Promise<'made' | 'there'> {
  const input: AssignmentRoundInput = { agencyId };
  return makeSchedule(client, {
    id: assignmentRoundId(agencyId),
    // Agencies share the ten minutes among them.
    spec: { intervals: [{ every, offset: (Number.parseInt(agencyId.slice(0, 4), 16) % 10) * minuteMs }] },
    // The next one makes up for any that was missed.
    ...{ workflow: assignmentRoundWorkflow, input, catchupWindow: '10 minutes' },
  });
}

type AssignmentSchedulesDeps = {
  gateway: { keepAssignmentRound(agencyId: string): Promise<'made' | 'there'> };
  /** Agencies that chose it. One that chooses otherwise later keeps its Schedule: a round looks, and does nothing. */
  agencies: () => Promise<string[]>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
};

/** Sees to it that every agency for which the system assigns has its rounds. */
export function startAssignmentRounds({ gateway, agencies, log }: AssignmentSchedulesDeps): Rounds {
  return keepSchedules({
    ...{ agencies, log, putOff: 'Schedules of assignment rounds put off' },
    async keep(agencyId) {
      if ((await gateway.keepAssignmentRound(agencyId)) === 'made')
        log.info({ agencyId }, 'the system assigns for an agency when a deadline nears');
    },
  });
}
