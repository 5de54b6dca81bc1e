import type { AbsenceRequest, AbsenceRow, AbsenceStore, EndRequest } from './ports.ts';
import { type Absence, type AwayRefused, decideAbsence, decideEnd } from '../absence.ts';
import {
  type Act,
  type Decided,
  performAct,
  takeTurns,
  type Transaction,
} from '../../../kit/postgres/acts.ts';
import { endsAfter, withAccessAt } from '../../../kit/postgres/can-act.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';

const person = { select: { id: true, name: true } } as const;

/** What is read with an absence. */
const withPeople = { staff: person, cover: person } as const satisfies Prisma.AbsenceInclude;

/** Absences in PostgreSQL. */
export function createAbsenceStore(prisma: PrismaHandle): AbsenceStore {
  return guarded<AbsenceStore>({
    begin: (request) => performAct(prisma, request, beginning(request)),

    end: (request) => prisma.$transaction((tx) => end(tx, request)),

    async absences(agencyId, wanted) {
      const where: Prisma.AbsenceWhereInput =
        'staffId' in wanted
          ? { agencyId, staffId: wanted.staffId }
          : { agencyId, ...endsAfter(new Date(wanted.now)) };
      const rows = await prisma.absence.findMany({
        where,
        orderBy: [{ fromAt: 'staffId' in wanted ? 'desc' : 'asc' }, { commandId: 'asc' }],
        include: withPeople,
      });
      return absenceRows(prisma, rows);
    },
  });
}

function beginning(request: AbsenceRequest): Act<{ coverId: string }, AbsenceRow, AwayRefused> {
  const { by, commandId, fingerprint, staffId, from, until, now } = request;
  const { agencyId } = by;
  return {
    // The rota waits as well: of a shift and an absence that meet, and come at once, the later one is asked back.
    async lock(tx) {
      await lockAbsences(tx, agencyId);
      await takeTurns(tx, `on call ${agencyId}`);
    },
    async find(tx) {
      const row = await tx.absence.findUnique({ where: named(agencyId, commandId) });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    decide: (tx) => decideIn(tx, request),
    async write(tx, { coverId }) {
      // Whoever is given a client at this moment is waited for, or waits.
      await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`;
      await tx.absence.create({
        data: {
          ...{ agencyId, commandId, fingerprint, staffId, coverId, actor: toJson(by) },
          ...{ fromAt: new Date(from), untilAt: until === null ? null : new Date(until) },
          recordedAt: new Date(now),
        },
      });
    },
    show: (tx) => absenceOf(tx, agencyId, commandId),
  };
}

async function decideIn(
  tx: Transaction,
  { by, staffId, coverId, from, until, shiftsKnown, now }: AbsenceRequest,
): Promise<Decided<{ coverId: string }, AwayRefused>> {
  const { agencyId } = by;
  const people = await tx.staff.findMany({
    where: { agencyId, role: 'coordinator', active: true },
    select: {
      ...{ id: true, caseloadShare: true, mayTakeUntil: true },
      tokens: { where: withAccessAt(new Date(now)).tokens.some, select: { id: true } },
    },
  });
  const onCall = await tx.onCallShift.findMany({
    where: { agencyId, staffId, untilAt: { gt: new Date(Math.max(from, now)) } },
    orderBy: { fromAt: 'asc' },
  });
  const rows = await tx.absence.findMany({
    where: { agencyId, ...endsAfter(new Date(from)) },
  });
  const others = rows.map((row): Absence => ({
    ...{ id: row.commandId, staffId: row.staffId, coverId: row.coverId },
    ...{ from: row.fromAt.getTime(), until: row.untilAt?.getTime() ?? Infinity },
  }));
  return decideAbsence(
    { staffId, coverId, from, until: until ?? Infinity, shiftsKnown },
    {
      ...{ others, now },
      people: people.map(({ id, caseloadShare, mayTakeUntil, tokens }) => ({
        ...{ staffId: id, used: Number(caseloadShare), works: true, hasAccess: tokens.length > 0 },
        mayTakeUntil: mayTakeUntil?.getTime() ?? null,
      })),
      shifts: onCall.map(({ id, fromAt, untilAt, cutAt }) => ({
        id,
        from: fromAt.getTime(),
        until: Math.min(untilAt.getTime(), cutAt?.getTime() ?? Infinity),
      })),
    },
  );
}

async function end(
  tx: Transaction,
  { by, staffId, absence: id, now }: EndRequest,
): ReturnType<AbsenceStore['end']> {
  const { agencyId } = by;
  await lockAbsences(tx, agencyId);
  const row = await tx.absence.findUnique({ where: named(agencyId, id) });
  if (row?.staffId !== staffId) return { status: 'refused', refusal: 'unknown-absence' };
  const span = { from: row.fromAt.getTime(), until: row.untilAt?.getTime() ?? Infinity };
  const decided = decideEnd({ ...span, ended: row.endedBy !== null }, now);
  if (!decided.ok) return { status: 'refused', refusal: decided.refusal };
  if (decided.until !== null)
    await tx.absence.update({
      where: named(agencyId, id),
      data: { untilAt: new Date(decided.until), endedBy: toJson(by) },
    });
  const status = decided.until === null ? 'replayed' : 'written';
  return { status, row: await absenceOf(tx, agencyId, id) };
}

/** Absences of an agency are entered one after the other: each is judged beside all the others. */
function lockAbsences(tx: Transaction, agencyId: string): Promise<void> {
  return takeTurns(tx, `absence ${agencyId}`);
}

async function absenceOf(tx: Transaction, agencyId: string, commandId: string): Promise<AbsenceRow> {
  const row = await tx.absence.findUniqueOrThrow({ where: named(agencyId, commandId), include: withPeople });
  const [absence] = await absenceRows(tx, [row]);
  if (!absence) throw new Error('an absence without a row');
  return absence;
}

/** These absences, with the names of whoever entered and ended them. */
async function absenceRows(
  prisma: Pick<PrismaClient, 'staff'>,
  rows: readonly Prisma.AbsenceGetPayload<{ include: typeof withPeople }>[],
): Promise<AbsenceRow[]> {
  const nameOf = await namesOf(
    prisma,
    rows.flatMap(({ actor, endedBy }) => (endedBy === null ? [actor] : [actor, endedBy])),
  );
  return rows.map(({ commandId, staff, cover, fromAt, untilAt, actor, recordedAt, endedBy }) => ({
    ...{ id: commandId, from: fromAt.getTime(), until: untilAt?.getTime() ?? null },
    staff: { staffId: staff.id, name: staff.name },
    cover: { staffId: cover.id, name: cover.name },
    ...{ by: nameOf(actor), recordedAt: recordedAt.getTime() },
    endedBy: endedBy === null ? null : nameOf(endedBy),
  }));
}

function named(agencyId: string, commandId: string) {
  return { agencyId_commandId: { agencyId, commandId } };
}
