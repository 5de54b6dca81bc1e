import type { Role } from '../../engine/policy/terms.ts';
import { type InHand, type StillInHand, stillInHand, type Successor } from './in-hand.ts';

/** Why somebody's leaving is not recorded. */
export type LeavingRefusal = StillInHand | 'leaving-not-yours' | 'leaving-ahead' | 'last-director';

export type Leaving = {
  /** Their last day, and the agency's today: local, `YYYY-MM-DD`. */
  lastDay: string;
  today: string;
  /** Who directs the agency beside them. */
  otherDirectors: number;
  successor: Successor;
};

type Somebody = { staffId: string; role: Role };

/** Whether it is this lead's to say what becomes of that person: supervisors of coordinators and intake, the director of all. */
export function isTheirsToSay(by: Somebody, person: Somebody): boolean {
  return by.role === 'director' || person.role === 'coordinator' || person.role === 'intake';
}

/**
 * Why this person's leaving is not recorded yet; null: nothing stands in the way. Nobody is let go by themselves, and leads
 * by the director alone: two see to it that somebody can still sign in.
 */
export function leavingRefusal(
  by: Somebody,
  person: Somebody,
  { lastDay, today, otherDirectors, successor }: Leaving,
  inHand: InHand,
): LeavingRefusal | null {
  if (by.staffId === person.staffId || !isTheirsToSay(by, person)) return 'leaving-not-yours';
  if (lastDay > today) return 'leaving-ahead';
  // Two who let each other go at once would leave nobody.
  if (person.role === 'director' && otherDirectors === 0) return 'last-director';
  return stillInHand(inHand, successor);
}
