import type { Month } from '../period.ts';
import type { ReportDraft, ReportRow } from './report-ports.ts';
import type { ReportContent } from '../report.ts';
import { reportNotices } from '../report-notices.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import { type Act, performAct, takeTurns } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { MonthlyReportModel } from '../../../kit/postgres/generated/models.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

/** Reports that were made. */
export function reportReads(prisma: PrismaClient) {
  return {
    /** The newest revision, or the one of that number; null where there is none. */
    async monthlyReport(agencyId: string, month: Month, revision?: number): Promise<ReportRow | null> {
      const row = await prisma.monthlyReport.findFirst({
        where: { agencyId, month, ...(revision === undefined ? {} : { revision }) },
        orderBy: { revision: 'desc' },
      });
      return row ? await withName(prisma, row) : null;
    },

    /** Newest month first, each with its revisions, newest first; without what is in them. */
    async monthlyReports(agencyId: string): Promise<Omit<ReportRow, 'content'>[]> {
      const rows = await prisma.monthlyReport.findMany({
        where: { agencyId },
        omit: { content: true },
        orderBy: [{ month: 'desc' }, { revision: 'desc' }],
      });
      const names = await staffNames(
        prisma,
        rows.flatMap(({ madeBy }) => madeBy ?? []),
      );
      return rows.map((row) => headOf(row, names));
    },
  };
}

export type ReportWrites = ReturnType<typeof reportWrites>;

export function reportWrites(prisma: PrismaClient) {
  return {
    /** Keeps a new revision, and tells the supervisors and the director of the agency, both or neither. */
    keepReport: (draft: ReportDraft): Promise<ActOutcome<ReportRow, never>> => {
      const { commandId, month, madeBy } = draft;
      return performAct(prisma, { by: makerOf(madeBy), commandId, fingerprint: month }, keeping(draft));
    },
  };
}

function keeping(draft: ReportDraft): Act<null, ReportRow, never> {
  const { agencyId, month, commandId, hash, content, madeAt, madeBy } = draft;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    // One report of an agency at a time, so that revisions follow each other.
    lock: (tx) => takeTurns(tx, `report ${agencyId}`),
    async find(tx) {
      const row = await tx.monthlyReport.findUnique({ where, omit: { content: true } });
      return row && { by: makerOf(row.madeBy), fingerprint: row.month };
    },
    decide: async () => ({ ok: true, plan: null }),
    async write(tx) {
      const { _max } = await tx.monthlyReport.aggregate({
        where: { agencyId, month },
        _max: { revision: true },
      });
      const revision = (_max.revision ?? 0) + 1;
      await tx.monthlyReport.create({
        data: {
          ...{ agencyId, month, revision, commandId, hash, madeBy },
          ...{ content: toJson(content), madeAt: new Date(madeAt) },
        },
      });
      const notices = reportNotices({ agencyId, month, revision, at: madeAt });
      await tx.notification.createMany({
        data: notices.map((notice) => ({
          ...notificationColumns(null, agencyId, notice),
          aboutReport: month,
        })),
      });
      await tx.delivery.createMany({ data: notices.flatMap(deliveryColumns) });
    },
    show: async (tx) => withName(tx, await tx.monthlyReport.findUniqueOrThrow({ where })),
  };
}

/** Whoever made it; of the Schedule there is no id. */
function makerOf(madeBy: string | null) {
  return { staffId: madeBy ?? 'schedule' };
}

async function withName(prisma: Pick<PrismaClient, 'staff'>, row: MonthlyReportModel): Promise<ReportRow> {
  const names = await staffNames(prisma, row.madeBy === null ? [] : [row.madeBy]);
  // Written by `keepReport`, so its JSON has that type.
  return { ...headOf(row, names), content: row.content as unknown as ReportContent };
}

function headOf(
  { month, revision, hash, madeAt, madeBy }: Omit<MonthlyReportModel, 'content'>,
  names: ReadonlyMap<string, string>,
): Omit<ReportRow, 'content'> {
  return {
    ...{ month, revision, hash, madeAt: madeAt.getTime() },
    madeBy: madeBy === null ? null : { staffId: madeBy, name: names.get(madeBy) ?? null },
  };
}
