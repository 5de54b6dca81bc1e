import type { Rejection } from '../../src/pathway/rejection.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import type { Receipt } from '../../src/engine/deadlines/receipt.ts';
import { runClock } from '../../src/pathway/run-clock.ts';
import type { Command } from '../../src/engine/record/commands.ts';
import { decide, decideTicks } from '../../src/pathway/decide.ts';
import type { Change } from '../../src/engine/deadlines/change.ts';
import type { Decision } from '../../src/pathway/decide.ts';
import { isStepEvent } from '../../src/engine/record/events.ts';
import type { Actor, ClockFacts, DomainEvent } from '../../src/engine/record/events.ts';
import { withLateMisses } from '../../src/pathway/late-misses.ts';
import { project } from '../../src/pathway/projection.ts';
import { receiptOf } from '../../src/pathway/receipt-of.ts';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import { formatLocal } from '../../src/engine/calendar/index.ts';
import { notificationsOf } from '../../src/pathway/notifications-of.ts';
import type { NotificationDraft } from '../../src/engine/notifications/notification.ts';
import { statusAt } from '../../src/engine/obligations/fold.ts';
import type { Obligation } from '../../src/engine/obligations/obligation.ts';
import type { ObligationRow } from '../../src/engine/obligations/row.ts';
import { payerConsent } from '../../prisma/seed/index.ts';
import type { Policy } from '../../src/engine/policy/profile.ts';
import { localInstant, policyFrom } from './policies.ts';

export const coordinator: Actor = { staffId: 'coordinator-1', role: 'coordinator', agencyId: 'agency-1' };
export const supervisor: Actor = { staffId: 'supervisor-1', role: 'supervisor', agencyId: 'agency-1' };

type Referral = {
  at?: string;
  level?: string;
  emergency?: boolean;
  onCallId?: string | null;
  policy?: Policy;
  /** What is said of consents that came with it; left out, nothing. */
  came?: { consents: string[] } | { noConsents: true };
};
type Contact = Partial<Omit<Extract<StepFacts, { type: 'logContact' }>, 'type'>>;
/** Steps that may be told without a fact. */
type Bare = Exclude<
  {
    [T in StepFacts as T['type']]: Partial<Omit<T, 'type'>> extends Omit<T, 'type'> ? T['type'] : never;
  }[StepFacts['type']],
  never
>;

/** How a step is entered; left out: when it happens, by the coordinator, with the clock awake until then. */
export type Entry = {
  id?: string;
  /** Local time of the entry. */
  enteredAt?: string;
  by?: Actor;
  amendment?: true;
  expectedVersion?: number;
  /** A request without the consent that usually comes before it. */
  unconsented?: true;
  /** The clock announces nothing before the entry, as when the worker was down. */
  asleep?: true;
};

/** An enrollment told as a story, in local time; every step goes through `decide`, and the clock runs in between. */
export class Story {
  readonly enrollmentId = 'enrollment-1';
  readonly policy: Policy;
  readonly changes: Change[] = [];
  readonly receipts: Receipt[] = [];
  #state: EnrollmentState | null = null;
  #commands = 0;

  constructor({
    at = '2037-03-02 09:00',
    level = 'rsc-i',
    emergency = false,
    onCallId,
    policy,
    came,
  }: Referral) {
    this.policy = policy ?? policyFrom();
    const origin = { type: 'referral' } as const;
    const onCall = onCallId === undefined && emergency ? 'on-call-1' : (onCallId ?? null);
    const facts = {
      level,
      emergency,
      needs: [],
      origin,
      onCallId: onCall,
      policy: this.policy,
      clientId: 'client-1',
      ...came,
    };
    this.step({ type: 'receiveReferral', ...facts }, at, { id: 'referral' });
  }

  assigned(at: string, entry: Entry & { to?: string } = {}): this {
    return this.step({ type: 'assignCoordinator', coordinatorId: entry.to ?? 'coordinator-1' }, at, entry);
  }

  /** Left out: the client was reached face to face. */
  contact(at: string, contact: Contact = {}, entry: Entry = {}): this {
    const facts = { with: 'client', mode: 'face-to-face', outcome: 'reached', ...contact } as const;
    return this.step({ type: 'logContact', ...facts }, at, entry);
  }

  did(type: Bare, at: string, entry: Entry = {}): this {
    return this.step({ type }, at, entry);
  }

  scored(at: string, score = 40, entry: Entry = {}): this {
    return this.step({ type: 'scoreAcuity', score }, at, entry);
  }

  held(kinds: string[], at: string, reviewOn: string, entry: Entry = {}): this {
    return this.step({ type: 'holdClocks', kinds, reviewOn }, at, { by: supervisor, ...entry });
  }

  released(kinds: string[], at: string, entry: Entry = {}): this {
    return this.step({ type: 'releaseHold', kinds }, at, { by: supervisor, ...entry });
  }

  voided(step: string, at: string, entry: Entry = {}): this {
    return this.step({ type: 'voidStep', step }, at, { by: supervisor, ...entry });
  }

  discharged(at: string, entry: Entry = {}): this {
    const facts = { aftercareArranged: true, warmHandOver: true, lastMeetingHeld: false };
    return this.step({ type: 'discharge', reason: 'completed', ...facts }, at, entry);
  }

  measured(at: string, entry: Entry = {}): this {
    return this.step({ type: 'recordOutcomes', completed: true }, at, entry);
  }

  step(facts: StepFacts, at: string, entry: Entry = {}): this {
    if (asksPayer.has(facts.type) && entry.unconsented !== true) this.#consentsToPayer(at, entry);
    const decision = this.#decide([{ facts, occurredAt: this.at(at) }], at, entry);
    if (!decision.ok) throw new Error(`refused at ${at}: ${decision.rejection.code}`);
    this.#take(decision.change, decision.change.events[0]?.commandId ?? '');
    return this;
  }

