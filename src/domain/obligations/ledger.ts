import type { Instant, Remaining } from '../calendar/index.ts';
import { ruleOf } from '../policy/profile.ts';
import type { Policy, Rule } from '../policy/profile.ts';
import { deadlineOf, resumedDeadline, restOf } from './deadline.ts';
import type { DueChange, Obligation } from './obligation.ts';

/** A step's place: when it happened and where it stands in the record. */
export type Mark = { at: Instant; seq: number };

/**
 * The obligations of one enrollment while they are being worked out, in the order in which things happened.
 * One obligation of a kind is open at a time. An obligation is never changed, only replaced: copies share them.
 */
export class Ledger {
  readonly #all: Obligation[];
  /** Of each kind, where its open one stands. */
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

  openOf(kind: string): Obligation | undefined {
    const place = this.#open.get(kind);
    return place === undefined ? undefined : this.#all[place];
  }

  openOnes(): Obligation[] {
    return [...this.#open.values()].flatMap((place) => this.#all[place] ?? []);
  }

  /** The rule of the policy it was opened under, whatever has been adopted since. */
  ruleOf(obligation: Obligation): Rule {
    return ruleOf(this.#policyOf(obligation).profile, obligation.kind);
  }

  open(policy: Policy, rule: Rule, level: string, mark: Mark): void {
    if (this.#open.has(rule.kind)) return;
    const first = !this.#opened.has(rule.kind);
    const due = deadlineOf(policy, rule, level, mark.at, first);
    const obligation: Obligation = {
      key: `${rule.kind}~${mark.seq}`,
      kind: rule.kind,
      duty: rule.duty,
      opened: mark.at,
      openedBySeq: mark.seq,
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
    this.#opened.add(rule.kind);
    this.#open.set(rule.kind, this.#all.push(obligation) - 1);
    const waiver = this.#waived.get(rule.kind);
    if (waiver && waiver.until > mark.at) {
      this.#suspend(obligation, 'waiver', { at: mark.at, seq: waiver.seq }, waiver.until, null);
    }
  }

  /** Somebody answers the pages of all that is open. */
  acknowledge(): void {
    for (const obligation of this.openOnes())
      if (!obligation.acknowledged) this.#replace(obligation.kind, { acknowledged: true });
  }

  /** Marks what is open and past due at that instant. */
  passUntil(at: Instant): void {
    for (const { kind, due, suspended } of this.openOnes())
      if (due < at && !suspended) this.#replace(kind, { status: 'overdue' });
  }

  meet(obligation: Obligation, mark: Mark): void {
    this.#close(obligation, mark.at <= obligation.due ? 'met' : 'met-late', mark.at, mark.seq);
  }

  /** Withdraws what is not yet past due; what is stays overdue for good. */
  withdraw(obligation: Obligation, mark: Mark): void {
    if (obligation.due < mark.at) this.#close(obligation, 'overdue', obligation.due, mark.seq);
    else this.#close(obligation, 'cancelled', mark.at, mark.seq);
  }

  /** Stops the clock of an obligation that is not past due; renewing an earlier hold only moves its end. */
  hold(obligation: Obligation, mark: Mark, until: Instant): void {
    if (obligation.suspended?.type === 'hold') {
      this.#suspend(obligation, 'hold', mark, until, obligation.suspended.remaining);
    } else if (!obligation.suspended && obligation.due >= mark.at) {
      const policy = this.#policyOf(obligation);
      const rest = restOf(policy, this.ruleOf(obligation), obligation.level, obligation.due, mark.at);
      this.#suspend(obligation, 'hold', mark, until, rest);
    }
  }

  /** The kind is not owed until then; afterwards it has its whole time anew. */
  waive(kind: string, mark: Mark, until: Instant): void {
    this.#waived.set(kind, { until, seq: mark.seq });
    const obligation = this.openOf(kind);
    if (obligation) this.#suspend(obligation, 'waiver', mark, until, null);
  }

  move(obligation: Obligation, mark: Mark, to: Instant): void {
    this.#change(obligation, 'moved', mark.at, mark.seq, to, obligation.suspended);
  }

  release(obligation: Obligation, mark: Mark): void {
    if (obligation.suspended) this.#resume(obligation, mark.at, mark.seq);
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
    type: 'hold' | 'waiver',
    mark: Mark,
    until: Instant,
    remaining: Remaining | null,
  ): void {
    const since = obligation.suspended?.since ?? mark.at;
    const to = this.#dueAfterPause(obligation, until, remaining);
    const change = type === 'hold' ? 'held' : 'waived';
    this.#change(obligation, change, mark.at, mark.seq, to, { type, since, until, remaining });
  }

  #resume(obligation: Obligation, at: Instant, seq: number | null): void {
    const to = this.#dueAfterPause(obligation, at, obligation.suspended?.remaining ?? null);
    this.#change(obligation, 'resumed', at, seq, to, null);
  }

  #dueAfterPause(obligation: Obligation, at: Instant, rest: Remaining | null): Instant {
    return resumedDeadline(this.#policyOf(obligation), this.ruleOf(obligation), obligation.level, at, rest);
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
    this.#replace(obligation.kind, { changes, due: to, suspended });
  }

  #close({ kind }: Obligation, status: Obligation['status'], at: Instant, seq: number): void {
    this.#replace(kind, { status, closedAt: at, closedBySeq: seq, suspended: null });
    this.#open.delete(kind);
  }

  /** Puts what has changed of the open one of a kind in its place. */
  #replace(kind: string, change: Partial<Obligation>): void {
    const place = this.#open.get(kind);
    const obligation = place === undefined ? undefined : this.#all[place];
    if (place === undefined || !obligation) throw new Error(`no ${kind} is open`);
    this.#all[place] = { ...obligation, ...change };
  }

  #policyOf(obligation: Obligation): Policy {
    const policy = this.#policies.get(hashesOf(obligation));
    if (!policy) throw new Error(`obligation ${obligation.key} was never opened`);
    return policy;
  }
}

function hashesOf({ profileHash, calendarHash }: Obligation): string {
  return `${profileHash} ${calendarHash}`;
}
