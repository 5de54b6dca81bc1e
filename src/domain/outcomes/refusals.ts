/** Why steps about outcome instruments, satisfaction, leaving, disputes (OU, DI) are refused. */
export type OutcomeRefusal = never;
