/** Who waits for a lasting coordinator: who has nobody, and who has whoever was on call. */
export const waitingFor = ['unassigned', 'provisional'] as const;
export type WaitingFor = (typeof waitingFor)[number];
