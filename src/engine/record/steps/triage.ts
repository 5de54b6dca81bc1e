import { type FactsIn, step } from './step.ts';
import type { TellingFacts } from './disclosures.ts';
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
export const triageSteps = {
  /** `last`: with it, all needs that are known have been gone through. */
  confirmNeed: step<{ outcome: NeedOutcome; last: boolean }>('NeedConfirmed'),
  nameTreatmentProvider: step('TreatmentProviderNamed'),
  notifyTreatmentProvider: step<TellingFacts>('TreatmentProviderNotified'),
  scheduleAppointment: step<{ startsAt: Instant; travelArranged: boolean }>('AppointmentScheduled'),
  remindOfAppointment: step<{ about: string }>('AppointmentReminded'),
  recordAppointment: step<{ about: string; outcome: AppointmentOutcome }>('AppointmentRecorded'),
  /** `release`: the one under which somebody else is asked. */
  recordLocateAttempt: step<TellingFacts & { kind: LocateKind; outcome: LocateOutcome; release?: string }>(
    'LocateAttempted',
  ),
  /** `until`: the local date by which it is decided anew; there when it continues. */
  decideLocate: step<{ decision: LocateDecision; until?: string }>('LocateDecided'),
};

export type TriageFacts = FactsIn<typeof triageSteps>;
