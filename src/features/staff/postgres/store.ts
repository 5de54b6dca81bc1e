import type { HireRequest, StaffStore } from './ports.ts';
import { refused } from '../../../engine/documents/refusals.ts';
import type { StaffFile } from '../file.ts';
import { type StaffFileAct, staffFileKind } from '../staff-file.document.ts';
import { performAct } from '../../../kit/postgres/acts.ts';
import { documentAct } from '../../../kit/postgres/documents/act.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { keepFitness } from './fitness.ts';
import { changesOf, isTaken, recordChange } from './changing.ts';
import { takeStaffTurn } from './in-hand.ts';
import { recordLeaving } from './leaving.ts';

/** Hires, changes and leavings in PostgreSQL. */
export function createStaffStore(prisma: PrismaClient): StaffStore {
  return guarded<StaffStore>({
    change: (request) => recordChange(prisma, request),

    changes: (agencyId, staffId) => changesOf(prisma, agencyId, staffId),

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
      await takeStaffTurn(tx, agencyId);
      await file.lock?.(tx);
    },
    async decide(tx) {
      return (await isTaken(tx, agencyId, person.email)) ? addressTaken : file.decide(tx);
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
