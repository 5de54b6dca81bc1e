import { performAct } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import type { MessageChoice } from '../recipients.ts';
import type { ChoiceStore } from './ports.ts';

/** What people want of mail that may wait, in PostgreSQL. */
export function createChoiceStore(prisma: PrismaHandle): ChoiceStore {
  return guarded<ChoiceStore>({
    current: (staffId) => currentOf(prisma, staffId),

    choose: (request) => {
      const { by, commandId, fingerprint, choice, now } = request;
      const where = { staffId_commandId: { staffId: by.staffId, commandId } };
      return performAct(prisma, request, {
        async find(tx) {
          const row = await tx.messageChoice.findUnique({ where });
          return row && { by, fingerprint: row.fingerprint };
        },
        decide: async () => ({ ok: true as const, plan: null }),
        write: (tx) =>
          tx.messageChoice.create({
            data: { ...{ staffId: by.staffId, commandId, fingerprint, choice }, recordedAt: new Date(now) },
          }),
        show: async (tx) => shown(await tx.messageChoice.findUniqueOrThrow({ where })),
      });
    },
  });
}

async function currentOf(prisma: Pick<PrismaClient, 'messageChoice'>, staffId: string) {
  const row = await prisma.messageChoice.findFirst({
    where: { staffId },
    orderBy: [{ recordedAt: 'desc' }, { commandId: 'desc' }],
  });
  return row ? shown(row) : { choice: 'digest' as const, since: null };
}

function shown({ choice, recordedAt }: { choice: string; recordedAt: Date }) {
  return { choice: choice as MessageChoice, since: recordedAt.getTime() };
}
