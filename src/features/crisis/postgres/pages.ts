import type { CrisisPaged, CrisisPageRequest } from '../../../contracts/record.ts';
import { crisisMark, crisisPage } from '../pages.ts';
import { crisesOf, wantsAnswer } from '../state.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { nextPaged, type Paged } from '../../on-call/paging.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { eventColumns, stepsIn } from '../../../kit/postgres/event-rows.ts';
import { onShift } from '../../on-call/postgres/on-shift.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';

/** Raises a page of a crisis, once, to who comes next of those on shift; not where somebody has taken it on, or where the record knows of no such crisis. */
export async function pageCrisis(prisma: Prisma, request: CrisisPageRequest): Promise<CrisisPaged> {
  const { enrollmentId, agencyId } = request;
  if (!(await isUnanswered(prisma, request))) return { over: true };
  const { audience, staffId } = await readerOf(prisma, request);
  const draft = { ...crisisPage(request, { ...request, to: audience }), staffId };
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

async function readerOf(prisma: Prisma, request: CrisisPageRequest): Promise<Paged> {
  const { enrollmentId, agencyId, thing, page, to, chain = [to], at } = request;
  const pages = `${enrollmentId}/crisis-${crisisMark(thing)}/`;
  const earlier = await prisma.notification.findMany({
    where: { id: { startsWith: pages, not: `${pages}${page}` } },
    select: { audience: true, staffId: true },
  });
  // Audiences of pages are those of a chain.
  return nextPaged({ chain, otherwise: to }, await onShift(prisma, agencyId, at), earlier as Paged[]);
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
