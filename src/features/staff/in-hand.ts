/** What somebody has in hand that has to go to others before they leave, or do other work here. */
export type InHand = {
  /** Clients, those of emergencies they were on call for among them. */
  clients: number;
  /** Shifts that are not over. */
  shifts: number;
  /** Colleagues they cover for, now or later. */
  covers: number;
};

export type StillInHand = 'still-has-clients' | 'still-on-call' | 'still-covers';

/** What has to go to others first; null: nothing has. */
export function stillInHand({ clients, shifts, covers }: InHand): StillInHand | null {
  if (clients > 0) return 'still-has-clients';
  if (shifts > 0) return 'still-on-call';
  return covers > 0 ? 'still-covers' : null;
}
