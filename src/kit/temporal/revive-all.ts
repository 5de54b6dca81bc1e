import { evolveAll } from '../../engine/deadlines/evolve.ts';
import type { DomainEvent } from '../../engine/record/events.ts';
import type { TemporalGateway } from './temporal-gateway.ts';

export type RevivalRecord = {
  loadEvents(enrollmentId: string): Promise<DomainEvent[]>;
  openEnrollments(options: {
    after?: string;
    limit: number;
  }): Promise<{ enrollmentId: string; agencyId: string }[]>;
};

const page = 200;
const atATime = 8;

/**
 * Starts the workflow of every open enrollment from its events; those that run are left alone, or, with `replace`,
 * ended and started anew: after the return to an older record they know of steps that the record has lost.
 */
export async function reviveAll(
  { record, gateway }: { record: RevivalRecord; gateway: Pick<TemporalGateway, 'revive'> },
  progress: (done: number) => void = () => undefined,
  replace = false,
): Promise<{ revived: number; running: number }> {
  const count = { revived: 0, running: 0 };
  let after: string | undefined;
  for (;;) {
    const open = await record.openEnrollments({ ...(after === undefined ? {} : { after }), limit: page });
    if (open.length === 0) return count;
    after = open.at(-1)?.enrollmentId;
    const queue = [...open];
    const revive = async (): Promise<void> => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const { enrollmentId, agencyId } = one;
        const state = evolveAll(null, await record.loadEvents(enrollmentId), enrollmentId);
        const started = await gateway.revive({ enrollmentId, agencyId, state }, replace);
        count[started ? 'revived' : 'running'] += 1;
        progress(count.revived + count.running);
      }
    };
    await Promise.all(Array.from({ length: atATime }, revive));
  }
}

/**
 * Ends workflows of which the record knows nothing: enrolled after the backup that was returned to, and never able to
 * record anything again. Not while referrals are being taken in: those are in the record a moment later. Answers how
 * many there were.
 */
export async function endStrays({
  record,
  gateway,
}: {
  record: { recordVersion(enrollmentId: string): Promise<number> };
  gateway: Pick<TemporalGateway, 'running' | 'end'>;
}): Promise<number> {
  let ended = 0;
  for await (const enrollmentId of gateway.running()) {
    if ((await record.recordVersion(enrollmentId)) > 0) continue;
    await gateway.end(enrollmentId);
    ended += 1;
  }
  return ended;
}
