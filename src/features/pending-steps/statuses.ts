/** What became of a step that was taken in while Temporal was away. */
export const pendingStatuses = ['waiting', 'recorded', 'refused'] as const;
export type PendingStatus = (typeof pendingStatuses)[number];
