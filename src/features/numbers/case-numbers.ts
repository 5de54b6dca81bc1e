import type { Instant } from '../../engine/calendar/index.ts';
import type { MissCause } from '../../engine/policy/miss-cause.ts';
import type { AcuityBands } from './bands.ts';
import { type CareHistory, careHistoryOf } from './care-history.ts';
import type { Case, CaseObligation, CaseStep, Fact, Outcome } from './facts.ts';
import { type MonthSpan, type Period, spanOf } from './period.ts';

/** Duties whose obligations are the contacts that are owed regularly. */
export const contactDuties = ['CO-1', 'CO-2', 'CO-3'];
export const firstContactDuty = 'IN-5';
/** Kind of the obligation to go on with an authorization, or end it, before it runs out (AU-1). */
export const renewal = 'authorization.renewal';
export const hourMs = 3_600_000;
/** Answers of the satisfaction instrument that say something good. */
const favourable = ['strongly-agree', 'agree'];
const others = ['undecided', 'disagree', 'strongly-disagree'];

/**
 * All of one enrollment that numbers count within the period. Steps must be those in effect, in the order in which they
 * happened, the referral first. A duty belongs to the month its due instant falls into, and to whose it was; what has happened,
 * to the month and the coordinator of that instant. `postgres/facts-sql.ts` says the same of all enrollments at once.
 */
export function caseNumbers(one: Case, period: Period, bands: AcuityBands): Fact[] {
  const where = careHistoryOf(one.steps, bands);
  const factOf: Make = (measure, at, { month }, rest) =>
    Object.assign(
      {
        measure,
        enrollmentId: one.enrollmentId,
        coordinatorId: where.coordinatorAt(at),
        level: where.levelAt(at),
        month,
        part: null,
        outcome: null,
        cause: null,
        derivedCause: null,
        value: 1,
        about: null,
        enteredLate: false,
        at,
      },
      rest,
    );
  // Never meant: it is counted as that, and as nothing else.
  const error = one.steps.find(({ facts }) => facts.type === 'enterInError');
  if (error) {
    const span = spanOf(period, error.at);
    return span ? [factOf('entered-in-error', error.at, span, { about: error.id })] : [];
  }
  return [
    ...one.obligations.flatMap((obligation) => dutyFacts(obligation, one.steps, where, period, factOf)),
    ...dischargeFacts(one.steps, period, factOf),
    ...satisfactionFacts(one, period, factOf),
    ...period.months.flatMap((span) => stayFacts(where, span, period.asOf, factOf)),
  ];
}

type Make = (measure: Fact['measure'], at: Instant, span: MonthSpan, rest?: Partial<Fact>) => Fact;

/** What came of an obligation by then; null while that is open, and where nothing was owed after all. */
function outcomeOf(obligation: CaseObligation, asOf: Instant): Outcome | null {
  const { status, superseded, suspendedUntil, due } = obligation;
  if (superseded || status === 'cancelled') return null;
  if (suspendedUntil !== null && suspendedUntil > asOf) return null;
  if (status === 'met' || status === 'met-late') return status;
  return due < asOf ? 'missed' : null;
}

function dutyFacts(
  obligation: CaseObligation,
  steps: readonly CaseStep[],
  where: CareHistory,
  period: Period,
  factOf: Make,
): Fact[] {
  const { key, kind, duty, level, opened, due, closedAt, enteredLate = false } = obligation;
  const span = spanOf(period, due);
  const outcome = span && outcomeOf(obligation, period.asOf);
  if (!span || !outcome) return [];
  const owed = {
    ...{ outcome, level, enteredLate, about: key, coordinatorId: whoseDuty(obligation, where) },
    ...(outcome === 'met' ? {} : causeOf(obligation, steps)),
  };
  const facts = [factOf('duty', due, span, { ...owed, part: duty })];
  const duties = duty.split(', ');
  if (duties.some((id) => contactDuties.includes(id)))
    facts.push(factOf('contact', due, span, { ...owed, part: where.bandAt(due) }));
  if (duties.includes(firstContactDuty) && outcome !== 'missed' && closedAt !== null)
    facts.push(factOf('first-contact', due, span, { ...owed, value: (closedAt - opened) / hourMs }));
  if (kind === renewal) facts.push(factOf('authorization', due, span, owed));
  return facts;
}