  /** What clients sign when something is asked of the payer: once, with the first request, unless the story tells of it. */
  #consentsToPayer(at: string, entry: Entry): void {
    if (!this.#state) return;
    if (
      this.state.steps.some(({ facts }) => facts.type === 'grantRelease' && facts.recipientKind === 'payer')
    )
      return;
    const facts: StepFacts = { type: 'grantRelease', recipient: 'payer', ...payerConsent('2037-12-31') };
    const consent = { facts, occurredAt: this.at(at) };
    const decision = this.#decide([consent], at, {
      id: 'payer-consent',
      ...(entry.enteredAt === undefined ? {} : { enteredAt: entry.enteredAt }),
      ...(entry.asleep === undefined ? {} : { asleep: true }),
    });
    if (decision.ok) this.#take(decision.change, null);
  }

  /** The refusal of that step; fails when it would be taken. Nothing changes. */
  refused(facts: StepFacts, at: string, entry: Entry = {}): Rejection {
    return this.refusedBatch([{ facts, occurredAt: this.at(at) }], at, entry);
  }

  refusedBatch(commands: Command[], at: string, entry: Entry = {}): Rejection {
    const decision = this.#decide(commands, at, entry);
    if (decision.ok) throw new Error(`taken at ${at}`);
    return decision.rejection;
  }

  /** Lets the clock announce all there is until then, each at its own instant. */
  until(text: string): this {
    for (const change of runClock(this.state, this.at(text))) this.#take(change, null);
    return this;
  }

  /** The clock wakes at that moment, having slept since the last entry. */
  wakesAt(text: string): this {
    this.#tick(this.at(text));
    return this;
  }

  #tick(now: number): void {
    const change = decideTicks(this.state, now);
    if (!change) throw new Error(`the clock woke at ${this.local(now)} and had nothing to say`);
    this.#take(change, null);
  }

  #decide(commands: Command[], at: string, entry: Entry): Decision {
    const enteredAt = entry.enteredAt ?? at;
    if (this.#state && !entry.asleep) this.until(enteredAt);
    const commandId = entry.id ?? `command-${(this.#commands += 1)}`;
    const { by = coordinator, expectedVersion } = entry;
    const batch = {
      commandId,
      by,
      commands: commands.map((command) => (entry.amendment ? { ...command, amendment: true } : command)),
      fingerprint: commandId,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
    const decision = decide(this.enrollmentId, this.#state, batch, this.at(enteredAt));
    return decision.ok ? { ok: true, change: withLateMisses(decision.change) } : decision;
  }

  #take(change: Change, commandId: string | null): void {
    this.#state = change.after;
    this.changes.push(change);
    if (commandId !== null) this.receipts.push(receiptOf(change, commandId));
  }

  get state(): EnrollmentState {
    if (!this.#state) throw new Error('no referral yet');
    return this.#state;
  }

  get events(): DomainEvent[] {
    return this.changes.flatMap((change) => change.events);
  }

  get receipt(): Receipt {
    const last = this.receipts.at(-1);
    if (!last) throw new Error('no receipt yet');
    return last;
  }

  get notifications(): NotificationDraft[] {
    return this.changes.flatMap(notificationsOf);
  }

  /** What the clock has said of a kind (or of all), oldest first: 'RungRaised warn', with the local time it stands for. */
  said(kind?: string): string[] {
    return this.events.flatMap((event) => {
      if (isStepEvent(event)) return [];
      const facts: ClockFacts = event.clock;
      if (kind !== undefined && !('kind' in facts && facts.kind === kind)) return [];
      const what = facts.type === 'RungRaised' ? facts.rung : facts.type;
      return [`${what} ${this.local(event.occurredAt)}`];
    });
  }

  /** The newest obligation of a kind, as it stood then (left out: at the last entry). */
  obligation(kind: string, at?: string): Obligation {
    const { steps, lastRecordedAt } = this.state;
    const { obligations } = statusAt(steps, at === undefined ? lastRecordedAt : this.at(at));
    const found = obligations.findLast((obligation) => obligation.kind === kind);
    if (!found) throw new Error(`no obligation ${kind}`);
    return found;
  }

  /** 'kind status', newest last, as it stands at the last entry. */
  get statuses(): Record<string, string[]> {
    const { steps, lastRecordedAt } = this.state;
    const all: Record<string, string[]> = {};
    for (const { kind, status } of statusAt(steps, lastRecordedAt).obligations)
      (all[kind] ??= []).push(status);
    return all;
  }

  get rows(): ObligationRow[] {
    const { steps, lastRecordedAt } = this.state;
    return project(this.state, statusAt(steps, lastRecordedAt)).obligations;
  }

  row(kind: string): ObligationRow {
    const found = this.rows.findLast((row) => row.kind === kind);
    if (!found) throw new Error(`no row ${kind}`);
    return found;
  }

  at(text: string): number {
    return localInstant(this.policy.calendar, text);
  }

  /** 'YYYY-MM-DD HH:mm' in the agency's zone. */
  local(instant: number): string {
    return formatLocal(this.policy.calendar, instant);
  }

  due(kind: string): string {
    return this.local(this.obligation(kind).due);
  }
}

const asksPayer: ReadonlySet<string> = new Set([
  ...['requestAuthorization', 'requestExtension', 'resubmitAuthorization', 'resubmitExtension'],
]);

/** Begins a story: an enrollment at level rsc-i on Monday, 2 March 2037, unless said otherwise. */
export function referral(parts: Referral = {}): Story {
  return new Story(parts);
}
