import type { PlaceRefusal } from '../engine/record/place.ts';
import { HandlerUnfinishedPolicy } from '@temporalio/common';
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  patched,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import {
  catchUpUpdate,
  enrollUpdate,
  failureType,
  obligationsQuery,
  stageQuery,
  versionQuery,
} from '../contracts/messages.ts';
import type { Enroll, EnrollmentInput, SubmitReply } from '../contracts/messages.ts';
import { updatesWithSteps } from '../contracts/step-updates.ts';
import { notPlaced } from '../pathway/not-placed.ts';
import { nextTicks, type Tick } from '../engine/deadlines/clock.ts';
import type { CommandBatch } from '../engine/record/commands.ts';
import { decide, decideTicks } from '../pathway/decide.ts';
import type { Change } from '../engine/deadlines/change.ts';
import type { Decision } from '../pathway/decide.ts';
import { enrollBatch } from '../pathway/enroll-batch.ts';
import type { DomainEvent } from '../engine/record/events.ts';
import { awaitedInWords, changeInWords, type Owed, owedIn } from '../pathway/ops-words.ts';
import { withLateMisses } from '../pathway/late-misses.ts';
import { receiptOf } from '../pathway/receipt-of.ts';
import { changeFromRecord } from '../pathway/replayed.ts';
import { carriedState, type EnrollmentState } from '../engine/deadlines/state.ts';
import type { Stage } from '../engine/record/summary.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import { shared } from '../engine/policy/shared.ts';
import { type Found, refuseStrangers, refuseStrangeSteps } from './admission.ts';
import { alreadyRecorded, failure, notRecorded } from './answers.ts';
import { Crises } from './crises.ts';
import { Mutex } from './mutex.ts';
import { append, awaitRecord, eventsAfter } from './record.ts';
import { requestOf } from './append-request.ts';
import { Visibility } from './visibility.ts';

const enroll = defineUpdate<SubmitReply, [Enroll, Found?]>(enrollUpdate);
const withSteps = updatesWithSteps.map((name) => defineUpdate<SubmitReply, [CommandBatch, Found?]>(name));
const catchUp = defineUpdate<number, [number, Found?]>(catchUpUpdate);
const version = defineQuery<number>(versionQuery);
const stage = defineQuery<Stage>(stageQuery);
const obligations = defineQuery<Owed[]>(obligationsQuery);

/**
 * A run goes on as a new one after this many events, some 15 steps: replaying a run costs the worker about half a
 * millisecond an event, and a cold enrollment should answer within a tenth of a second.
 */
const eventsInOneRun = 150;

/** Between attempts at a record that does not take what the clock has to say. */
const longestWaitMs = 5 * 60_000;

/** One enrollment at work: takes in steps, keeps the clock, and knows nothing that the record does not. */
export class Pathway {
  readonly #input: EnrollmentInput;
  readonly #turns = new Mutex();
  readonly #crises: Crises;
  #state: EnrollmentState | null;
  /** What the clock has to say next. */
  #awaited: Tick[] = [];
  readonly #visibility: Visibility;
  #abandoned = false;
  #judged: { state: EnrollmentState | null; asked: string; decision: Decision } | null = null;

