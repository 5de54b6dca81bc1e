/** When what could not be sent, or whose sender died, is tried again. */
export type RetrySchedule = {
  /** After a crash its messages wait that long; renewed while an attempt lasts. */
  leaseMs: number;
  /** Pause after the first failed attempt; it doubles with each further one, without end. */
  firstPauseMs: number;
  longestPauseMs: number;
};

export const standardRetries: RetrySchedule = {
  leaseMs: 15_000,
  firstPauseMs: 5_000,
  longestPauseMs: 15 * 60_000,
};

/** How long after so many failures in a row it is tried again. */
export function pauseAfter({ firstPauseMs, longestPauseMs }: RetrySchedule, failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
}
