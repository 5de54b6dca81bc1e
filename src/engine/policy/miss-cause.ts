/** Whose a miss was: our staff's, the client's (who could not be met), or the system's (which was away). */
export const missCauses = ['staff', 'client', 'system'] as const;
export type MissCause = (typeof missCauses)[number];
