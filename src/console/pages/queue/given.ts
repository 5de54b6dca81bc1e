import { isUnsent, type Sending } from '../../outbox/sending.ts';
import type { QueuedClient } from '../../server/replies.ts';

/** The address that gives a client to somebody. */
export const takePath = (enrollmentId: string, staffId: string) =>
  `/enrollments/${enrollmentId}/suggestions/${staffId}/take`;
const takes = /^\/enrollments\/[^/]+\/suggestions\/([^/]+)\/take$/;

/** How many clients each was given here whom no list counts yet: they are on their way. */
export function givenJustNow(sendings: readonly Sending[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const one of sendings) {
    const staffId = takes.exec(one.requests[0]?.path ?? '')?.[1];
    if (staffId && isUnsent(one)) given.set(staffId, (given.get(staffId) ?? 0) + 1);
  }
  return given;
}

export type Offer = QueuedClient['suggestions'][number] & { given: number };

/** Who can be taken: whoever has room still once all is sent that was pressed here. */
export const offersOf = (one: QueuedClient, given: ReadonlyMap<string, number>): Offer[] =>
  one.suggestions
    .map((suggestion) => ({ ...suggestion, given: given.get(suggestion.staffId) ?? 0 }))
    .filter(({ places, given: taken }) => taken < places);
