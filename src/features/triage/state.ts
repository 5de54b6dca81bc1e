import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import { factOf } from '../../engine/obligations/focus.ts';
import type { AppointmentOutcome, NeedOutcome } from '../../engine/record/steps/triage.ts';
import { type Locating, locatingOf } from './locating.ts';

/** A need that was gone through with the client; `led`: the steps that name it (`need`), and those about them. */
export type Need = {
  id: string;
  at: Instant;
  by: string;
  outcome: NeedOutcome;
  led: { id: string; type: StepFacts['type']; at: Instant }[];
};

export type Appointment = {
  id: string;
  madeAt: Instant;
  startsAt: Instant;
  travelArranged: boolean;
  remindedAt: Instant | null;
  outcome: { id: string; outcome: AppointmentOutcome; at: Instant } | null;
};

/** A treatment provider as it was named, and when it was last told who the coordinator is. */
export type TreatmentProvider = { id: string; namedAt: Instant; toldAt: Instant | null };

/** What the steps of the triage amount to. */
export type Triage = {
  needs: Need[];
  /** Every known need has been gone through with the client. */
  allNeedsSeen: boolean;
  appointments: Appointment[];
  providers: TreatmentProvider[];
  locating: Locating[];
};

/** Folds steps that count, in the order in which they happened (`effectiveSteps`). */
export function triageOf(steps: readonly RecordedStep[]): Triage {
  const triage: Triage = {
    needs: [],
    allNeedsSeen: false,
    appointments: [],
    providers: [],
    locating: locatingOf(steps),
  };
  for (const step of steps) {
    noteWhatItLedTo(triage, step);
    take(triage, step);
  }
  return triage;
}

function noteWhatItLedTo({ needs }: Triage, { id, at, facts }: RecordedStep): void {
  const [need, about] = [factOf(facts, 'need'), factOf(facts, 'about')];
  const from = needs.find((one) => one.id === need || one.led.some((step) => step.id === about));
  from?.led.push({ id, type: facts.type, at });
}

function take(triage: Triage, { id, at, by, facts }: RecordedStep): void {
  const { needs, appointments, providers } = triage;
  switch (facts.type) {
    case 'reportEmergentNeed':
      triage.allNeedsSeen = false;
      return;
    case 'confirmNeed':
      needs.push({ id, at, by, outcome: facts.outcome, led: [] });
      triage.allNeedsSeen ||= facts.last;
      return;
    case 'nameTreatmentProvider':
      providers.push({ id, namedAt: at, toldAt: null });
      return;
    case 'notifyTreatmentProvider': {
      const newest = providers.at(-1);
      if (newest) newest.toldAt = at;
      return;
    }
    case 'scheduleAppointment': {
      const { startsAt, travelArranged } = facts;
      appointments.push({ id, madeAt: at, startsAt, travelArranged, remindedAt: null, outcome: null });
      return;
    }
    case 'remindOfAppointment': {
      const one = appointments.find((appointment) => appointment.id === facts.about);
      if (one) one.remindedAt = at;
      return;
    }
    case 'recordAppointment': {
      const one = appointments.find((appointment) => appointment.id === facts.about);
      if (one) one.outcome ??= { id, outcome: facts.outcome, at };
      return;
    }
    default:
      return;
  }
}

/** Whether that step told of needs: the referral to the agency, or an emergency that was found later. */
export function isReport(steps: readonly RecordedStep[], named: string): boolean {
  return steps.some(
    ({ id, facts }) =>
      id === named && (facts.type === 'receiveReferral' || facts.type === 'reportEmergentNeed'),
  );
}

/** The needs that were confirmed with the client. */
export const confirmedNeeds = (steps: readonly RecordedStep[]) =>
  triageOf(steps).needs.filter(({ id }) => isConfirmedNeed(steps, id));

/** Whether that step confirmed a need with the client. */
export function isConfirmedNeed(steps: readonly RecordedStep[], named: string | undefined): boolean {
  return steps.some(
    ({ id, facts }) => id === named && facts.type === 'confirmNeed' && facts.outcome === 'confirmed',
  );
}
