import type { Instant, Remaining } from '../calendar/index.ts';
import { ruleOf } from '../policy/profile.ts';
import type { Policy, Rule } from '../policy/profile.ts';
import { deadlineOf, resumedDeadline, restOf } from './deadline.ts';
import type { DueChange, Obligation } from './obligation.ts';

/** A step's place: when it happened and where it stands in the record. */
export type Mark = { at: Instant; seq: number };

/**
 * The obligations of one enrollment while they are being worked out, in the order in which things happened.
 * One obligation of a kind is open at a time.
 */
export class Ledger {
  readonly all: Obligation[] = [];
  readonly #open = new Map<string, Obligation>();
  readonly #policies = new Map<string, Policy>();
  readonly #waived = new Map<string, { since: Instant; until: Instant; seq: number }>();
  readonly #opened = new Set<string>();

  openOf(kind: string): Obligation | undefined {
    return this.#open.get(kind);
  }

  openOnes(): Obligation[] {
    return [...this.#open.values()];
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
    this.#policies.set(obligation.key, policy);
    this.#opened.add(rule.kind);
    this.#open.set(rule.kind, obligation);
    this.all.push(obligation);
    const waiver = this.#waived.get(rule.kind);
    if (waiver && waiver.until > mark.at) {
      this.#suspend(obligation, 'waiver', { at: mark.at, seq: waiver.seq }, waiver.until, null);
    }
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
    this.#waived.set(kind, { since: mark.at, until, seq: mark.seq });
    const obligation = this.#open.get(kind);
    if (obligation) this.#suspend(obligation, 'waiver', mark, until, null);
  }

  move(obligation: Obligation, mark: Mark, to: Instant): void {
    this.#change(obligation, 'moved', mark.at, mark.seq, to);
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
    rest: Remaining | null,
  ): void {
    const since = obligation.suspended?.since ?? mark.at;
    obligation.suspended = { type, since, until, remaining: rest };
    const to = this.#dueAfterPause(obligation, until, rest);
    this.#change(obligation, type === 'hold' ? 'held' : 'waived', mark.at, mark.seq, to);
  }

  #resume(obligation: Obligation, at: Instant, seq: number | null): void {
    const rest = obligation.suspended?.remaining ?? null;
    obligation.suspended = null;
    this.#change(obligation, 'resumed', at, seq, this.#dueAfterPause(obligation, at, rest));
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
  ): void {
    obligation.changes.push({ type, at, bySeq, from: obligation.due, to });
    obligation.due = to;
  }

  #close(obligation: Obligation, status: Obligation['status'], at: Instant, seq: number): void {
    obligation.status = status;
    obligation.closedAt = at;
    obligation.closedBySeq = seq;
    obligation.suspended = null;
    this.#open.delete(obligation.kind);
  }

  #policyOf(obligation: Obligation): Policy {
    const policy = this.#policies.get(obligation.key);
    if (!policy) throw new Error(`obligation ${obligation.key} was never opened`);
    return policy;
  }
}
