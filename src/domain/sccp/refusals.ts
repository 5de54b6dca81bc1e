/** Why steps about the plan of care beyond its deadlines (PL) are refused. */
export type SccpRefusal = never;
