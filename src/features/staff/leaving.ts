import type { Role } from '../../engine/policy/terms.ts';

/** Why somebody's leaving is not recorded. */
export type LeavingRefusal =
  'still-has-clients' | 'still-on-call' | 'still-covers' | 'leaving-not-yours' | 'leaving-ahead';

/** What somebody has in hand that has to go to others before they leave. */
export type InHand = {
  /** Clients, those of emergencies they were on call for among them. */
  clients: number;
  /** Shifts that are not over. */
  shifts: number;
  /** Colleagues they cover for, now or later. */
  covers: number;
};

export type Leaving = {
  /** Their last day, and the agency's today: local, `YYYY-MM-DD`. */
  lastDay: string;
  today: string;
};

/**
 * Why this person's leaving is not recorded yet; null: nothing stands in the way. Nobody is let go by themselves, and leads
 * by the director alone: two see to it that somebody can still sign in.
 */
export function leavingRefusal(
  by: { staffId: string; role: Role },
  person: { staffId: string; role: Role },
  { lastDay, today }: Leaving,
  { clients, shifts, covers }: InHand,
): LeavingRefusal | null {
  const theirs = by.role === 'director' || person.role === 'coordinator' || person.role === 'intake';
  if (by.staffId === person.staffId || !theirs) return 'leaving-not-yours';
  if (lastDay > today) return 'leaving-ahead';
  if (clients > 0) return 'still-has-clients';
  if (shifts > 0) return 'still-on-call';
  return covers > 0 ? 'still-covers' : null;
}
