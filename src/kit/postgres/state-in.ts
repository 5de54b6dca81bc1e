import { evolveAll } from '../../engine/deadlines/evolve.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Transaction } from './acts.ts';
import { eventColumns, fromRow } from './event-rows.ts';

/** How an enrollment stands by the events that the transaction sees; it has to have some. */
export async function stateIn(tx: Transaction, enrollmentId: string): Promise<EnrollmentState> {
  const rows = await tx.event.findMany({
    where: { enrollmentId },
    select: eventColumns,
    orderBy: { seq: 'asc' },
  });
  return evolveAll(null, rows.map(fromRow), enrollmentId);
}
