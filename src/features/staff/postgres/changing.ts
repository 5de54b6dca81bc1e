import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { ChangeOutcome, ChangeRequest, ChangeRow } from './ports.ts';
import { decideChange, type StaffDetails } from '../changing.ts';
import { changeNotice } from '../notices.ts';
import { performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient, StaffChange } from '../../../kit/postgres/generated/client.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { keepFitness } from './fitness.ts';
import { handOn, inHandOf, lockStanding, notOver, otherDirectors, successorOf } from './in-hand.ts';

/**
 * Somebody has another name, address or role. With a role their access ends: it was given for the other one. Until when they
 * may take clients follows their file as it is asked of the new role.
 */
export function recordChange(prisma: PrismaClient, request: ChangeRequest): Promise<ChangeOutcome> {
  const { staffId, successorId, by, seen, wanted, reason, commandId, fingerprint, now } = request;
  const { agencyId } = by;
  const named = { agencyId_commandId: { agencyId, commandId } };
  const succession = { agencyId, staffId, successorId, now };
  return performAct(prisma, request, {
    lock: (tx) => lockStanding(tx, agencyId, staffId),
    async find(tx) {
      const row = await tx.staffChange.findUnique({ where: named });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const person = await tx.staff.findFirst({ where: { id: staffId, agencyId, active: true } });
      if (!person) return { ok: false, refusal: 'not-found' };
      const before = detailsOf(person);
      const standing = {
        ...{ revision: person.revision, details: before },
        otherDirectors: await otherDirectors(tx, agencyId, staffId),
        addressTaken: wanted.email !== undefined && (await isTaken(tx, agencyId, wanted.email, staffId)),
        inHand: await inHandOf(tx, staffId, now),
        successor: await successorOf(tx, succession),
        away: (await tx.absence.count({ where: { staffId, ...notOver(now) } })) > 0,
      };
      const decided = decideChange(by, staffId, { seen, wanted }, standing);
      return decided.ok ? { ok: true, plan: { before, after: decided.plan } } : decided;
    },
    async write(tx, { before, after }) {
      const revision = seen + 1;
      await tx.staffChange.create({
        data: {
          ...{ agencyId, commandId, staffId, revision, before, after, reason, fingerprint },
          ...{ actor: toJson(by), recordedAt: new Date(now) },
        },
      });
      await tx.staff.update({ where: { id: staffId }, data: { ...after, revision } });
      if (before.role !== after.role) {
        await endedWithRole(tx, request, after.role);
        await handOn(tx, succession);
      }
      const notice = changeNotice(staffId, { commandId, at: now, byThemselves: by.staffId === staffId });
      await storeNotices(tx, agencyId, [notice]);
    },
    async show(tx) {
      const [row] = await shown(tx, [await tx.staffChange.findUniqueOrThrow({ where: named })]);
      if (!row) throw new Error('a change without a row');
      return row;
    },
  });
}

/** Newest first; of who has left as well. Null: nobody of that id has worked there. */
export async function changesOf(
  prisma: Pick<PrismaClient, 'staff' | 'staffChange'>,
  agencyId: string,
  staffId: string,
): Promise<ChangeRow[] | null> {
  if ((await prisma.staff.count({ where: { id: staffId, agencyId } })) === 0) return null;
  const rows = await prisma.staffChange.findMany({ where: { staffId }, orderBy: { revision: 'desc' } });
  return shown(prisma, rows);
}

/** Whether somebody who works there has that address, but for that person. */
export async function isTaken(
  tx: Transaction,
  agencyId: string,
  email: string,
  but?: string,
): Promise<boolean> {
  const address = { equals: email, mode: 'insensitive' } as const;
  const others = but === undefined ? {} : { id: { not: but } };
  return (await tx.staff.count({ where: { agencyId, active: true, email: address, ...others } })) > 0;
}

async function endedWithRole(
  tx: Transaction,
  { staffId, by, now }: ChangeRequest,
  role: StaffRole,
): Promise<void> {
  await tx.accessToken.updateMany({
    where: { staffId, revokedAt: null },
    data: { revokedAt: new Date(now), revokedBy: toJson(by), revokeReason: 'Has another role' },
  });
  // Who is a coordinator again goes on with their own.
  const data = role === 'coordinator' ? { successorId: null } : { onCall: false };
  await tx.staff.update({ where: { id: staffId }, data });
  await keepFitness(tx, by.agencyId, staffId);
}

function detailsOf({ name, email, role }: { name: string; email: string; role: string }): StaffDetails {
  // The roles are those of the contracts.
  return { name, email, role: role as StaffRole };
}

async function shown(
  prisma: Pick<PrismaClient, 'staff'>,
  rows: readonly StaffChange[],
): Promise<ChangeRow[]> {
  const named = await namesOf(
    prisma,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ commandId, staffId, revision, before, after, actor, reason, recordedAt }) => ({
    ...{ id: commandId, staffId, revision, reason, by: named(actor), recordedAt: recordedAt.getTime() },
    // What the act has written.
    ...{ before: before as StaffDetails, after: after as StaffDetails },
  }));
}
