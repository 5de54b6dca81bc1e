import type { HireRequest, StaffStore } from './ports.ts';
import { refused } from '../../../engine/documents/refusals.ts';
import type { StaffFile } from '../file.ts';
import { type StaffFileAct, staffFileKind } from '../staff-file.document.ts';
import { performAct, takeTurns } from '../../../kit/postgres/acts.ts';
import { documentAct } from '../../../kit/postgres/documents/act.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { keepFitness } from './fitness.ts';
import { recordLeaving } from './leaving.ts';

/** Hires and leavings in PostgreSQL. */
export function createStaffStore(prisma: PrismaClient): StaffStore {
  return guarded<StaffStore>({
    leave: (request) => recordLeaving(prisma, request),

    hire: (request) => performAct(prisma, request, hiring(request)),
  });
}

/** The person and their file, both or neither. */
function hiring({
  staffId,
  person,
  ...ask
}: HireRequest): ReturnType<typeof documentAct<StaffFile, StaffFileAct>> {
  const { agencyId } = ask.by;
  const file = documentAct({ ...ask, enrollmentId: null, documentId: staffId, kind: staffFileKind });
  return {
    ...file,
    async lock(tx) {
      // Two hires of an agency at once take turns: an address belongs to one person.
      await takeTurns(tx, `hire ${agencyId}`);
      await file.lock?.(tx);
    },
    async decide(tx) {
      const email = { equals: person.email, mode: 'insensitive' } as const;
      const known = await tx.staff.findFirst({
        where: { agencyId, active: true, email },
        select: { id: true },
      });
      return known ? addressTaken : file.decide(tx);
    },
    async write(tx, plan) {
      await file.write(tx, plan);
      await tx.staff.createMany({ data: [{ id: staffId, agencyId, ...person }], skipDuplicates: true });
      await keepFitness(tx, agencyId, staffId);
    },
  };
}

const addressTaken = refused('staff-known', 'Somebody with this address works here already.', [
  { field: 'email', detail: 'is the address of somebody else' },
]);
