import { ApplicationFailure } from '@temporalio/common';
import type { RecordActivities, RecordRequest, RecordResult } from '../contracts/record.ts';
import type { Prisma } from '../adapters/postgres/client.ts';
import { eventColumns, fromRow, toRow } from '../adapters/postgres/event-rows.ts';
import { classifyFailure } from '../adapters/postgres/failures.ts';
import {
  deliveryColumns,
  enrollmentColumns,
  notificationColumns,
  obligationColumns,
} from '../adapters/postgres/read-model-rows.ts';
import { type Seal, SealError } from '../adapters/seal.ts';
import type { DomainEvent } from '../domain/enrollment/events.ts';

export type RecordDependencies = {
  prisma: Prisma;
  seal: Pick<Seal, 'open'>;
  /** Gets codes and ids only. */
  log: { warn(fields: Record<string, unknown>, message: string): void };
};

/** The activities by which enrollments write to and read from the record. */
export function createRecordActivities({ prisma, seal, log }: RecordDependencies): RecordActivities {
  return {
    async appendToRecord(request) {
      try {
        await append(request, openedRows(request));
        return { status: 'recorded' };
      } catch (error) {
        if (error instanceof ApplicationFailure) throw error;
        return await explain(request, error);
      }
    },
    eventsAfter: (enrollmentId, version) => orUnavailable(loadAfter(enrollmentId, version)),
    async awaitRecord() {
      await orUnavailable(prisma.$queryRaw`SELECT 1`);
    },
  };

  /** All in one transaction, only the statements that are needed, the one that holds the keys first. */
  async function append(request: RecordRequest, rows: ReturnType<typeof openedRows>): Promise<void> {
    const { enrollmentId, agencyId, clientId, events, summary, obligations, notifications } = request;
    const replaced = [...request.removedObligations, ...obligations.map(({ key }) => key)];
    const columns = enrollmentColumns(clientId, summary, lastOf(events).recordedAt);
    // What the clock announced, the workflow would announce again: nobody has to tell it. A person's step, only
    // the gateway knows to have arrived.
    const confirmed = events.every(({ by }) => by.role === 'system') ? { confirmedVersion: summary.version } : {};
    await prisma.$transaction([
      prisma.event.createMany({ data: rows }),
      prisma.enrollment.upsert({
        where: { id: enrollmentId },
        create: { id: enrollmentId, agencyId, clientId, ...columns },
        update: { ...columns, ...confirmed },
        select: { id: true },
      }),
      ...(replaced.length === 0
        ? []
        : [prisma.obligation.deleteMany({ where: { enrollmentId, key: { in: replaced } } })]),
      ...(obligations.length === 0
        ? []
        : [
            prisma.obligation.createMany({
              data: obligations.map((row) => obligationColumns(enrollmentId, agencyId, row)),
            }),
          ]),
      ...(notifications.length === 0
        ? []
        : [
            prisma.notification.createMany({
              data: notifications.map((draft) => notificationColumns(enrollmentId, agencyId, draft)),
            }),
          ]),
      ...(notifications.every(({ deliveries }) => deliveries.length === 0)
        ? []
        : [prisma.delivery.createMany({ data: notifications.flatMap(deliveryColumns) })]),
    ]);
  }

  function openedRows({ enrollmentId, events, fingerprint }: RecordRequest) {
    try {
      return events.map((event) => toRow(enrollmentId, event, seal, fingerprint));
    } catch (error) {
      if (error instanceof SealError) throw refusal('sealed with another key');
      throw error;
    }
  }

  /** What a failed append means. The keys of the tables are the version check. */
  async function explain(request: RecordRequest, error: unknown): Promise<RecordResult> {
    const { enrollmentId, clientId, expectedVersion } = request;
    const failure = classifyFailure(error);
    try {
      if (failure.kind === 'unique' && failure.constraint === 'enrollment_open_client_id_key') {
        const open = await prisma.enrollment.findUnique({ where: { openClientId: clientId }, select: { id: true } });
        // It was closed in between: the next attempt will go through.
        return open ? { status: 'client-already-enrolled', enrollmentId: open.id } : { status: 'unavailable' };
      }
      if (streamKeys.has('constraint' in failure ? failure.constraint : '')) {
        const { _max } = await prisma.event.aggregate({ where: { enrollmentId }, _max: { seq: true } });
        const recordVersion = _max.seq ?? 0;
        if (recordVersion < expectedVersion) return { status: 'ahead', recordVersion };
        return { status: 'behind', events: await loadAfter(enrollmentId, expectedVersion) };
      }
    } catch (second) {
      log.warn({ enrollmentId, code: classifyFailure(second).code }, 'the record cannot be reached');
      return { status: 'unavailable' };
    }
    log.warn({ enrollmentId, kind: failure.kind, code: failure.code }, 'an append to the record failed');
    if (failure.kind === 'unavailable') return { status: 'unavailable' };
    throw refusal(failure.code);
  }

  async function loadAfter(enrollmentId: string, version: number): Promise<DomainEvent[]> {
    const rows = await prisma.event.findMany({
      where: { enrollmentId, seq: { gt: version } },
      select: eventColumns,
      orderBy: { seq: 'asc' },
    });
    return rows.map(fromRow);
  }
}

const streamKeys = new Set([
  'event_pkey',
  'event_enrollment_id_command_id_index_key',
  'event_enrollment_id_prev_seq_fkey',
]);

function lastOf(events: readonly DomainEvent[]): DomainEvent {
  const last = events.at(-1);
  if (!last) throw refusal('no events');
  return last;
}

/** An append that would fail for ever. Without the error itself, which may quote what was to be stored. */
function refusal(code: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`the record refused the append (${code})`, 'RecordRefused');
}

/** Failures end up in a workflow's history: nothing but their code goes there. */
async function orUnavailable<T>(answer: PromiseLike<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { code } = classifyFailure(error);
    throw ApplicationFailure.retryable(`the record cannot be read (${code})`, 'RecordUnavailable');
  }
}
