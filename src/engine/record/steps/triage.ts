import type { Instant } from '../../calendar/index.ts';

/** What came of going through a need with the client. Which need it is is protected. */
export type NeedOutcome = 'confirmed' | 'not-needed' | 'declined';
export type AppointmentOutcome = 'kept' | 'missed' | 'cancelled';
/** How a client who is missed is looked for (IN-7). */
export type LocateKind = 'call' | 'text' | 'home-visit' | 'letter' | 'collateral';

/** Steps about emergency needs, appointments, locating a client, the treatment provider (IN). */
export type TriageFacts =
  /** `last`: with it, all needs that are known have been gone through. */
  | { type: 'confirmNeed'; outcome: NeedOutcome; last: boolean }
  | { type: 'nameTreatmentProvider' }
  | { type: 'notifyTreatmentProvider' }
  | { type: 'scheduleAppointment'; startsAt: Instant; travelArranged: boolean }
  | { type: 'remindOfAppointment'; about: string }
  | { type: 'recordAppointment'; about: string; outcome: AppointmentOutcome }
  /** `release`: the one under which somebody else is asked. */
  | { type: 'recordLocateAttempt'; kind: LocateKind; outcome: 'reached' | 'not-reached'; release?: string }
  /** `until`: the local date by which it is decided anew; there when it continues. */
  | { type: 'decideLocate'; decision: 'continue' | 'close'; until?: string };

/** Past tense of each. */
export const triageEvents = {
  confirmNeed: 'NeedConfirmed',
  nameTreatmentProvider: 'TreatmentProviderNamed',
  notifyTreatmentProvider: 'TreatmentProviderNotified',
  scheduleAppointment: 'AppointmentScheduled',
  remindOfAppointment: 'AppointmentReminded',
  recordAppointment: 'AppointmentRecorded',
  recordLocateAttempt: 'LocateAttempted',
  decideLocate: 'LocateDecided',
} as const satisfies Record<TriageFacts['type'], string>;
