import type { NotificationKind } from '../../src/engine/notifications/notification.ts';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';

/** Whom the mail of a notification would go to at that moment, by their addresses; empty: to nobody. */
export async function mailReaders(prisma: Prisma, notificationId: string, at: number): Promise<string[]> {
  const row = await prisma.notification.findUniqueOrThrow({ where: { id: notificationId } });
  const notification = {
    ...row,
    kind: row.kind as NotificationKind,
    ...{ due: row.due?.getTime() ?? null, raisedAt: row.raisedAt.getTime() },
  };
  const claimed = { id: `${row.id}/mail`, channel: 'mail' as const, attempts: 0, notification };
  const verdict = (await judging(prisma, [claimed], at)).get(claimed.id);
  return verdict?.send ? verdict.to.map(({ email }) => email) : [];
}
