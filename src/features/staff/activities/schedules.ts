import type { PeopleRoundInput } from './contract.ts';
import type { Client } from '@temporalio/client';
import { peopleRoundId } from '../../../contracts/ids.ts';
import { peopleRoundWorkflow } from '../../../contracts/messages.ts';
import type { Rounds } from '../../../kit/poller.ts';
import { keepSchedules, makeSchedule } from '../../../kit/temporal/schedules.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Has an agency's staff gone through each hour; a second time changes nothing. Rejects while Temporal is away. */
export function schedulePeopleRound(client: Client, agencyId: string): Promise<'made' | 'there'> {
  const input: PeopleRoundInput = { agencyId };
  return makeSchedule(client, {
    id: peopleRoundId(agencyId),
    // Agencies share the hour among them.
    spec: { intervals: [{ every: hourMs, offset: minuteOf(agencyId) * minuteMs }] },
    ...{ workflow: peopleRoundWorkflow, input, catchupWindow: '1 day' },
  });
}

function minuteOf(agencyId: string): number {
  return Number.parseInt(agencyId.slice(0, 4), 16) % 60;
}

export type PeopleRoundsDeps = {
  gateway: { keepPeopleRound(agencyId: string): Promise<'made' | 'there'> };
  /** Agencies that are held to a staff policy. */
  heldAgencies: () => Promise<string[]>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
};

/** Sees to it that every agency which is held to a staff policy has its rounds. */
export function startPeopleRounds({ gateway, heldAgencies, log, ...rest }: PeopleRoundsDeps): Rounds {
  return keepSchedules({
    ...{ agencies: heldAgencies, log, putOff: 'rounds through staff put off', ...rest },
    async keep(agencyId) {
      if ((await gateway.keepPeopleRound(agencyId)) === 'made')
        log.info({ agencyId }, 'the staff of an agency is gone through each hour');
    },
  });
}
