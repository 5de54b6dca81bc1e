import { Prisma } from './generated/client.ts';

/** `cannotAct` of staff as a condition: `staff` is the table's alias; true where they can act at that instant. */
export function canActAt(staff: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`(${staff}.active AND coalesce(${staff}.may_take_until > ${at}, false)
    AND NOT EXISTS (SELECT FROM absence away WHERE away.staff_id = ${staff}.id AND away.from_at <= ${at}
      AND (away.until_at IS NULL OR away.until_at > ${at}))
    AND EXISTS (SELECT FROM access_token token WHERE token.staff_id = ${staff}.id
      AND token.revoked_at IS NULL AND token.expires_at > ${at}))`;
}

/** Whoever can sign in at that instant, as a filter of staff. */
export function withAccessAt(at: Date) {
  return { tokens: { some: { revokedAt: null, expiresAt: { gt: at } } } };
}

/** What lasts at that instant or later, as a filter of absences: it has no end yet, or one that is ahead. */
export function endsAfter(at: Date) {
  return { OR: [{ untilAt: null }, { untilAt: { gt: at } }] };
}
