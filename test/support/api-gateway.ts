import type { WorkflowStart } from '../../src/kit/temporal/start.ts';
import type { Rejection } from '../../src/pathway/rejection.ts';
import type { RecordReader } from '../../src/kit/postgres/record-reader.ts';
import type { RecordStore } from '../../src/features/enrollments/activities.ts';
import type { CommandBatch } from '../../src/engine/record/commands.ts';
import { notPlaced } from '../../src/pathway/not-placed.ts';
import type { Change } from '../../src/engine/deadlines/change.ts';
import { decide, decideTicks } from '../../src/pathway/decide.ts';
import { enrollBatch } from '../../src/pathway/enroll-batch.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { receiptOf } from '../../src/pathway/receipt-of.ts';
import { replayOf, reused } from '../../src/kit/temporal/replays.ts';
import type { EnrollOutcome, Gateway, SubmitOutcome, Trouble } from '../../src/kit/temporal/gateway.ts';
import { requestOf } from '../../src/workflows/append-request.ts';

export type InProcessGateway = Gateway & {
  /** Lets an enrollment's clock say what is due by now. */
  tick(enrollmentId: string): Promise<void>;
  /** What was to be begun. */
  begun: WorkflowStart[];
  /** Answers the next calls with this instead. */
  outage: Trouble | null;
};

/**
 * Real enrollments without Temporal: the domain decides, the real store records, one after the other. What only the
 * workflow adds (waiting, catching up, continuing as new) is not here and has tests of its own.
 */
export function createInProcessGateway(
  store: RecordStore,
  record: RecordReader,
  now: () => number,
): InProcessGateway {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  async function submit(
    enrollmentId: string,
    batch: CommandBatch,
    first: boolean,
  ): Promise<EnrollOutcome | SubmitOutcome> {
    if (gateway.outage) return gateway.outage;
    const events = await record.loadEvents(enrollmentId);
    const earlier = await record.eventsOfCommand(enrollmentId, batch.commandId);
    if (earlier) return replayOf(record, enrollmentId, batch, earlier);
    if (first ? events.length > 0 : events.length === 0)
      return first ? reused('other-content') : { status: 'not-found' };
    const state = events.length === 0 ? null : evolveAll(null, events, enrollmentId);
    const decision = decide(enrollmentId, state, batch, now());
    if (!decision.ok) return { status: 'refused', rejection: decision.rejection };
    const result = await append(decision.change, enrollmentId, batch.fingerprint);
    if (result) return result;
    return { status: 'accepted', receipt: receiptOf(decision.change, batch.commandId), replayed: false };
  }

  async function append(change: Change, enrollmentId: string, fingerprint: string | null) {
    const result = await store.append(requestOf(change, enrollmentId, fingerprint));
    if (result.status === 'recorded') return null;
    if (result.status === 'client-already-enrolled') return result;
    if (result.status === 'not-placed')
      return { status: 'refused', rejection: notPlaced(change, result.code) } as const;
    throw new Error(`the store answered ${result.status}`);
  }

  const gateway: InProcessGateway = {
    outage: null,
    begun: [],
    async begin(start) {
      if (gateway.outage) return 'away';
      gateway.begun.push(start);
      return 'begun';
    },
    schedule: () => Promise.reject(new Error('the API makes no Schedule')),
    enroll: (enrollmentId, request) =>
      inTurn(async () => {
        const batch = enrollBatch(request, request.by.agencyId, now());
        return (await submit(enrollmentId, batch, true)) as EnrollOutcome;
      }),
    submit: (enrollmentId, batch) =>
      inTurn(async () => {
        const outcome = await submit(enrollmentId, batch, false);
        return outcome.status === 'client-already-enrolled' ? refused('client-enrolled-elsewhere') : outcome;
      }),
    tick: (enrollmentId) =>
      inTurn(async () => {
        const state = evolveAll(null, await record.loadEvents(enrollmentId), enrollmentId);
        const change = decideTicks(state, now());
        if (change) await append(change, enrollmentId, null);
      }),
    standing: async () => (gateway.outage ? { away: true, since: now() } : { away: false, polledAt: now() }),
    async ping() {
      if (gateway.outage) throw new Error('away');
    },
  };
  return gateway;
}

function refused(code: Rejection['code']): { status: 'refused'; rejection: Rejection } {
  return { status: 'refused', rejection: { code, detail: 'refused', index: 0, version: 0 } };
}
