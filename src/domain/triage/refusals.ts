/** Why steps about emergency needs, appointments, locating a client, the treatment provider (IN) are refused. */
export type TriageRefusal = never;
