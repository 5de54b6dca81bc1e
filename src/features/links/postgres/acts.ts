import { randomUUID } from 'node:crypto';
import { takeTurns, type Transaction } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { ActAsk } from '../../../kit/acts.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';
import { linkNotice } from '../notices.ts';
import { pairOf, type Standing } from '../link.ts';
import { filesWith } from './files.ts';

/** What is written of an act beside who acts: `name` names it among the acts of its kind. */
type Writing = Pick<ActAsk, 'by' | 'fingerprint'> & { name: string; reason: string; at: Date };

/** Whoever links or parts files of an agency, or answers whether they are one person's, takes turns with all others. */
export function linkLock(tx: Transaction, agencyId: string): Promise<void> {
  return takeTurns(tx, `links ${agencyId}`);
}

/** How two files stand to each other. */
export async function standingOf(tx: Transaction, one: string, other: string): Promise<Standing> {
  const [link, files] = await Promise.all([
    tx.clientLink.findFirst({ where: { ...pairOf(one, other), unlinkedAt: null }, select: { id: true } }),
    filesWith(tx, [one]),
  ]);
  return { together: files.get(one)?.includes(other) ?? false, link };
}

/**
 * Holds two files for one person. Whoever is referred under one of them at this moment waits, or is waited for: a linked
 * file is never named anew. With it all is answered that was asked about any two of whom it brings together.
 */
export async function writeLink(
  tx: Transaction,
  { one, other, ...writing }: Writing & { one: string; other: string },
): Promise<void> {
  const { by, name, fingerprint, reason, at } = writing;
  const { agencyId } = by;
  const pair = pairOf(one, other);
  await tx.$queryRaw`SELECT 1 FROM client WHERE id IN (${pair.clientId}::uuid, ${pair.otherId}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
  const sides = await sidesOf(tx, one, other);
  const linkId = randomUUID();
  await tx.clientLink.create({
    data: {
      ...{ id: linkId, agencyId, ...pair, commandId: name },
      ...{ reason, fingerprint, actor: toJson(by), linkedAt: at },
    },
  });
  await answerAcross(tx, sides, 'same', writing);
  await tell(tx, agencyId, sides.flat(), { kind: 'files-linked', linkId, at: at.getTime() });
}

/** Parts two files, and whoever was linked with each; what was answered of any two of them is answered anew. */
export async function writeParting(
  tx: Transaction,
  { linkId, ...writing }: Writing & { linkId: string },
): Promise<void> {
  const { by, name, fingerprint, reason, at } = writing;
  const where = { id: linkId };
  const { linkedAt, clientId, otherId } = await tx.clientLink.findUniqueOrThrow({ where });
  await tx.clientLink.update({
    where,
    data: {
      ...{ unlinkedAt: laterThan(linkedAt, at), unlinkedBy: toJson(by), unlinkReason: reason },
      ...{ unlinkCommandId: name, unlinkFingerprint: fingerprint },
    },
  });
  const sides = await sidesOf(tx, clientId, otherId);
  await answerAcross(tx, sides, 'different', writing);
  await tell(tx, by.agencyId, sides.flat(), { kind: 'files-parted', linkId, at: at.getTime() });
}

/** Whoever has one of these clients now. */
async function tell(
  tx: Transaction,
  agencyId: string,
  clientIds: string[],
  act: { kind: 'files-linked' | 'files-parted'; linkId: string; at: number },
): Promise<void> {
  const enrollments = await tx.enrollment.findMany({
    where: { clientId: { in: clientIds }, openClientId: { not: null } },
    select: { id: true, coordinatorId: true },
  });
  const notices = enrollments.flatMap(({ id, coordinatorId }) =>
    coordinatorId === null ? [] : [{ id, notice: linkNotice({ ...act, enrollmentId: id, coordinatorId }) }],
  );
  await tx.notification.createMany({
    data: notices.map(({ id, notice }) => notificationColumns(id, agencyId, notice)),
  });
  await tx.delivery.createMany({ data: notices.flatMap(({ notice }) => deliveryColumns(notice)) });
}

/** Each of two with all the files that are linked with it, while the two are not linked. */
async function sidesOf(tx: Transaction, one: string, other: string): Promise<[string[], string[]]> {
  const files = await filesWith(tx, [one, other]);
  return [
    [one, ...(files.get(one) ?? [])],
    [other, ...(files.get(other) ?? [])],
  ];
}

/** What was asked about one of each side is answered, where it is not answered so already. */
async function answerAcross(
  tx: Transaction,
  [ones, others]: readonly [readonly string[], readonly string[]],
  verdict: 'same' | 'different',
  { by, name, fingerprint, reason, at }: Writing,
): Promise<void> {
  const { agencyId } = by;
  const between = (some: readonly string[], rest: readonly string[]) => ({
    ...{ clientId: { in: [...some] }, otherId: { in: [...rest] } },
  });
  const asked = await tx.clientSameness.findMany({
    where: { agencyId, OR: [between(ones, others), between(others, ones)] },
    include: { answers: { orderBy: [{ recordedAt: 'desc' }, { commandId: 'desc' }], take: 1 } },
  });
  await tx.clientSamenessAnswer.createMany({
    data: asked
      .filter(({ answers }) => answers[0]?.verdict !== verdict)
      .map(({ id, answers }) => ({
        ...{ agencyId, samenessId: id, verdict, reason, fingerprint, actor: toJson(by) },
        // No key that somebody chose: those have no slash.
        commandId: `${verdict}/${name}/${id}`,
        recordedAt: laterThan(answers[0]?.recordedAt, at),
      })),
  });
}

/** Two answers of one instant have an order all the same. */
export function laterThan(last: Date | undefined, at: Date): Date {
  return new Date(Math.max(at.getTime(), (last?.getTime() ?? 0) + 1));
}
