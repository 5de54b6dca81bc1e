/** Why steps about crises (CR) are refused. */
export type CrisisRefusal =
  'unknown-crisis' | 'crisis-answered' | 'crisis-closed' | 'crisis-incomplete' | 'crisis-not-handed-over';
