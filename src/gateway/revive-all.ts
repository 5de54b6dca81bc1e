import { evolveAll } from '../domain/enrollment/evolve.ts';
import type { DomainEvent } from '../domain/enrollment/events.ts';
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

/** Starts the workflow of every open enrollment from its events; those that run are left alone. */
export async function reviveAll(
  { record, gateway }: { record: RevivalRecord; gateway: Pick<TemporalGateway, 'revive'> },
  progress: (done: number) => void = () => undefined,
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
        const started = await gateway.revive({ enrollmentId, agencyId, state });
        count[started ? 'revived' : 'running'] += 1;
        progress(count.revived + count.running);
      }
    };
    await Promise.all(Array.from({ length: atATime }, revive));
  }
}
