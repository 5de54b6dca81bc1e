import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import { canActAt } from '../../../kit/postgres/can-act.ts';
import { Prisma as Generated } from '../../../kit/postgres/generated/client.ts';
import { addressed, isUnaddressedPage } from '../paging.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';

type Reader = Pick<Prisma, '$queryRaw'>;

/**
 * Who works here and is on shift at that instant, in the order in which they are paged: first whoever can act, and then, so
 * that nobody is left without, whoever is on shift all the same.
 */
export async function onShift(db: Reader, agencyId: string, at: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM on_call_shift h JOIN staff s ON s.id = h.staff_id AND s.active
    WHERE h.agency_id = ${agencyId}::uuid
      AND h.from_at <= ${new Date(at)} AND least(h.until_at, h.cut_at) > ${new Date(at)}
    ORDER BY ${canActAt(Generated.sql`s`, new Date(at))} DESC, h.rank`;
  return rows.map(({ id }) => id);
}

/** Notifications as they go out: the pages among them to who is on shift. Asks nothing where there is no page. */
export async function toOnShift(
  db: Reader,
  agencyId: string,
  drafts: readonly NotificationDraft[],
): Promise<NotificationDraft[]> {
  const known = new Map<number, string[]>();
  for (const { raisedAt } of drafts.filter(isUnaddressedPage))
    if (!known.has(raisedAt)) known.set(raisedAt, await onShift(db, agencyId, raisedAt));
  return drafts.flatMap((draft) => addressed(draft, known.get(draft.raisedAt) ?? []));
}
