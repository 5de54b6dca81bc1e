import type { DocumentRow } from '../../../kit/documents.ts';
import type { StaffStore } from './ports.ts';
import { refused } from '../../../engine/documents/refusals.ts';
import type { StaffFile } from '../file.ts';
import { staffFileKind } from '../staff-file.document.ts';
import { performAct } from '../../../kit/postgres/documents/act.ts';
import { documentRow } from '../../../kit/postgres/documents/rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import { keepFitness } from './fitness.ts';
import { recordLeaving } from './leaving.ts';

/** Hires and leavings in PostgreSQL. */
export function createStaffStore(prisma: PrismaClient): StaffStore {
  return guarded<StaffStore>({
    leave: (request) => recordLeaving(prisma, request),

    async hire({ staffId, person, ...ask }) {
      const { agencyId } = ask.by;
      const outcome = await prisma.$transaction(async (tx) => {
        // Two hires of an agency at once take turns: an address belongs to one person.
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`hire ${agencyId}`}, 0))::text`;
        const same = {
          agencyId,
          active: true,
          email: { equals: person.email, mode: 'insensitive' },
        } as const;
        const known = await tx.staff.findFirst({ where: same, select: { id: true } });
        if (known && known.id !== staffId)
          return { status: 'refused' as const, refusal: addressTaken.refusal };
        const named = { enrollmentId: null, documentId: staffId, kind: staffFileKind };
        const written = await performAct(tx, { ...ask, ...named });
        if (written.status !== 'written') return written;
        await tx.staff.createMany({ data: [{ id: staffId, agencyId, ...person }], skipDuplicates: true });
        await keepFitness(tx, agencyId, staffId);
        return written;
      });
      if (outcome.status === 'refused') return outcome;
      const { status, row } = outcome;
      const named = await namesOf(prisma, [row.createdBy, row.updatedBy]);
      return { status, document: documentRow(row, named) as DocumentRow<StaffFile> };
    },
  });
}

const addressTaken = refused('staff-known', 'Somebody with this address works here already.', [
  { field: 'email', detail: 'is the address of somebody else' },
]);