/** Who of the coordinators had it to do: whoever did it in time, or had the client when the time was over. */
function whoseDuty({ owner, status, due, closedAt }: CaseObligation, where: CareHistory): string | null {
  if (owner !== 'coordinator') return null;
  return where.coordinatorAt(status === 'met' && closedAt !== null ? Math.min(closedAt, due) : due);
}

/** Whose a miss was. `derived`: by the record alone; `cause`: by what a supervisor has said since, if anybody has. */
function causeOf(
  obligation: CaseObligation,
  steps: readonly CaseStep[],
): { cause: MissCause; derivedCause: MissCause } {
  const derivedCause = derived(obligation, steps);
  const explained = steps.findLast(
    ({ facts }) => facts.type === 'explainMiss' && facts.obligation === obligation.key,
  );
  const said = explained?.facts.type === 'explainMiss' ? explained.facts.cause : null;
  return { cause: said ?? derivedCause, derivedCause };
}

function derived({ opened, due, tookWaiting }: CaseObligation, steps: readonly CaseStep[]): MissCause {
  if (steps.some((step) => triedInVain(step, opened, due))) return 'client';
  return tookWaiting ? 'system' : 'staff';
}

/** The client was tried for, or was not there, between the opening and the due instant. */
function triedInVain({ at, facts }: CaseStep, from: Instant, until: Instant): boolean {
  if (at < from || at > until) return false;
  switch (facts.type) {
    case 'logContact':
      return facts.with === 'client' && facts.outcome !== 'reached';
    case 'recordAppointment':
      return facts.outcome === 'missed';
    case 'recordLocateAttempt':
      return true;
    default:
      return false;
  }
}

/** A discharge that was taken back is none. */
function dischargeFacts(steps: readonly CaseStep[], period: Period, factOf: Make): Fact[] {
  return steps.flatMap(({ id, at, facts }, place) => {
    const span = facts.type === 'discharge' ? spanOf(period, at) : undefined;
    if (!span || facts.type !== 'discharge') return [];
    if (steps.slice(place).some((later) => later.facts.type === 'reopen')) return [];
    return [factOf('discharge', at, span, { part: facts.reason, about: id })];
  });
}

function satisfactionFacts({ steps, answers }: Case, period: Period, factOf: Make): Fact[] {
  return steps.flatMap(({ id, at, facts }) => {
    if (facts.type !== 'recordInstrument' || facts.instrument !== 'satisfaction') return [];
    const span = spanOf(period, at);
    if (!span) return [];
    const items = Object.entries(answers.get(id) ?? {}).flatMap(([item, answer]) => {
      const outcome = agreementOf(answer);
      return outcome ? [factOf('answer', at, span, { part: item, outcome, about: id })] : [];
    });
    return [factOf('instrument', at, span, { outcome: facts.outcome, about: id }), ...items];
  });
}

/** What an answer counts as; null for what is none: declined, or words. */
function agreementOf(answer: unknown): Extract<Outcome, 'favourable' | 'other'> | null {
  if (typeof answer !== 'string') return null;
  if (favourable.includes(answer)) return 'favourable';
  return others.includes(answer) ? 'other' : null;
}

/** Who had the client in a month, for how many of its days, and at its end (or now, while it runs). */
function stayFacts({ stays }: CareHistory, span: MonthSpan, asOf: Instant, factOf: Make): Fact[] {
  const end = Math.min(span.until, asOf);
  return stays.flatMap(({ from, until, coordinatorId, level }) => {
    const at = Math.max(from, span.from);
    if (at >= Math.min(until, end)) return [];
    const who = { coordinatorId, level };
    const facts = [factOf('client', at, span, who)];
    // A day counts for whoever has the client at its end.
    const days = span.dayEnds.filter((dayEnd) => dayEnd > from && dayEnd <= until).length;
    if (days > 0) facts.push(factOf('client-days', at, span, { ...who, value: days }));
    if (until >= end && from < end) facts.push(factOf('month-end', end - 1, span, who));
    return facts;
  });
}
