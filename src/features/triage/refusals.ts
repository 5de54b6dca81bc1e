/** Why steps about emergency needs, appointments, locating a client, the treatment provider (IN) are refused. */
export type TriageRefusal =
  | 'no-treatment-provider'
  | 'unknown-appointment'
  | 'appointment-in-past'
  | 'appointment-not-yet'
  | 'appointment-over'
  | 'no-locate-open'
  | 'locate-end-missing';
