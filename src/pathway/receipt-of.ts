import type { Receipt, ReceiptLine } from '../engine/deadlines/receipt.ts';
import type { Obligation } from '../engine/obligations/obligation.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { isStepEvent } from '../engine/record/events.ts';
import { stageOf } from './stage.ts';

/** The receipt of a change: what it met, opened and withdrew, and what is due next. */
export function receiptOf(change: Change, commandId: string): Receipt {
  const { after, statusAfter, events } = change;
  const before = new Map(change.statusBefore?.obligations.map((obligation) => [obligation.key, obligation]));
  const now = new Set(statusAfter.obligations.map((obligation) => obligation.key));
  // A late entry may close what another step had closed, or close it in time after all; a voiding opens it again.
  const closedNow = statusAfter.obligations.filter((obligation) => {
    const was = before.get(obligation.key);
    const same = was?.closedBySeq === obligation.closedBySeq && was.status === obligation.status;
    return obligation.closedAt !== null && !same;
  });
  const openNow = statusAfter.obligations.filter((obligation) => {
    const was = before.get(obligation.key);
    return was === undefined || (was.closedAt !== null && obligation.closedAt === null);
  });
  const vanished = [...before.values()].filter((obligation) => !now.has(obligation.key));
  const upcoming = statusAfter.obligations.filter(
    (obligation) => obligation.closedAt === null && obligation.status === 'open',
  );
  const next = upcoming.toSorted((a, b) => a.due - b.due)[0];
  return {
    enrollmentId: after.enrollmentId,
    commandId,
    version: after.version,
    recordedAt: after.lastRecordedAt,
    steps: events.flatMap((event) =>
      isStepEvent(event)
        ? [{ stepId: event.stepId, type: event.facts.type, occurredAt: event.occurredAt }]
        : [],
    ),
    met: closedNow
      .filter(({ status }) => status === 'met' || status === 'met-late')
      .map((obligation) => ({
        ...line(obligation),
        status: obligation.status,
        at: obligation.closedAt ?? 0,
      })),
    opened: openNow.map(line),
    withdrawn: [
      ...closedNow.filter(({ status }) => status === 'cancelled' || status === 'overdue'),
      ...vanished,
    ].map(line),
    stage: stageOf(after, statusAfter),
    nextDue: next ? line(next) : null,
  };
}

function line({ key, kind, due }: Obligation): ReceiptLine {
  return { key, kind, due };
}
