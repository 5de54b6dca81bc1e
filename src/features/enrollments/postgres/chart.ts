import type { TimelineOrder } from '../sorts.ts';
import type { EventRow, MovedDuty, RunProfile } from './ports.ts';
import type { Scope, StepsRead } from '../../../kit/reads.ts';
import type { ObligationRow } from '../../../engine/obligations/row.ts';
import type { DueChange, Obligation, ObligationStatus } from '../../../engine/obligations/obligation.ts';
import type {
  Event,
  Obligation as ObligationColumns,
  PrismaClient,
} from '../../../kit/postgres/generated/client.ts';
import { eventTypeOf } from '../../../engine/record/steps/index.ts';
import { instantOrNull, jsonObject } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';
import type { DomainEvent } from '../../../engine/record/events.ts';
import { eventColumns, fromRow, stepsIn } from '../../../kit/postgres/event-rows.ts';
import { titledWords } from '../../code-lists/postgres/reads.ts';

const withoutDetails = { details: true } as const;

/** What one enrollment's record holds; null when there is no such enrollment in scope. */
export function chartReads(prisma: PrismaClient) {
  async function inScope(scope: Scope, id: string): Promise<boolean> {
    return (await prisma.enrollment.count({ where: { agencyId: scope.agencyId, id } })) > 0;
  }

  async function toRows(enrollmentId: string, events: (Omit<Event, 'details'> & { details?: unknown })[]) {
    const voided = await voidedSteps(enrollmentId);
    const actors = events.map((event) => jsonObject(event.actor));
    const ids = actors.map((actor) => String(actor['staffId']));
    // The clock's own actor has no id that a person could have.
    const names = await staffNames(prisma, ids.filter(isUuid));
    return events.map((event, i): EventRow => {
      const staffId = String(actors[i]?.['staffId']);
      return {
        seq: event.seq,
        commandId: event.commandId,
        index: event.index,
        type: event.type,
        stepId: event.stepId,
        occurredAt: event.occurredAt.getTime(),
        recordedAt: event.recordedAt.getTime(),
        by: { staffId, role: String(actors[i]?.['role']), name: names.get(staffId) ?? null },
        data: jsonObject(event.data),
        details: event.details == null ? null : jsonObject(event.details),
        voidedBySeq: voided.get(event.stepId ?? '') ?? null,
      };
    });
  }

  async function voidedSteps(enrollmentId: string): Promise<Map<string, number>> {
    const events = await prisma.event.findMany({
      where: { enrollmentId, type: 'StepVoided' },
      select: { seq: true, data: true },
    });
    return new Map(events.map((event) => [String(jsonObject(event.data)['step']), event.seq]));
  }

  return {
    /** By opening, then kind. */
    async obligations(scope: Scope, enrollmentId: string): Promise<ObligationRow[] | null> {
      if (!(await inScope(scope, enrollmentId))) return null;
      const rows = await prisma.obligation.findMany({
        where: { enrollmentId },
        orderBy: [{ opened: 'asc' }, { kind: 'asc' }],
      });
      return rows.map(obligationRow);
    },

    /** Events after the given `seq`, of the newest first before it (0: from the newest), at most `limit`. */
    async timeline(
      scope: Scope,
      enrollmentId: string,
      {
        afterSeq,
        limit,
        details,
        order,
        type,
      }: {
        afterSeq: number;
        limit: number;
        details: boolean;
        order: TimelineOrder;
        type: string | undefined;
      },
    ): Promise<EventRow[] | null> {
      if (!(await inScope(scope, enrollmentId))) return null;
      const events = await prisma.event.findMany({
        where: {
          enrollmentId,
          ...(order === 'asc' ? { seq: { gt: afterSeq } } : afterSeq > 0 ? { seq: { lt: afterSeq } } : {}),
          ...(type === undefined ? {} : { type }),
        },
        orderBy: { seq: order },
        take: limit,
        ...(details ? {} : { omit: withoutDetails }),
      });
      const rows = await toRows(enrollmentId, events);
      const told = rows.map((row) => ({
        type: String(row.data['type']),
        recordedAt: row.recordedAt,
        details: row.details ?? {},
      }));
      const titled = await titledWords(prisma, { ...scope, enrollmentId }, told);
      return rows.map((row, i) =>
        row.details === null ? row : { ...row, details: titled[i] ?? row.details },
      );
    },

    /** What these events opened and closed of what is or was owed. */
    async dutiesMoved(enrollmentId: string, seqs: readonly number[]): Promise<MovedDuty[]> {
      const among = { in: [...seqs] };
      const rows = await prisma.obligation.findMany({
        where: { enrollmentId, superseded: false, OR: [{ openedBySeq: among }, { closedBySeq: among }] },
        orderBy: [{ due: 'asc' }, { key: 'asc' }],
        select: {
          ...{ key: true, kind: true, due: true, status: true, profileHash: true },
          ...{ openedBySeq: true, closedBySeq: true },
        },
      });
      return rows.map((row) => ({
        ...row,
        ...{ due: row.due.getTime(), status: row.status as ObligationStatus },
      }));
    },

    /** All steps; `details` where the caller may read what people wrote. */
    async steps(
      scope: Scope,
      enrollmentId: string,
      { details }: { details: boolean },
    ): Promise<StepsRead | null> {
      if (!(await inScope(scope, enrollmentId))) return null;
      const rows = await prisma.event.findMany({
        where: { enrollmentId, stepId: { not: null } },
        orderBy: { seq: 'asc' },
        select: { ...eventColumns, details },
      });
      const steps = stepsIn(rows);
      const names = await staffNames(
        prisma,
        steps.map(({ by }) => by),
      );
      const told = rows.flatMap(({ stepId, data, recordedAt, details: words }) =>
        words == null || stepId === null
          ? []
          : [
              {
                ...{ stepId, type: String(jsonObject(data)['type']) },
                ...{ recordedAt: recordedAt.getTime(), details: jsonObject(words) },
              },
            ],
      );
      const titled = await titledWords(prisma, { ...scope, enrollmentId }, told);
      const written = told.map(({ stepId }, i) => [stepId, titled[i] ?? {}] as const);
      return { steps, details: new Map(written), names };
    },

    /**
     * By which profiles an enrollment has run, each from which event on, in that order; then those of the run elsewhere that
     * it goes on from. Says nothing of a client.
     */
    async profilesOf(enrollmentId: string): Promise<RunProfile[]> {
      return prisma.$queryRaw<RunProfile[]>`
        WITH run AS (
          SELECT ${enrollmentId}::uuid AS id, 0 AS place
          UNION ALL
          SELECT (data ->> 'from')::uuid, 1 FROM event
          WHERE enrollment_id = ${enrollmentId}::uuid AND type = ${eventTypeOf('takeOver')})
        SELECT run.place = 0 AS own, e.seq, e.data #>> '{policy,profileHash}' AS "profileHash"
        FROM run JOIN event e ON e.enrollment_id = run.id
        WHERE e.type IN (${eventTypeOf('receiveReferral')}, ${eventTypeOf('adoptPolicy')})
        ORDER BY run.place, e.seq`;
    },

    /** All that the record holds, as decisions are made from it; nothing that people wrote. */
    async domainEvents(scope: Scope, enrollmentId: string): Promise<DomainEvent[] | null> {
      if (!(await inScope(scope, enrollmentId))) return null;
      const rows = await prisma.event.findMany({
        where: { enrollmentId },
        orderBy: { seq: 'asc' },
        select: eventColumns,
      });
      return rows.map(fromRow);
    },

    /** The events with these numbers, without protected words. */
    async eventsBySeq(enrollmentId: string, seqs: readonly number[]): Promise<EventRow[]> {
      const events = await prisma.event.findMany({
        where: { enrollmentId, seq: { in: [...seqs] } },
        orderBy: { seq: 'asc' },
        omit: withoutDetails,
      });
      return toRows(enrollmentId, events);
    },
  };
}

function obligationRow(row: ObligationColumns) {
  return {
    key: row.key,
    kind: row.kind,
    ...(row.thing === null ? {} : { focus: row.thing }),
    duty: row.duty,
    level: row.level,
    opened: row.opened.getTime(),
    openedBySeq: row.openedBySeq,
    due: row.due.getTime(),
    originalDue: row.originalDue.getTime(),
    status: row.status as ObligationStatus,
    closedAt: instantOrNull(row.closedAt),
    closedBySeq: row.closedBySeq,
    profileHash: row.profileHash,
    calendarHash: row.calendarHash,
    changes: row.changes as unknown as DueChange[],
    suspended: row.suspended as unknown as Obligation['suspended'],
    acknowledged: row.acknowledged,
    missRaisedAt: instantOrNull(row.missRaisedAt),
    missWithdrawnAt: instantOrNull(row.missWithdrawnAt),
    rungs: row.rungs,
    superseded: row.superseded,
    ...(row.enteredLate ? { enteredLate: true as const } : {}),
  };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
