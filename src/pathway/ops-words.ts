import { type Calendar, formatLocal } from '../engine/calendar/index.ts';
import type { Change } from '../engine/deadlines/change.ts';
import type { Tick } from '../engine/deadlines/clock.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';
import { type ClockFacts, isStepEvent } from '../engine/record/events.ts';

/**
 * Words for those who read an enrollment's history in the Temporal Web UI, where everything stands in the clear: steps by
 * their names, duties by their kinds, instants. Nothing else (docs/decisions/0016-what-ops-see.md).
 */

/** A summary may have 400 bytes, and a letter takes up to three. */
const atMost = 130;

/** What a change records: its step or its steps; else what the clock says. */
export function changeInWords({ events }: Pick<Change, 'events'>): string {
  const steps = events.flatMap((event) => (isStepEvent(event) ? [event.facts.type] : []));
  if (steps.length === 1) return clipped(steps, ', ');
  if (steps.length > 1) return clipped(steps, ', ', 'visit: ');
  const said = events.flatMap((event) => (isStepEvent(event) ? [] : [event.clock]));
  return clipped(grouped(missesFirst(said, (facts) => facts).map(saidOf)), '; ', 'clock: ');
}

/** What is waited for: all that the clock has to say at the next instant, on the calendar's clocks. */
export function awaitedInWords(ticks: readonly Tick[], calendar: Calendar): string {
  const missed = new Set(ticks.flatMap(({ facts }) => (facts.type === 'DeadlineMissed' ? [facts.key] : [])));
  // Whoever reads that a duty is due then need not read whom its miss will be told to.
  const told = ticks.filter(({ facts }) => facts.type !== 'RungRaised' || !missed.has(facts.key));
  const first = missesFirst(told, ({ facts }) => facts);
  return clipped(grouped(first.map((tick) => awaitedOf(tick, calendar))), '; ');
}

/** A duty that is owed, for ops. */
export type Owed = {
  kind: string;
  /** Of the ledger, such as `IN-5`. */
  duty: string;
  /** ISO 8601, UTC. */
  due: string;
  status: 'open' | 'overdue' | 'hold' | 'waiver';
};

/** What is owed, the most urgent first. */
export function owedIn({ obligations }: PathwayStatus): Owed[] {
  return obligations
    .filter(({ closedAt }) => closedAt === null)
    .toSorted((a, b) => a.due - b.due)
    .map(({ kind, duty, due, status, suspended }) => ({
      ...{ kind, duty, due: new Date(due).toISOString() },
      status: suspended?.type ?? (status === 'overdue' ? 'overdue' : 'open'),
    }));
}

/** Where there is no room for all, what was missed is what ops look for. */
function missesFirst<T>(said: readonly T[], factsOf: (one: T) => ClockFacts): T[] {
  const isMiss = (one: T): boolean => factsOf(one).type === 'DeadlineMissed';
  return [...said.filter(isMiss), ...said.filter((one) => !isMiss(one))];
}

/** A kind of duty with what is said of it, before and after. */
type Phrase = { before: string; kind: string; after: string };

function saidOf(facts: ClockFacts): Phrase {
  switch (facts.type) {
    case 'DeadlineMissed':
      return { before: '', kind: facts.kind, after: ' missed' };
    case 'RungRaised': {
      const { rungType, to, kind } = facts;
      // Whoever has the duty is warned; beyond them it matters whom it reached.
      return { before: rungType === 'warning' ? 'warning: ' : `${rungType} to ${to}: `, kind, after: '' };
    }
    case 'EscalationWithdrawn':
      return { before: 'escalation withdrawn: ', kind: facts.kind, after: '' };
    case 'ClockResumed':
      return { before: 'resumed: ', kind: facts.kind, after: '' };
    case 'EnrollmentEnded':
      return { before: '', kind: 'enrollment', after: ' ended' };
  }
}

function awaitedOf({ at, facts }: Tick, calendar: Calendar): Phrase {
  const then = ` ${formatLocal(calendar, at)}`;
  switch (facts.type) {
    case 'EnrollmentEnded':
      return { before: '', kind: 'enrollment', after: ` ends${then}` };
    case 'ClockResumed':
      return { before: 'resumes: ', kind: facts.kind, after: then };
    case 'DeadlineMissed':
      return { before: '', kind: facts.kind, after: ` due ${formatLocal(calendar, facts.due)}` };
    case 'RungRaised':
      return { ...saidOf(facts), after: ` due ${formatLocal(calendar, facts.due)}` };
    // Said with what it follows from, and never waited for.
    case 'EscalationWithdrawn':
      return saidOf(facts);
  }
}

/** Kinds of which the same is said, said once. */
function grouped(phrases: readonly Phrase[]): string[] {
  const groups = new Map<string, Phrase & { kinds: Set<string> }>();
  for (const phrase of phrases) {
    const said = JSON.stringify([phrase.before, phrase.after]);
    const group = groups.get(said) ?? { ...phrase, kinds: new Set() };
    group.kinds.add(phrase.kind);
    groups.set(said, group);
  }
  return [...groups.values()].map(({ before, kinds, after }) => {
    const room = atMost - before.length - after.length - 20;
    return `${before}${clipped([...kinds], ', ', '', room)}${after}`;
  });
}

/** As many of the words as there is room for; whoever wants the rest opens the event. */
function clipped(words: readonly string[], separator: string, before = '', room = atMost): string {
  let text = before;
  for (const [place, word] of words.entries()) {
    const more = `${place === 0 ? '' : ' and '}${words.length - place} more`;
    const next = `${text}${place === 0 ? '' : separator}${word}`;
    // The last one needs no room for a rest.
    if (next.length + (place < words.length - 1 ? ' and 99 more'.length : 0) > room) return `${text}${more}`;
    text = next;
  }
  return text;
}
