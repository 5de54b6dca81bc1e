import type { Instant, Remaining } from '../calendar/index.ts';
import { ruleOf } from '../policy/profile.ts';
import type { Policy, Rule } from '../policy/profile.ts';
import { deadlineOf, type Opening, resumedDeadline, restOf } from './deadline.ts';
import type { DueChange, Obligation, Suspension } from './obligation.ts';

/** A step's place: when it happened and where it stands in the record. */
export type StepPlace = { at: Instant; seq: number };

/** What an obligation is opened for; its focus, where its rule keeps one for each: that of the step itself names no key. */
export type Cause = Opening & StepPlace & { focus?: string; ownFocus?: boolean };

/**
 * The obligations of one enrollment while they are being worked out, in the order in which things happened.
 * One obligation of a kind (and focus) is open at a time. An obligation is never changed, only replaced: copies share them.
 */
export class Ledger {
  readonly #all: Obligation[];
  /** Of each slot (a kind, or a kind and its focus), where its open one stands. */
  readonly #open: Map<string, number>;
  readonly #opened: Set<string>;
  readonly #policies: Map<string, Policy>;
  readonly #waived: Map<string, { until: Instant; seq: number }>;

  constructor(from: Ledger | null = null) {
    this.#all = from ? [...from.#all] : [];
    this.#open = new Map(from ? from.#open : []);
    this.#opened = new Set(from ? from.#opened : []);
    this.#policies = new Map(from ? from.#policies : []);
    this.#waived = new Map(from ? from.#waived : []);
  }

  get all(): readonly Obligation[] {
    return this.#all;
  }

  /** The open ones of a kind: at most one, or one a focus. */
  openOf(kind: string): Obligation[] {
    return this.openOnes().filter((obligation) => obligation.kind === kind);
  }

