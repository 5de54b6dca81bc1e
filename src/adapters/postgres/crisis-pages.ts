import type { CrisisPaged, CrisisPageRequest } from '../../contracts/record.ts';
import { crisisPage } from '../../domain/crisis/pages.ts';
import { crisesOf, wantsAnswer } from '../../domain/crisis/register.ts';
import { effectiveSteps } from '../../domain/obligations/fold.ts';
import type { Prisma } from './client.ts';
import { eventColumns, stepsIn } from './event-rows.ts';
import { deliveryColumns, notificationColumns } from './read-model-rows.ts';

/** Raises a page of a crisis, once; not where somebody has taken it on, or where the record knows of no such crisis. */
export async function pageCrisis(prisma: Prisma, request: CrisisPageRequest): Promise<CrisisPaged> {
  const { enrollmentId, agencyId } = request;
  if (!(await isUnanswered(prisma, request))) return { over: true };
  const draft = crisisPage(request, request);
  return prisma.$transaction(async (tx) => {
    await tx.notification.createMany({
      data: [notificationColumns(enrollmentId, agencyId, draft)],
      skipDuplicates: true,
    });
    await tx.delivery.createMany({ data: deliveryColumns(draft), skipDuplicates: true });
    const { raisedAt } = await tx.notification.findUniqueOrThrow({
      where: { id: draft.id },
      select: { raisedAt: true },
    });
    return { over: false, raisedAt: raisedAt.getTime() };
  });
}

async function isUnanswered(prisma: Prisma, { enrollmentId, thing }: CrisisPageRequest): Promise<boolean> {
  const rows = await prisma.event.findMany({
    where: { enrollmentId, stepId: { not: null } },
    select: eventColumns,
    orderBy: { seq: 'asc' },
  });
  return crisesOf(effectiveSteps(stepsIn(rows), Infinity)).some(
    (crisis) => crisis.id === thing && wantsAnswer(crisis),
  );
}
