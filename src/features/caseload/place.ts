import type { Instant } from '../../engine/calendar/index.ts';
import type { Place } from '../../engine/record/place.ts';
import type { PathwayStatus } from '../../engine/obligations/fold.ts';
import { shareAt } from './share.ts';

/** The place an enrollment takes as it stands; null where it has no coordinator, its client has left, or it was never meant. */
export function placeOf(status: PathwayStatus, endedAt: Instant | null): Place | null {
  const { coordinatorId, coordinatorSince, provisional, dischargedAt, inErrorAt, level, policy } = status;
  if (coordinatorId === null || coordinatorSince === null) return null;
  if (dischargedAt !== null || inErrorAt !== null || endedAt !== null) return null;
  const share = shareAt(policy.profile, level);
  return { staffId: coordinatorId, level, share, provisional, since: coordinatorSince };
}

/** Whether nothing has to be written of it. */
export function samePlace(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.staffId === other.staffId &&
    one.level === other.level &&
    one.share === other.share &&
    one.provisional === other.provisional &&
    one.since === other.since
  );
}
