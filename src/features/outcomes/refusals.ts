/** Why steps about outcome instruments, satisfaction, leaving, disputes (OU, DI) are refused. */
export type OutcomeRefusal =
  | 'already-in-group'
  | 'not-in-group'
  | 'discharge-incomplete'
  | 'last-meeting-not-recorded'
  | 'search-not-closed'
  | 'completion-not-measured'
  | 'unknown-dispute'
  | 'dispute-closed'
  | 'dispute-out-of-order'
  | 'dispute-not-settled';
