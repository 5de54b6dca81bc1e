import type { Change } from '../../src/engine/deadlines/change.ts';

/** The obligations that were open past their deadline when the change met them, and whether their miss is on record. */
export function metAfterDeadline({
  after,
  statusBefore,
  statusAfter,
}: Change): { key: string; told: boolean }[] {
  const was = new Map(statusBefore?.obligations.map((one) => [one.key, one]));
  return statusAfter.obligations
    .filter(({ key, due, status }) => {
      const earlier = was.get(key);
      return status === 'met-late' && earlier?.due === due && earlier.closedAt === null;
    })
    .map(({ key, due }) => ({
      key,
      told: after.announced.some(
        (one) => one.key === key && one.due === due && one.withdrawnAt === null && one.missedAt !== null,
      ),
    }));
}
