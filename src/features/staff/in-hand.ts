import { type CannotAct, type CannotActCode, cannotActCodes } from './can-act.ts';

/** What somebody has in hand that has to go to others before they leave, or do other work here. */
export type InHand = {
  /** Clients, those of emergencies they were on call for among them. */
  clients: number;
  /** Shifts that are not over. */
  shifts: number;
  /** Colleagues they cover for, now or later. */
  covers: number;
  /** Discharged clients who still leave something to do. */
  closed: number;
};

/** Who is to go on with discharged clients: nobody is named, or whoever is can act, or why they cannot. */
export type Successor = 'unnamed' | CannotAct | 'able';

export type StillInHand =
  'still-has-clients' | 'still-on-call' | 'still-covers' | 'still-has-duties' | CannotActCode;

/** What has to go to others first; null: nothing has. */
export function stillInHand(
  { clients, shifts, covers, closed }: InHand,
  successor: Successor,
): StillInHand | null {
  if (clients > 0) return 'still-has-clients';
  if (shifts > 0) return 'still-on-call';
  if (covers > 0) return 'still-covers';
  if (successor === 'unnamed') return closed > 0 ? 'still-has-duties' : null;
  return successor === 'able' ? null : cannotActCodes[successor];
}
