import type { RecordedStep } from '../../../src/engine/record/steps/index.ts';
import { statusAt } from '../../../src/engine/obligations/fold.ts';

/**
 * The numbers counted anew from the events of each client: slowly, by loops of its own, without a line of what the product
 * counts with. Of the product it uses only the fold of obligations.
 */
export type Recounted = { numerator: number; denominator: number | null; value: number | null };

export type Counted = {
  number: string;
  part: string | null;
  client: string;
  coordinator: string | null;
  level: string;
  month: string;
  above: boolean;
  below: boolean;
  amount: number;
};

export type ClientEvents = {
  id: string;
  /** In the order of entry. */
  steps: RecordedStep[];
  answers: ReadonlyMap<string, Record<string, unknown>>;
  /** Commands that had to wait for the system. */
  waited: ReadonlySet<string>;
};

const hour = 3_600_000;

/** What supervisors and the payer have to do, as the policy's text has it (IN-4, IN-7, IN-8, AC-4, CR-6, AU-2, EX). */
const ofOthers = [
  ...['assignment', 'assignment.lasting', 'locate.decision', 'locate.further-decision'],
  ...['level.decision', 'crisis.reopening', 'extension.decision', 'sar.decision'],
];

/** Local days by the tables of this machine: each with its first instant and the first one after it. */
export function localDays(timeZone: string, from: number, until: number) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const days: { date: string; from: number; until: number }[] = [];
  for (let at = from; at < until; at += hour) {
    const date = format.format(at);
    const last = days.at(-1);
    if (last?.date === date) last.until = at + hour;
    else days.push({ date, from: at, until: at + hour });
  }
  return days.slice(1, -1);
}

type Days = ReturnType<typeof localDays>;
type State = { who: string | null; level: string; open: boolean };

/** How things stood after the steps up to that instant, itself included or not. */
function stateAt(steps: readonly RecordedStep[], at: number, including: boolean): State {
  const state: State = { who: null, level: '', open: true };
  for (const step of steps) {
    if (including ? step.at > at : step.at >= at) break;
    const { facts } = step;
    if (facts.type === 'receiveReferral') {
      state.who = facts.onCallId;
      state.level = facts.level;
    } else if (facts.type === 'reopen') state.open = true;
    else if (!state.open) continue;
    else if (facts.type === 'assignCoordinator') state.who = facts.coordinatorId;
    else if (facts.type === 'changeLevel') state.level = facts.level;
    else if (facts.type === 'discharge') state.open = false;
  }
  return state;
}

/** Everything there is to count of one client in those days, known at that instant. */
export function countOf(
  { id, steps: all, answers, waited }: ClientEvents,
  days: Days,
  asOf: number,
): Counted[] {
  const counted: Counted[] = [];
  const gone = new Set<string>();
  for (const { facts } of all) if (facts.type === 'voidStep') gone.add(facts.step);
  const steps = all.filter((step) => step.facts.type !== 'voidStep' && !gone.has(step.id));
  steps.sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at - b.at));
  const monthAt = (at: number): string | null =>
    days.find((one) => at >= one.from && at < one.until)?.date.slice(0, 7) ?? null;
  const note = (number: string, at: number, more: Partial<Counted>) => {
    const month = monthAt(at);
    if (month === null) return;
    const { who, level } = stateAt(steps, at, true);
    const usual = { part: null, above: true, below: true, amount: 1 };
    counted.push({ ...{ number, client: id, coordinator: who, level, month }, ...usual, ...more });
  };

  for (const one of statusAt(all, asOf).obligations) {
    if (one.status === 'cancelled' || one.suspended !== null) continue;
    if (one.closedAt === null && one.due >= asOf) continue;
    const inTime = one.status === 'met';
    const late = one.status === 'met-late';
    const { level, due } = one;
    // Whose it was: not the coordinator's at all, or theirs who did it in time, or who had the client when time was over.
    const done = inTime && one.closedAt !== null && one.closedAt < due ? one.closedAt : due;
    const coordinator = ofOthers.includes(one.kind) ? null : stateAt(steps, done, true).who;
    note('timeliness', due, { level, coordinator, part: one.duty, above: inTime });
    note('met-late', due, { level, coordinator, part: one.duty, above: late });
    note('missed', due, { level, coordinator, part: one.duty, above: !inTime && !late });
    if (!inTime) note('miss-causes', due, { level, coordinator, part: causeOf(one, steps, late, waited) });
    if (/\bCO-[123]\b/.test(one.duty))
      note('contact-rate', due, { level, coordinator, part: bandAt(steps, due), above: inTime });
    if (one.duty === 'IN-5' && one.closedAt !== null && (inTime || late))
      for (const number of ['first-contact-median', 'first-contact-p90'])
        note(number, due, { level, coordinator, amount: (one.closedAt - one.opened) / hour });
    if (one.kind === 'authorization.renewal')
      note('authorizations-lapsed', due, { level, coordinator, above: !inTime });
  }

  steps.forEach(({ id: step, at, facts }, place) => {
    if (facts.type === 'discharge' && !steps.some((later, n) => n > place && later.facts.type === 'reopen'))
      note('closures', at, { part: facts.reason, below: false });
    if (facts.type !== 'recordInstrument' || facts.instrument !== 'satisfaction') return;
    note('satisfaction-response', at, { above: facts.outcome === 'completed' });
    for (const [item, answer] of Object.entries(answers.get(step) ?? {}))
      if (item !== 'better' && answer !== null)
        note('satisfaction', at, { part: item, above: answer === 'agree' || answer === 'strongly-agree' });
  });

  stays(counted, id, steps, days, asOf);
  return counted;
}

