import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { policyOf } from '../../src/engine/deadlines/policies.ts';
import { statusAt } from '../../src/engine/obligations/fold.ts';
import type { Obligation } from '../../src/engine/obligations/obligation.ts';
import { beginsAfterDischarge, ruleOf } from '../../src/engine/policy/profile.ts';
import { isStepEvent, type StepEvent } from '../../src/engine/record/events.ts';
import type { Answer } from '../load/answers.ts';
import type { Check, Evidence, StoredEvent, StoredTransfer } from './evidence.ts';

/** Clients on their way to another agency: each act once as told, each one carried whole and once, no date lost. */
export function checkTransfers(evidence: Evidence): Check[] {
  return [checkActs(evidence), checkCarried(evidence), checkDates(evidence)];
}

function checkActs({ answers, transfers }: Evidence): Check {
  const check: Check = { name: 'transfers: acts there once, as acknowledged', examined: 0, violations: [] };
  for (const answer of answers) {
    if (answer.kind !== 'transfer') continue;
    check.examined += 1;
    check.violations.push(...wrongOf(answer, transfers).map((words) => `${answer.key}: ${words}`));
  }
  for (const { id, acts } of transfers) {
    const answered = acts.filter(({ act }) => act !== 'offer').length;
    if (acts.length - answered !== 1)
      check.violations.push(`${id}: was offered ${acts.length - answered} times`);
    if (answered > 1) check.violations.push(`${id}: was answered ${answered} times`);
  }
  return check;
}

function wrongOf({ key, outcome, asked, made }: Answer, transfers: readonly StoredTransfer[]): string[] {
  const found = transfers.flatMap(({ id, acts }) =>
    acts.filter(({ commandId }) => commandId === key).map(({ act }) => ({ id, act })),
  );
  const [one, ...more] = found;
  if (more.length > 0) return [`is there ${found.length} times`];
  if (!one) return outcome === 'acknowledged' ? ['was acknowledged and is not there'] : [];
  if (outcome === 'refused') return ['was refused and is there'];
  const lines = one.act === asked[0]?.type ? [] : [`is there as ${one.act}`];
  if (outcome === 'acknowledged' && made[0] !== one.id)
    lines.push('is about another transfer than its author was told');
  return lines;
}

/** The steps that a transfer made, in whichever enrollment. */
function madeBy(id: string, streams: Evidence['streams']) {
  return [...streams].flatMap(([enrollmentId, events]) =>
    events.flatMap((event) =>
      isStepEvent(event) && event.commandId.startsWith(`transfer.${id}.`) ? [{ enrollmentId, event }] : [],
    ),
  );
}

/**
 * Whoever was taken on has one enrollment there, which took over once, and the one here ended with it, after that one had
 * begun. Of an offer that came to nothing there is no step in any record.
 */
function checkCarried({ transfers, streams }: Evidence): Check {
  const check: Check = { name: 'transfers: carried whole, once', examined: 0, violations: [] };
  for (const transfer of transfers) {
    const { id, state, from, to, waitsFor } = transfer;
    const wrong = (words: string) => void check.violations.push(`${id}: ${words}`);
    check.examined += 1;
    const made = madeBy(id, streams);
    const of = (type: string, enrollmentId: string | null) =>
      made.filter((one) => one.event.facts.type === type && one.enrollmentId === enrollmentId);
    const inPlace = {
      'receiveReferral there': of('receiveReferral', to).length,
      'takeOver there': of('takeOver', to).length,
      'discharge here': of('discharge', from).length,
    };
    const went = state === 'done' || state === 'carried';
    if (state === 'accepted' || state === 'enrolled' || (state === 'carried' && waitsFor === null))
      wrong(`was left half way, ${state}`);
    // Who was discharged here by somebody's hand needs no second discharge.
    const ended = [...(streams.get(from) ?? [])].some((event) => event.type === 'Discharged');
    if (state === 'done' && !ended) wrong('is done, and the enrollment here goes on');
    for (const [what, times] of Object.entries(inPlace)) {
      const wanted = went && what !== 'discharge here' ? 1 : times === 0 || !went ? 0 : 1;
      if (times !== wanted) wrong(`${what} is on record ${times} times, and it is ${state}`);
    }
    const [begun] = of('receiveReferral', to);
    const [left] = of('discharge', from);
    if (begun && left && left.event.recordedAt < begun.event.recordedAt)
      wrong('ended here before it had begun there');
    const elsewhere = made.filter(({ enrollmentId }) => enrollmentId !== from && enrollmentId !== to);
    if (elsewhere.length > 0) wrong('has steps in a third enrollment');
  }
  return check;
}

