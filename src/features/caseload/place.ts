import type { Instant } from '../../engine/calendar/index.ts';
import type { Standing } from '../../engine/obligations/fold.ts';
import { shareAt } from './share.ts';

/** What an open enrollment takes up of its coordinator's caseload (ST-4). */
export type Place = {
  staffId: string;
  level: string;
  /** Of a whole caseload. */
  share: number;
  /** Of an emergency, until somebody is assigned to stay (IN-8): counts for nothing. */
  provisional: boolean;
  /** When its coordinator was named last. */
  since: Instant;
};

/** The place an enrollment takes as it stands; null where it has no coordinator, or its client has left. */
export function placeOf(standing: Standing, endedAt: Instant | null): Place | null {
  const { coordinatorId, coordinatorSince, provisional, dischargedAt, level, policy } = standing;
  if (coordinatorId === null || coordinatorSince === null) return null;
  if (dischargedAt !== null || endedAt !== null) return null;
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