function causeOf(
  one: { key: string; opened: number; due: number; closedBySeq: number | null },
  steps: readonly RecordedStep[],
  late: boolean,
  waited: ReadonlySet<string>,
): string {
  let said: string | null = null;
  for (const { facts } of steps)
    if (facts.type === 'explainMiss' && facts.obligation === one.key) said = facts.cause;
  if (said !== null) return said;
  for (const { at, facts } of steps) {
    if (at < one.opened || at > one.due) continue;
    if (facts.type === 'logContact' && facts.with === 'client' && facts.outcome === 'attempted')
      return 'client';
    if (facts.type === 'logContact' && facts.with === 'client' && facts.outcome === 'no-show')
      return 'client';
    if (facts.type === 'recordAppointment' && facts.outcome === 'missed') return 'client';
    if (facts.type === 'recordLocateAttempt') return 'client';
  }
  const by = late ? steps.find(({ seq }) => seq === one.closedBySeq) : undefined;
  return by && waited.has(by.commandId) ? 'system' : 'staff';
}

function bandAt(steps: readonly RecordedStep[], at: number): string {
  let band = 'unscored';
  for (const step of steps) {
    if (step.at > at || step.facts.type !== 'scoreAcuity') continue;
    const { score } = step.facts;
    band = score <= 38 ? 'low' : score <= 60 ? 'moderate' : 'high';
  }
  return band;
}

/** Day by day, and between one step and the next. */
function stays(
  counted: Counted[],
  client: string,
  steps: readonly RecordedStep[],
  days: Days,
  asOf: number,
): void {
  const months = [...new Set(days.map(({ date }) => date.slice(0, 7)))];
  const whole = { client, part: null, above: true, below: false };
  for (const { date, until } of days) {
    if (until > asOf) continue;
    const { who, level, open } = stateAt(steps, until, false);
    if (who === null || !open) continue;
    counted.push({
      ...whole,
      number: 'client-days',
      part: level,
      coordinator: who,
      level,
      month: date.slice(0, 7),
      amount: 1,
    });
  }
  for (const month of months) {
    const own = days.filter(({ date }) => date.startsWith(month));
    const [begin, end] = [own[0]?.from ?? 0, Math.min(own.at(-1)?.until ?? 0, asOf)];
    if (begin >= asOf) continue;
    const last = stateAt(steps, end, false);
    if (last.who !== null && last.open)
      counted.push({
        ...whole,
        number: 'caseload-end',
        part: last.level,
        coordinator: last.who,
        level: last.level,
        month,
        amount: 1,
      });
    const moments = [begin, ...steps.map(({ at }) => at).filter((at) => at > begin && at < end)];
    for (const moment of moments) {
      const { who, level, open } = stateAt(steps, moment, true);
      if (who !== null && open)
        counted.push({
          ...whole,
          number: 'closures',
          coordinator: who,
          level,
          month,
          above: false,
          below: true,
          amount: 1,
        });
    }
  }
}

const shares = [
  'timeliness',
  'met-late',
  'missed',
  'miss-causes',
  'closures',
  'satisfaction',
  'satisfaction-response',
  'contact-rate',
  'authorizations-lapsed',
];

/** One number of those that were counted, as a whole or of one part; `last`: the newest month that is asked for. */
export function figure(
  counted: readonly Counted[],
  number: string,
  part: string | null,
  last: string,
): Recounted {
  let own = counted.filter((one) => one.number === number);
  if (number === 'caseload-end') own = own.filter(({ month }) => month === last);
  const mine = part === null ? own : own.filter((one) => one.part === part);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  if (shares.includes(number)) {
    const wholes = number === 'closures' || number === 'miss-causes' ? own : mine;
    const below = wholes.filter((one) => one.below);
    const denominator =
      number === 'closures' ? new Set(below.map(({ client }) => client)).size : below.length;
    const numerator = mine.filter((one) => one.above).length;
    return {
      numerator,
      denominator,
      value: denominator === 0 ? null : Math.round((numerator * 1000) / denominator) / 10,
    };
  }
  if (number.startsWith('first-contact')) {
    const share = number.endsWith('p90') ? 9 : 5;
    const hours = mine.map(({ amount }) => amount).toSorted((a, b) => a - b);
    // The first by which so many tenths of them have come.
    const found = hours.find((_, n) => (n + 1) * 10 >= share * hours.length);
    return { numerator: hours.length, denominator: null, value: found === undefined ? null : tenth(found) };
  }
  let numerator = 0;
  for (const { amount } of mine) numerator += amount;
  return { numerator, denominator: null, value: numerator };
}