/**
 * What was owed here when the client was taken over is owed there by the same dates, and nothing else came with it; what came
 * up later, or was on its way to the record then, has gone after it before the enrollment here ended.
 */
function checkDates({ transfers, streams }: Evidence): Check {
  const check: Check = { name: 'transfers: what is owed keeps its date', examined: 0, violations: [] };
  for (const { id, from, to } of transfers) {
    const there = streams.get(to ?? '') ?? [];
    const here = streams.get(from) ?? [];
    const taken = there.flatMap((event) =>
      isStepEvent(event) && event.commandId === `transfer.${id}.carry` ? [event] : [],
    );
    const [first] = taken;
    if (!first) continue;
    check.examined += 1;
    const came = sorted(taken.flatMap(owedIn));
    if (
      !momentsOf(here, first.recordedAt).some(
        (events) => sorted(datesOf(from, events, first.recordedAt)) === came,
      )
    )
      check.violations.push(`${id}: other duties or dates came over than were owed`);
    const end = here.findIndex((event) => isStepEvent(event) && event.commandId === `transfer.${id}.leave`);
    const lost =
      end < 1 ? [] : leftBehind(from, here.slice(0, end), here[end]?.recordedAt ?? 0, to ?? '', there);
    if (lost.length > 0)
      check.violations.push(`${id}: ended here with what nobody there owes: ${lost.join(', ')}`);
  }
  return check;
}

/** Duties of this agency alone, or about a thing, by their keys; those of both agencies by their kinds. */
function leftBehind(
  from: string,
  here: readonly StoredEvent[],
  at: number,
  to: string,
  there: readonly StoredEvent[],
): string[] {
  const facts = there.flatMap((event) => (isStepEvent(event) ? [event.facts] : []));
  const keys = facts.flatMap((one) => (one.type === 'carryDuty' ? [one.origin] : []));
  const arrived = evolveAll(null, there, to);
  const kinds = statusAt(arrived.steps, Math.max(at, arrived.lastRecordedAt)).obligations.map(
    ({ kind }) => kind,
  );
  return owedOf(from, here, at).flatMap(({ key, kind, focus }) =>
    keys.includes(key) || (focus === undefined && kinds.includes(kind)) ? [] : [key],
  );
}

function owedIn({ facts }: StepEvent): string[] {
  if (facts.type === 'takeOver') return facts.owed.map(({ kind, due }) => `${kind} ${due}`);
  return facts.type === 'carryDuty' ? [`${facts.kind} ${facts.due}`] : [];
}

const datesOf = (...asked: Parameters<typeof owedOf>): string[] =>
  owedOf(...asked).map(({ kind, due }) => `${kind} ${due}`);

function owedOf(enrollmentId: string, events: readonly StoredEvent[], at: number): Obligation[] {
  const state = evolveAll(null, events, enrollmentId);
  return statusAt(state.steps, Math.max(at, state.lastRecordedAt)).obligations.filter((one) => {
    const rule = ruleOf(policyOf(state, one).profile, one.kind);
    // What only a discharge opens stays with who discharges.
    const stays = rule.afterDischarge && !beginsAfterDischarge(rule);
    return one.closedAt === null && !stays;
  });
}

/** The record here as it may have been read by then: a step is recorded when it is judged, and written when it can be. */
function momentsOf(events: readonly StoredEvent[], to: number): StoredEvent[][] {
  return events.flatMap(({ recordedAt }, i) => (recordedAt <= to ? [events.slice(0, i + 1)] : []));
}

const sorted = (lines: readonly string[]): string => lines.toSorted().join('\n');
