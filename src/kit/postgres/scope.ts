import type { Scope } from '../reads.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

/**
 * The enrollments of a scope (or the one with that id, if it is in scope) as a condition; null when there are none.
 * An agency's enrollments are looked through one by one in the event's primary key: events know no agency.
 */
export async function scopeWhere(
  prisma: PrismaClient,
  scope: Scope,
  enrollmentId?: string,
): Promise<Prisma.EnrollmentWhereInput | null> {
  const { agencyId } = scope;
  const one = enrollmentId === undefined ? {} : { id: enrollmentId };
  if (!scope.onlyWithExtensionRequest) return { agencyId, ...one };
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrollment
    WHERE agency_id = ${agencyId}::uuid
      AND (${enrollmentId ?? null}::uuid IS NULL OR id = ${enrollmentId ?? null}::uuid)
      AND EXISTS (SELECT 1 FROM event WHERE enrollment_id = enrollment.id AND type IN ('ExtensionRequested', 'AuthorizationRequested'))`;
  return rows.length === 0 ? null : { agencyId, id: { in: rows.map(({ id }) => id) } };
}