  openOnes(): Obligation[] {
    return [...this.#open.values()].flatMap((place) => this.#all[place] ?? []);
  }

  /** The rule of the policy it was opened under, whatever has been adopted since. */
  ruleOf(obligation: Obligation): Rule {
    return ruleOf(this.policyOf(obligation).profile, obligation.kind);
  }

  open(policy: Policy, rule: Rule, level: string, cause: Cause): void {
    const { focus } = cause;
    const slot = slotOf({ kind: rule.kind, focus });
    if (this.#open.has(slot)) return;
    const first = !this.#opened.has(slot);
    const due = deadlineOf(policy, rule, level, cause, first);
    if (due === null) return;
    const obligation: Obligation = {
      key: `${rule.kind}~${cause.seq}${focus === undefined || cause.ownFocus ? '' : `~${focus}`}`,
      kind: rule.kind,
      ...(focus === undefined ? {} : { focus }),
      duty: rule.duty,
      opened: cause.at,
      openedBySeq: cause.seq,
      level,
      due,
      originalDue: due,
      status: 'open',
      closedAt: null,
      closedBySeq: null,
      profileHash: policy.profileHash,
      calendarHash: policy.calendarHash,
      changes: [],
      suspended: null,
      acknowledged: false,
    };
    this.#policies.set(hashesOf(obligation), policy);
    this.#opened.add(slot);
    this.#open.set(slot, this.#all.push(obligation) - 1);
    const waiver = this.#waived.get(rule.kind);
    if (waiver && waiver.until > cause.at) {
      this.#suspend(obligation, 'waiver', { at: cause.at, seq: waiver.seq }, waiver.until, null);
    }
  }

  /** Somebody answers the pages of all that is open. */
  acknowledge(): void {
    for (const obligation of this.openOnes())
      if (!obligation.acknowledged) this.#replace(obligation, { acknowledged: true });
  }

  /** Marks what is open and past due at that instant. */
  passUntil(at: Instant): void {
    for (const obligation of this.openOnes())
      if (obligation.due < at && !obligation.suspended) this.#replace(obligation, { status: 'overdue' });
  }

  meet(obligation: Obligation, place: StepPlace): void {
    this.#close(obligation, place.at <= obligation.due ? 'met' : 'met-late', place.at, place.seq);
  }

  /** Withdraws what is not yet past due; what is stays overdue for good. */
  withdraw(obligation: Obligation, place: StepPlace): void {
    if (obligation.due < place.at) this.#close(obligation, 'overdue', obligation.due, place.seq);
    else this.#close(obligation, 'cancelled', place.at, place.seq);
  }

  /** Withdraws it whether it is past due or not: it was never owed. */
  cancel(obligation: Obligation, { at, seq }: StepPlace): void {
    this.#close(obligation, 'cancelled', at, seq);
  }

  /** Stops the clock of an obligation that is not past due; renewing an earlier hold only moves its end. */
  hold(obligation: Obligation, place: StepPlace, until: Instant): void {
    if (obligation.suspended?.type === 'hold') {
      this.#suspend(obligation, 'hold', place, until, obligation.suspended.remaining);
    } else if (!obligation.suspended && obligation.due >= place.at) {
      const policy = this.policyOf(obligation);
      const rest = restOf(policy, this.ruleOf(obligation), obligation.level, obligation.due, place.at);
      this.#suspend(obligation, 'hold', place, until, rest);
    }
  }

  /** The kind is not owed until then; afterwards it has its whole time anew. */
  waive(kind: string, place: StepPlace, until: Instant): void {
    this.#waived.set(kind, { until, seq: place.seq });
    for (const obligation of this.openOf(kind)) this.#suspend(obligation, 'waiver', place, until, null);
  }

  move(obligation: Obligation, place: StepPlace, to: Instant): void {
    this.#change(obligation, 'moved', place.at, place.seq, to, obligation.suspended);
  }

  release(obligation: Obligation, place: StepPlace): void {
    if (obligation.suspended) this.#resume(obligation, place.at, place.seq);
  }

  /** Lets every hold and waiver that has run out by `at` run on, in the order in which they ran out. */
  resumeUntil(at: Instant): void {
    const due = this.openOnes()
      .filter((obligation) => obligation.suspended !== null && obligation.suspended.until <= at)
      .toSorted((a, b) => (a.suspended?.until ?? 0) - (b.suspended?.until ?? 0));
    for (const obligation of due) this.#resume(obligation, obligation.suspended?.until ?? at, null);
  }

  #suspend(
    obligation: Obligation,
    type: Suspension,
    place: StepPlace,
    until: Instant,
    remaining: Remaining | null,
  ): void {
    const since = obligation.suspended?.since ?? place.at;
    const to = this.#dueAfterPause(obligation, until, remaining);
    const change = type === 'hold' ? 'held' : 'waived';
    this.#change(obligation, change, place.at, place.seq, to, { type, since, until, remaining });
  }

  #resume(obligation: Obligation, at: Instant, seq: number | null): void {
    const to = this.#dueAfterPause(obligation, at, obligation.suspended?.remaining ?? null);
    this.#change(obligation, 'resumed', at, seq, to, null);
  }

  #dueAfterPause(obligation: Obligation, at: Instant, rest: Remaining | null): Instant {
    const { level, due } = obligation;
    return resumedDeadline(this.policyOf(obligation), this.ruleOf(obligation), level, at, rest, due);
  }

  #change(
    obligation: Obligation,
    type: DueChange['type'],
    at: Instant,
    bySeq: number | null,
    to: Instant,
    suspended: Obligation['suspended'],
  ): void {
    const changes = [...obligation.changes, { type, at, bySeq, from: obligation.due, to }];
    this.#replace(obligation, { changes, due: to, suspended });
  }

  #close(open: Obligation, status: Obligation['status'], at: Instant, seq: number): void {
    this.#replace(open, { status, closedAt: at, closedBySeq: seq, suspended: null });
    this.#open.delete(slotOf(open));
  }

  /** Puts what has changed of an open one in its place. */
  #replace(open: Obligation, change: Partial<Obligation>): void {
    const place = this.#open.get(slotOf(open));
    const obligation = place === undefined ? undefined : this.#all[place];
    if (place === undefined || !obligation) throw new Error(`no ${open.kind} is open`);
    this.#all[place] = { ...obligation, ...change };
  }

  policyOf(obligation: Obligation): Policy {
    const policy = this.#policies.get(hashesOf(obligation));
    if (!policy) throw new Error(`obligation ${obligation.key} was never opened`);
    return policy;
  }
}

function slotOf({ kind, focus }: { kind: string; focus?: string | undefined }): string {
  return focus === undefined ? kind : `${kind} ${focus}`;
}

function hashesOf({ profileHash, calendarHash }: Obligation): string {
  return `${profileHash} ${calendarHash}`;
}
