/** Why steps about crises (CR) are refused. */
export type CrisisRefusal = never;
