import type { AbsenceOutcome, AbsenceRequest, AbsenceStore } from './ports.ts';
import { type Absence, proposedCover, refusalOf } from '../absence.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { absenceRows, withPeople } from './rows.ts';

/** Absences in PostgreSQL. */
export function createAbsenceStore(prisma: PrismaHandle): AbsenceStore {
  async function named(agencyId: string, commandId: string) {
    const key = { agencyId_commandId: { agencyId, commandId } };
    const row = await prisma.absence.findUnique({ where: key, include: withPeople });
    const [absence] = row ? await absenceRows(prisma, [row]) : [];
    return row && absence ? { absence, fingerprint: row.fingerprint } : null;
  }

  async function earlier({ by, commandId, fingerprint }: AbsenceRequest): Promise<AbsenceOutcome | null> {
    const found = await named(by.agencyId, commandId);
    if (!found) return null;
    if (found.fingerprint !== fingerprint) return { status: 'command-id-reused' };
    return { status: 'replayed', absence: found.absence };
  }

  return guarded<AbsenceStore>({
    async begin(request) {
      const before = await earlier(request);
      if (before) return before;
      try {
        const code = await prisma.$transaction((tx) => write(tx, request));
        // Of two at once under one key the later one finds the earlier in its way.
        if (code) return (await earlier(request)) ?? { status: 'refused', code };
      } catch (error) {
        if (classifyFailure(error).kind !== 'unique') throw error;
        const other = await earlier(request);
        if (other) return other;
        throw error;
      }
      const written = await named(request.by.agencyId, request.commandId);
      if (!written) throw new Error('an absence that was written is not there');
      return { status: 'written', absence: written.absence };
    },

    async end({ by, staffId, absence, now }) {
      const { agencyId } = by;
      const at = new Date(now);
      const running = { agencyId, commandId: absence, staffId, endedBy: { equals: Prisma.DbNull } };
      const begun = { fromAt: { lte: at }, OR: [{ untilAt: null }, { untilAt: { gt: at } }] };
      const data = { endedBy: toJson(by) };
      const { count } = await prisma.absence.updateMany({
        where: { ...running, ...begun },
        data: { ...data, untilAt: at },
      });
      const found = await named(agencyId, absence);
      if (!found || found.absence.staff.staffId !== staffId)
        return { status: 'refused', code: 'unknown-absence' };
      if (count > 0) return { status: 'written', absence: found.absence };
      if (found.absence.endedBy) return { status: 'replayed', absence: found.absence };
      if (found.absence.from <= now) return { status: 'refused', code: 'absence-over' };
      // One that has not begun never begins.
      await prisma.absence.updateMany({
        where: running,
        data: { ...data, untilAt: new Date(found.absence.from) },
      });
      const ended = await named(agencyId, absence);
      return { status: 'written', absence: ended?.absence ?? found.absence };
    },

    async absences(agencyId, wanted) {
      const where: Prisma.AbsenceWhereInput =
        'staffId' in wanted
          ? { agencyId, staffId: wanted.staffId }
          : { agencyId, OR: [{ untilAt: null }, { untilAt: { gt: new Date(wanted.now) } }] };
      const rows = await prisma.absence.findMany({
        where,
        orderBy: [{ fromAt: 'staffId' in wanted ? 'desc' : 'asc' }, { commandId: 'asc' }],
        include: withPeople,
      });
      return absenceRows(prisma, rows);
    },
  });
}

type Code = Extract<AbsenceOutcome, { status: 'refused' }>['code'];

/** Null when it is written. Absences of an agency are entered one after the other: each is judged beside all the others. */
async function write(tx: Prisma.TransactionClient, request: AbsenceRequest): Promise<Code | null> {
  const { by, commandId, fingerprint, staffId, from, now } = request;
  const { agencyId } = by;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`absence ${agencyId}`}, 0))::text`;
  const people = await tx.staff.findMany({
    where: { agencyId, role: 'coordinator', active: true },
    select: { id: true, caseloadShare: true },
  });
  const works = (id: string) => people.some((one) => one.id === id);
  if (!works(staffId)) return 'unknown-staff';
  const rows = await tx.absence.findMany({
    where: { agencyId, OR: [{ untilAt: null }, { untilAt: { gt: new Date(from) } }] },
  });
  const others = rows.map((row): Absence => ({
    ...{ id: row.commandId, staffId: row.staffId, coverId: row.coverId },
    ...{ from: row.fromAt.getTime(), until: row.untilAt?.getTime() ?? Infinity },
  }));
  const span = { staffId, from, until: request.until ?? Infinity };
  const able = people.map(({ id, caseloadShare }) => ({ staffId: id, used: Number(caseloadShare) }));
  const coverId = request.coverId ?? proposedCover(span, able, others);
  if (coverId === null) return 'no-cover';
  if (!works(coverId)) return 'unknown-staff';
  const code = refusalOf({ ...span, coverId }, others);
  if (code) return code;
  // Whoever is given a client at this moment is waited for, or waits.
  await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`;
  await tx.absence.create({
    data: {
      ...{ agencyId, commandId, fingerprint, staffId, coverId, actor: toJson(by) },
      ...{ fromAt: new Date(from), untilAt: request.until === null ? null : new Date(request.until) },
      recordedAt: new Date(now),
    },
  });
  return null;
}
