import type { TransferRow } from '../postgres/ports.ts';
import { iso, isoOrNull } from '../../../kit/http/instants.ts';

/** A transfer as one of its two agencies sees it: the other's enrollment is not theirs to know. */
export function renderTransfer(row: TransferRow, agencyId: string) {
  const sent = row.fromAgencyId === agencyId;
  const { index } = row;
  return {
    ...{ transfer: row.id, direction: sent ? 'sent' : 'received', state: row.state },
    from: { agencyId: row.fromAgencyId, name: row.fromAgencyName },
    to: { agencyId: row.toAgencyId, name: row.toAgencyName },
    enrollmentId: sent ? row.fromEnrollmentId : row.toEnrollmentId,
    ...{ reason: row.reason, level: row.level, carries: row.carries },
    index: index && { score: index.score, scoredAt: iso(index.scoredAt) },
    ...{ offeredAt: iso(row.offeredAt), answeredAt: isoOrNull(row.answeredAt), declined: row.declined },
    ...{ notAssigned: row.notAssigned, withoutDocuments: row.withoutDocuments },
    ...{ waitsFor: row.waitsFor, stopped: row.stopped, settledAt: isoOrNull(row.settledAt) },
  };
}
