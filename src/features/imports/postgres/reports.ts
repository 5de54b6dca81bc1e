import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';
import type { HmisExport, Source, Tally } from '../../../hmis/export.ts';
import type { standings } from '../terms.ts';
import type { Outcome, RowReport } from '../../../hmis/import/rows.ts';
import type { Trouble } from '../../../hmis/import/start.ts';

export type Counts = Record<Outcome, number>;

/** An import without its rows. `stands` is as of the time it was read. */
export type ImportHead = {
  id: string;
  source: string;
  from: Source;
  startedBy: { staffId: string; name: string | null };
  startedAt: number;
  endedAt: number | null;
  stands: (typeof standings)[number];
  /** Null where it is whole, runs, or its process went away. */
  trouble: Trouble['code'] | null;
  total: number;
  done: number;
  counts: Counts;
};
export type ImportReport = ImportHead & { rows: RowReport[]; files: Tally[]; notes: HmisExport['notes'] };

type Begun = Pick<ImportHead, 'source' | 'from' | 'total'> & {
  agencyId: string;
  startedBy: string;
  now: number;
} & Told;
type Told = { counts: Counts } & Pick<ImportReport, 'rows' | 'files' | 'notes'>;

/** What became of imports. All reject while PostgreSQL is away. */
export type ImportReports = {
  /** The id of the one that runs from now on; of the agency's that runs already. */
  begin(begun: Begun): Promise<{ id: string; isNew: boolean }>;
  /** It is still at it. */
  beat(id: string, done: number, now: number): Promise<void>;
  end(
    id: string,
    ended: Pick<Told, 'counts' | 'rows'> & { done: number; trouble: Trouble['code'] | null; now: number },
  ): Promise<void>;
  /** Newest first. */
  heads(agencyId: string, now: number): Promise<ImportHead[]>;
  report(agencyId: string, id: string, now: number): Promise<ImportReport | null>;
};

/** A process that has said nothing for so long is gone. */
const silentMs = 60_000;
const shown = 50;
const newestFirst = { orderBy: { startedAt: 'desc' }, take: shown } as const;

export function createImportReports(prisma: Prisma): ImportReports {
  return {
    async begin({ agencyId, startedBy, now, source, from, total, counts, rows, files, notes }) {
      const silent = new Date(now - silentMs);
      const id = randomUUID();
      return prisma.$transaction(async (tx) => {
        await tx.hmisImport.updateMany({
          where: { agencyId, endedAt: null, beatAt: { lt: silent } },
          data: { endedAt: new Date(now), trouble: 'stopped' },
        });
        const { count } = await tx.hmisImport.createMany({
          data: [
            {
              ...{ id, agencyId, source, startedBy, total, from: toJson(from), counts: toJson(counts) },
              ...{ rows: toJson(rows), files: toJson(files), notes: toJson(notes) },
              ...{ startedAt: new Date(now), beatAt: new Date(now) },
            },
          ],
          skipDuplicates: true,
        });
        if (count > 0) return { id, isNew: true };
        const running = await tx.hmisImport.findFirst({
          where: { agencyId, endedAt: null },
          select: { id: true },
        });
        // It has ended meanwhile: the newest one is it.
        const last = running ?? (await tx.hmisImport.findFirst({ where: { agencyId }, ...newestFirst }));
        return { id: last?.id ?? id, isNew: false };
      });
    },

    async beat(id, done, now) {
      await prisma.hmisImport.update({ where: { id }, data: { done, beatAt: new Date(now) } });
    },

    async end(id, { counts, rows, done, trouble, now }) {
      const at = new Date(now);
      await prisma.hmisImport.update({
        where: { id },
        data: {
          ...{ done, trouble, beatAt: at, endedAt: at, counts: toJson(counts), rows: toJson(rows) },
        },
      });
    },

    async heads(agencyId, now) {
      const rows = await prisma.hmisImport.findMany({
        where: { agencyId },
        omit: { rows: true, files: true, notes: true },
        ...newestFirst,
      });
      const names = await staffNames(
        prisma,
        rows.map(({ startedBy }) => startedBy),
      );
      return rows.map((row) => headOf(row, names, now));
    },

    async report(agencyId, id, now) {
      const row = await prisma.hmisImport.findFirst({ where: { id, agencyId } });
      if (!row) return null;
      const head = headOf(row, await staffNames(prisma, [row.startedBy]), now);
      const { rows, files, notes } = row as unknown as Pick<ImportReport, 'rows' | 'files' | 'notes'>;
      return { ...head, rows, files, notes };
    },
  };
}

type Row = {
  id: string;
  source: string;
  from: unknown;
  startedBy: string;
  startedAt: Date;
  beatAt: Date;
  endedAt: Date | null;
  trouble: string | null;
  total: number;
  done: number;
  counts: unknown;
};

function headOf(row: Row, names: ReadonlyMap<string, string>, now: number): ImportHead {
  const { id, source, from, startedBy, startedAt, beatAt, endedAt, trouble, total, done, counts } = row;
  const runs = endedAt === null && beatAt.getTime() >= now - silentMs;
  return {
    ...{ id, source, total, done, from: from as Source, counts: counts as Counts },
    startedBy: { staffId: startedBy, name: names.get(startedBy) ?? null },
    startedAt: startedAt.getTime(),
    endedAt: endedAt?.getTime() ?? null,
    stands: runs ? 'running' : endedAt !== null && trouble === null ? 'whole' : 'broken-off',
    trouble: trouble as ImportHead['trouble'],
  };
}
