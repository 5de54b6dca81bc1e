import type { PlaceRefusal } from '../../../engine/record/place.ts';
import type { RecordStore } from '../activities.ts';
import type { RecordRequest } from '../../../contracts/record.ts';
import type { DomainEvent } from '../../../engine/record/events.ts';
import { type Seal, SealError } from '../../../kit/seal.ts';
import { runPrepared, type Prisma } from '../../../kit/postgres/client.ts';
import { appendRows, appendSql } from '../../../kit/postgres/append-statement.ts';
import { pageCrisis } from '../../crisis/postgres/pages.ts';
import { eventColumns, fromRow } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import { toOnShift } from '../../on-call/postgres/on-shift.ts';

export type RecordStoreOptions = {
  prisma: Prisma;
  seal: Pick<Seal, 'open'>;
  /** Gets codes and ids only. */
  log: { warn(fields: Record<string, unknown>, message: string): void };
};

type Appended = Awaited<ReturnType<RecordStore['append']>>;

/** The record in PostgreSQL. */
export function createRecordStore({ prisma, seal, log }: RecordStoreOptions): RecordStore {
  return {
    append: (request) => append(request),
    eventsAfter: (enrollmentId, version) => orUnavailable(loadAfter(enrollmentId, version)),
    async ping() {
      await orUnavailable(prisma.$queryRaw`SELECT 1`);
    },
    pageCrisis: (request) => orUnavailable(pageCrisis(prisma, request)),
  };

  async function append(request: RecordRequest, isAgain = false): Promise<Appended> {
    if (request.events.length === 0) return { status: 'refused', code: 'no events' };
    try {
      const notifications = await toOnShift(prisma, request.agencyId, request.notifications);
      await runPrepared(prisma, appendStatement, [appendRows({ ...request, notifications }, seal)]);
      return { status: 'recorded' };
    } catch (error) {
      if (error instanceof SealError) return { status: 'refused', code: 'sealed with another key' };
      return await explain(request, error, isAgain);
    }
  }

  /** What a failed append means; of an attempt that may simply be made again, what that one comes to. */
  async function explain(request: RecordRequest, error: unknown, isAgain: boolean): Promise<Appended> {
    const { enrollmentId, clientId, expectedVersion } = request;
    const failure = classifyFailure(error);
    const constraint = 'constraint' in failure ? failure.constraint : '';
    try {
      const version = constraint === '' ? null : await versionOf(enrollmentId);
      if (version !== null && version < expectedVersion) return { status: 'ahead', recordVersion: version };
      if (constraint === openClientKey) {
        const open = await prisma.enrollment.findUnique({
          where: { openClientId: clientId },
          select: { id: true },
        });
        if (open && open.id !== enrollmentId)
          return { status: 'client-already-enrolled', enrollmentId: open.id };
        // It was closed in between; or it is this very one, whose row was changed while PostgreSQL looked whether it has it: such
        // a look can miss a row that is moved under it.
        return isAgain ? { status: 'unavailable' } : await append(request, true);
      }
      const code = notPlaced.get(constraint);
      if (code !== undefined) return { status: 'not-placed', code };
      if (streamKeys.has(constraint)) {
        return { status: 'behind', events: await loadAfter(enrollmentId, expectedVersion) };
      }
    } catch (second) {
      log.warn({ enrollmentId, code: classifyFailure(second).code }, 'the record cannot be reached');
      return { status: 'unavailable' };
    }
    log.warn({ enrollmentId, kind: failure.kind, code: failure.code }, 'an append to the record failed');
    return failure.kind === 'unavailable'
      ? { status: 'unavailable' }
      : { status: 'refused', code: failure.code };
  }

  async function versionOf(enrollmentId: string): Promise<number> {
    const { _max } = await prisma.event.aggregate({ where: { enrollmentId }, _max: { seq: true } });
    return _max.seq ?? 0;
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

const appendStatement = { name: 'append', text: appendSql };
/** What the triggers of a place say. */
const notPlaced = new Map<string, PlaceRefusal>([
  ['caseload_full', 'caseload-full'],
  ['staff_file', 'staff-file-incomplete'],
  ['coordinator_absent', 'coordinator-absent'],
]);
const openClientKey = 'enrollment_open_client_id_key';
const streamKeys = new Set([
  'event_pkey',
  'event_enrollment_id_command_id_index_key',
  'event_enrollment_id_prev_seq_fkey',
]);

class RecordUnavailable extends Error {
  override readonly name = 'RecordUnavailable';
}

/** What a workflow's history gets to see of a failure: its code. */
async function orUnavailable<T>(answer: PromiseLike<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new RecordUnavailable(`the record cannot be read (${classifyFailure(error).code})`);
  }
}