  constructor(input: EnrollmentInput) {
    this.#input = input;
    this.#state = input.state && carriedState(input.state);
    this.#crises = new Crises(input.paging);
    this.#visibility = new Visibility(input.usersStages);
    // In place: whoever else holds on to the input lets go of its copy as well.
    for (const { facts } of input.state?.steps ?? [])
      if ('policy' in facts) facts.policy = shared(facts.policy);
    if (this.#state) this.#take(this.#state);
  }

  takeInSteps(): void {
    const unfinishedPolicy = HandlerUnfinishedPolicy.ABANDON;
    setHandler(enroll, (request: Enroll) => this.#turns.run(() => this.#enroll(request)), {
      validator: (request: Enroll, found?: Found) => this.#refuseReferral(request, found),
      unfinishedPolicy,
    });
    const take = (batch: CommandBatch) => this.#turns.run(() => this.#recordBatch(batch));
    for (const update of withSteps)
      setHandler(update, take, {
        validator: (batch: CommandBatch, found?: Found) => {
          refuseStrangeSteps(update.name, found, batch, this.#input.agencyId);
          this.#refuseWhatMakesNoSense(batch);
        },
        unfinishedPolicy,
      });
    setHandler(catchUp, () => this.#turns.run(() => this.#catchUp()), {
      validator: (recorded: number, found?: Found) => this.#refuseWhenCurrent(recorded, found),
      unfinishedPolicy,
    });
    setHandler(version, () => this.#state?.version ?? 0);
    setHandler(stage, () => this.#visibility.stage);
    setHandler(obligations, () => (this.#state ? owedIn(statusAt(this.#state.steps, this.#now())) : []));
  }

  async referred(): Promise<void> {
    await condition(() => this.#state !== null || this.#abandoned);
  }

  isOpen(): boolean {
    return !this.#abandoned && this.#state?.endedAt === null;
  }

  isLong(): boolean {
    return workflowInfo().historyLength >= eventsInOneRun || workflowInfo().continueAsNewSuggested;
  }

  somethingIsDue(): boolean {
    return this.#next !== null && this.#next <= Date.now();
  }

  get #next(): number | null {
    return this.#awaited[0]?.at ?? null;
  }

  /** Sleeps until the next instant that matters, or until a step changes which that is. */
  async untilSomethingIsDue(): Promise<void> {
    const awaited = this.#next;
    const moved = () => this.#next !== awaited || !this.isOpen() || this.isLong();
    if (awaited === null || this.#state === null) await condition(moved);
    else if (awaited > Date.now()) {
      const { calendar } = statusAt(this.#state.steps, this.#state.lastRecordedAt).policy;
      await condition(moved, awaited - Date.now(), { summary: awaitedInWords(this.#awaited, calendar) });
    }
  }

  async announceWhatIsDue(): Promise<void> {
    for (let failures = 0; !(await this.#turns.run(() => this.#announce())); failures += 1) {
      // The lock is let go while the record is away: steps get their answer, and what they change is seen afterwards.
      await awaitRecord();
      await sleep(Math.min(1_000 * 2 ** failures, longestWaitMs), { summary: 'Record away: try again' });
      // However long it lasts, the history stays bounded: the next run tries on.
      if (this.isLong()) return;
    }
  }

  async goOnInNewRun(): Promise<void> {
    await this.settled();
    const { enrollmentId, agencyId } = this.#input;
    const { paging } = this.#crises;
    await continueAsNew<(input: EnrollmentInput) => Promise<void>>({
      ...{ enrollmentId, agencyId, state: this.#state },
      ...(paging.length > 0 ? { paging } : {}),
      ...this.#visibility.forNextRun,
    });
  }

  async settled(): Promise<void> {
    await condition(() => this.#turns.idle && this.#crises.idle && allHandlersFinished());
  }

  async #enroll(request: Enroll): Promise<SubmitReply> {
    const reply = await this.#recordBatch(enrollBatch(request, this.#input.agencyId, this.#now()));
    if (!reply.ok && this.#state === null) this.#abandoned = true;
    return reply;
  }

  /** Decides, records, applies; decides again when the record turns out to know more. */
  async #recordBatch(batch: CommandBatch): Promise<SubmitReply> {
    for (;;) {
      const decision = this.#judge(batch);
      if (!decision.ok) return decision;
      const change = inThisRun(decision.change, withLateMisses(decision.change));
      const learnt = await this.#record(change, batch.fingerprint);
      if (typeof learnt === 'string') return { ok: false, rejection: notPlaced(change, learnt) };
      if (learnt === null) return { ok: true, receipt: receiptOf(change, batch.commandId) };
      if (learnt.length === 0) return alreadyRecorded(change.before?.version ?? 0);
      const recorded = changeFromRecord(this.#input.enrollmentId, this.#state, learnt, batch.commandId);
      this.#apply(learnt);
      if (recorded) return alreadyRecorded(recorded.after.version);
    }
  }

  /** True when the clock has said what it had to; false when the record did not take it. */
  async #announce(): Promise<boolean> {
    while (this.#state !== null && this.somethingIsDue()) {
      const change = decideTicks(this.#state, this.#now());
      if (change === null) return this.#wait();
      try {
        const learnt = await this.#record(change, null);
        // The clock places nobody.
        if (typeof learnt === 'string' || learnt?.length === 0) return false;
        if (learnt) this.#apply(learnt);
      } catch (error) {
        // Whatever is wrong with the record, the clock goes on trying: a workflow that failed here would watch no more.
        if (error instanceof ApplicationFailure) return false;
        throw error;
      }
    }
    return true;
  }

  /** The instant was one at which nothing had to be said after all: look for the next one. */
  #wait(): boolean {
    if (this.#state) this.#take(this.#state);
    return true;
  }

  /**
   * Null when recorded and applied; the events the record has and we lack; or why the coordinator may not have the client
   * (then nothing has happened).
   */
  async #record(change: Change, fingerprint: string | null): Promise<DomainEvent[] | PlaceRefusal | null> {
    const request = requestOf(change, this.#input.enrollmentId, fingerprint);
    const result = await append(request, changeInWords(change));
    switch (result.status) {
      case 'recorded':
        this.#take(change.after, change);
        return null;
      case 'behind':
        return result.events;
      case 'not-placed':
        return result.code;
      case 'client-already-enrolled':
        if (this.#state === null) this.#abandoned = true;
        throw notRecorded(result);
      case 'ahead':
      case 'refused':
      case 'unavailable':
        throw notRecorded(result);
    }
  }

  async #catchUp(): Promise<number> {
    const events = await eventsAfter(this.#input.enrollmentId, this.#state?.version ?? 0);
    this.#apply(events);
    return this.#state?.version ?? 0;
  }

  #apply(events: DomainEvent[]): void {
    if (events.length === 0) return;
    const recorded = changeFromRecord(this.#input.enrollmentId, this.#state, events, null);
    if (recorded) this.#take(recorded.after, recorded);
  }

  #take(state: EnrollmentState, change?: Pick<Change, 'after' | 'statusAfter'>): void {
    this.#state = state;
    const statusAfter = change?.statusAfter ?? statusAt(state.steps, this.#now());
    this.#awaited = nextTicks(state, statusAfter);
    this.#visibility.show({ after: state, statusAfter });
    this.#crises.follow(state);
  }

  #refuseReferral(request: Enroll, found?: Found): void {
    refuseStrangers(enrollUpdate, found);
    const { agencyId } = this.#input;
    const batch = enrollBatch(request, agencyId, this.#now());
    refuseStrangeSteps(enrollUpdate, found, { ...batch, by: request.by }, agencyId);
    this.#refuseWhatMakesNoSense(batch);
  }

  /** Before there is a referral, only its handler can say so: whoever it refuses, the run ends with it. */
  #refuseWhatMakesNoSense(batch: CommandBatch): void {
    if (this.#state === null) return;
    const decision = this.#judge(batch);
    if (!decision.ok) throw failure(failureType.refused, decision.rejection.code, decision.rejection);
  }

  /** What the validator has just judged need not be judged again by its handler: same state, same moment, same batch. */
  #judge(batch: CommandBatch): Decision {
    const asked = JSON.stringify([this.#now(), batch]);
    if (this.#judged?.state === this.#state && this.#judged.asked === asked) return this.#judged.decision;
    const decision = decide(this.#input.enrollmentId, this.#state, batch, this.#now());
    this.#judged = { state: this.#state, asked, decision };
    return decision;
  }

  #refuseWhenCurrent(recorded: number, found?: Found): void {
    refuseStrangers(catchUpUpdate, found);
    if (this.#state !== null && recorded <= this.#state.version)
      throw failure(failureType.current, 'Nothing to catch up with.');
  }

  /** Never behind what is recorded, even where the server's clock was set back. */
  #now(): number {
    return Math.max(Date.now(), this.#state?.lastRecordedAt ?? 0);
  }
}

/** What is recorded must be what the history says was: a run that began before the rule goes on as it began. */
function inThisRun(asEver: Change, withMisses: Change): Change {
  return withMisses === asEver || patched('tell-overtaken-misses') ? withMisses : asEver;
}
