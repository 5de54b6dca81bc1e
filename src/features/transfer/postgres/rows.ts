import type { TransferRow } from './ports.ts';
import type { DeclineReason, TransferableDocument, TransferReason, TransferState } from '../transfer.ts';
import type { Enclosure } from '../../../engine/policy/request-documents.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';

export const withAgencies = {
  fromAgency: { select: { name: true } },
  toAgency: { select: { name: true, profileHash: true, calendarHash: true } },
} as const;

export type TransferColumns = Prisma.TransferGetPayload<{ include: typeof withAgencies }>;

/** What both sides may see; words and the statements on leaving are not in it. */
export function transferRow(row: TransferColumns): TransferRow {
  const { indexScore, indexAt } = row;
  return {
    ...{ id: row.id, state: row.state as TransferState },
    ...{ fromAgencyId: row.fromAgencyId, fromAgencyName: row.fromAgency.name },
    ...{ toAgencyId: row.toAgencyId, toAgencyName: row.toAgency.name },
    ...{ fromEnrollmentId: row.fromEnrollmentId, toEnrollmentId: row.toEnrollmentId },
    ...{ reason: row.reason as TransferReason, level: row.level, release: row.release },
    carries: row.carries as TransferableDocument[],
    index:
      indexScore === null || indexAt === null ? null : { score: indexScore, scoredAt: indexAt.getTime() },
    enclosed: row.enclosed as Enclosure[],
    ...{ offeredAt: row.offeredAt.getTime(), offeredBy: actorOf(row.offeredBy) },
    answeredAt: instantOrNull(row.answeredAt),
    answeredBy: row.answeredBy === null ? null : actorOf(row.answeredBy),
    ...{ declined: row.declined as DeclineReason | null, toLevel: row.toLevel },
    ...{ coordinatorId: row.coordinatorId, notAssigned: row.notAssigned },
    ...{ withoutDocuments: row.withoutDocuments, waitsFor: row.waitsFor, stopped: row.stopped },
    settledAt: instantOrNull(row.settledAt),
  };
}
