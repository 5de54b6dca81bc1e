import { type FactsIn, step } from '../step.ts';
import type { Instant } from '../../calendar/index.ts';

/** What came of going through a need with the client. Which need it is is protected. */
export type NeedOutcome = 'confirmed' | 'not-needed' | 'declined';
export type AppointmentOutcome = 'kept' | 'missed' | 'cancelled';
/** How a client who is missed is looked for (IN-7). */
export type LocateKind = 'call' | 'text' | 'home-visit' | 'letter' | 'collateral';

/** Steps about emergency needs, appointments, locating a client, the treatment provider (IN). */
export const triageSteps = {
  /** `last`: with it, all needs that are known have been gone through. */
  confirmNeed: step<{ outcome: NeedOutcome; last: boolean }>('NeedConfirmed'),
  nameTreatmentProvider: step('TreatmentProviderNamed'),
  notifyTreatmentProvider: step('TreatmentProviderNotified'),
  scheduleAppointment: step<{ startsAt: Instant; travelArranged: boolean }>('AppointmentScheduled'),
  remindOfAppointment: step<{ about: string }>('AppointmentReminded'),
  recordAppointment: step<{ about: string; outcome: AppointmentOutcome }>('AppointmentRecorded'),
  /** `release`: the one under which somebody else is asked. */
  recordLocateAttempt: step<{ kind: LocateKind; outcome: 'reached' | 'not-reached'; release?: string }>(
    'LocateAttempted',
  ),
  /** `until`: the local date by which it is decided anew; there when it continues. */
  decideLocate: step<{ decision: 'continue' | 'close'; until?: string }>('LocateDecided'),
};

export type TriageFacts = FactsIn<typeof triageSteps>;
