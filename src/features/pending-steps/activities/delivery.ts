import { stoppedBehind } from './stopped-behind.ts';
import { type StoredRequest, waitingRequest } from './stored-request.ts';
import { errorName } from '../../../kit/error-name.ts';
import type { HeldStep, PendingRefusal } from '../postgres/ports.ts';
import type { PendingStore } from '../postgres/store.ts';
import type { EnrollOutcome, SubmitOutcome } from '../../../kit/temporal/gateway.ts';
import type { Policies } from '../../../kit/policies.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';
import type { TemporalGateway } from '../../../kit/temporal/temporal-gateway.ts';

export type PendingDelivery = { stop(): Promise<void> };

export type PendingDeliveryOptions = {
  store: Pick<PendingStore, 'hold' | 'behind' | 'keep' | 'putOff' | 'recorded' | 'refused'>;
  gateway: Pick<TemporalGateway, 'submit' | 'enroll' | 'away'>;
  policies: Pick<Policies, 'policy'>;
  record: Pick<RecordView, 'loadEvents'>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  now?: () => number;
  /** Between two looks for steps when there are none. */
  pollMs?: number;
};

/** Enrollments served at a time; of each only one step at a time, in order. */
const atATime = 8;
/** After a crash its steps wait that long; renewed while a delivery lasts. */
const leaseMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Brings pending steps to their enrollments, each enrollment's in order, under the command ids they were taken in with:
 * delivered twice, they are recorded once. Any number of workers may run it.
 */
export function startPendingDelivery(options: PendingDeliveryOptions): PendingDelivery {
  const { store, gateway, log, now = Date.now, pollMs = 1_000 } = options;
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let wake = (): void => undefined;

  async function loop(): Promise<void> {
    while (!stopped) {
      const settled = new Promise<void>((resolve) => (wake = resolve));
      await round().catch((error: unknown) =>
        log.warn({ error: errorName(error) }, 'pending steps cannot be read'),
      );
      if (!stopped) await atMost(pollMs, settled);
    }
    await Promise.all(underWay);
  }

  async function round(): Promise<void> {
    const limit = atATime - underWay.size;
    if (limit <= 0 || gateway.away()) return;
    for (const step of await store.hold({ limit, leaseMs })) {
      const work = serve(step).finally(() => underWay.delete(work));
      underWay.add(work);
    }
  }

  /** A step that could not be settled stays as it is: its lease runs out, and it is tried again. */
  async function serve(step: HeldStep): Promise<void> {
    const renewing = setInterval(() => {
      void store.keep(step.id, leaseMs).catch(() => undefined);
    }, leaseMs / 3);
    try {
      if (await deliver(step, options, now)) wake();
      else await store.putOff(step.id, pauseAfter(step.attempts));
    } catch (error) {
      log.warn({ pendingStep: step.id, error: errorName(error) }, 'a pending step could not be delivered');
      await store.putOff(step.id, pauseAfter(step.attempts)).catch(() => undefined);
    } finally {
      clearInterval(renewing);
    }
  }

  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** False when the engine or the record is away. */
async function deliver(
  step: HeldStep,
  { store, gateway, policies, record, log }: PendingDeliveryOptions,
  now: () => number,
): Promise<boolean> {
  const open = (stored: StoredRequest) =>
    waitingRequest(stored, ({ profileHash, calendarHash }) => policies.policy(profileHash, calendarHash));
  const { kind, message } = await open(step.request);
  const stopped =
    kind === 'submit' && (await stoppedBehind(step, message, { store, record, open, now: now() }));
  const outcome = stopped
    ? { status: 'refused' as const, rejection: stopped }
    : kind === 'enroll'
      ? await gateway.enroll(step.enrollmentId, message)
      : await gateway.submit(step.enrollmentId, message);
  if (outcome.status === 'unavailable') return false;
  if (outcome.status === 'accepted') {
    await store.recorded(step.id, now());
    return true;
  }
  const refusal = refusalOf(outcome);
  log.info({ pendingStep: step.id, code: refusal.code }, 'a pending step was refused');
  await store.refused(step, now(), refusal);
  return true;
}

type Refused = Exclude<EnrollOutcome | SubmitOutcome, { status: 'accepted' | 'unavailable' }>;

function refusalOf(outcome: Refused): PendingRefusal {
  switch (outcome.status) {
    case 'refused':
      return outcome.rejection;
    case 'client-already-enrolled':
      return { code: 'client-already-enrolled', index: 0, version: 0, enrollmentId: outcome.enrollmentId };
    case 'not-found':
      return { code: 'not-found', index: 0, version: 0 };
  }
}

function pauseAfter(attempts: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 10));
}

async function atMost(ms: number, settled: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([settled, late]);
  clearTimeout(timer);
}
