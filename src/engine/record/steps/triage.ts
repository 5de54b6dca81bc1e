import type { Instant } from '../../calendar/index.ts';

/** What came of going through a need with the client. Which need it is is protected. */
export const needOutcomes = ['confirmed', 'not-needed', 'declined'] as const;
export type NeedOutcome = (typeof needOutcomes)[number];
export const appointmentOutcomes = ['kept', 'missed', 'cancelled'] as const;
export type AppointmentOutcome = (typeof appointmentOutcomes)[number];
/** How a client who is missed is looked for (IN-7). */
export const locateKinds = ['call', 'text', 'home-visit', 'letter', 'collateral'] as const;
export type LocateKind = (typeof locateKinds)[number];

export const locateOutcomes = ['reached', 'not-reached'] as const;
export type LocateOutcome = (typeof locateOutcomes)[number];

/** Whether the search goes on. */
export const locateDecisions = ['continue', 'close'] as const;
export type LocateDecision = (typeof locateDecisions)[number];

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
  | { type: 'recordLocateAttempt'; kind: LocateKind; outcome: LocateOutcome; release?: string }
  /** `until`: the local date by which it is decided anew; there when it continues. */
  | { type: 'decideLocate'; decision: LocateDecision; until?: string };

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
