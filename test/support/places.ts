import type { Place } from '../../src/engine/record/place.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { projectRecord } from '../../src/pathway/projection.ts';

/** What each enrollment takes of somebody's caseload, by its id, worked out from its events alone. */
export async function placesOfTheEvents(prisma: Prisma): Promise<Map<string, Place>> {
  const reader = createRecordReader(prisma);
  const found = new Map<string, Place>();
  const all = await prisma.event.findMany({ where: { seq: 1 }, select: { enrollmentId: true } });
  for (const { enrollmentId } of all) {
    const { place } = projectRecord(await reader.loadEvents(enrollmentId), enrollmentId);
    if (place) found.set(enrollmentId, place);
  }
  return found;
}
