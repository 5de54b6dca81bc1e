import type { TransferRow } from '../postgres/ports.ts';

/** A transfer as one of its two agencies sees it: the other's enrollment is not theirs to know. */
export function renderTransfer(row: TransferRow, agencyId: string) {
  const sent = row.fromAgencyId === agencyId;
  return {
    ...{ transfer: row.id, direction: sent ? ('sent' as const) : ('received' as const), state: row.state },
    from: { agencyId: row.fromAgencyId, name: row.fromAgencyName },
    to: { agencyId: row.toAgencyId, name: row.toAgencyName },
    enrollmentId: sent ? row.fromEnrollmentId : row.toEnrollmentId,
    ...{ reason: row.reason, level: row.level, carries: row.carries },
    ...{ index: row.index, enclosed: row.enclosed.map(({ document }) => document) },
    ...{ offeredAt: row.offeredAt, answeredAt: row.answeredAt, declined: row.declined },
    ...{ notAssigned: row.notAssigned, withoutDocuments: row.withoutDocuments },
    ...{ waitsFor: row.waitsFor, stopped: row.stopped, settledAt: row.settledAt },
  };
}
