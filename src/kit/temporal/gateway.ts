import type { Instant } from '../../engine/calendar/index.ts';
import type { Reuse } from '../acts.ts';
import type { Rejection } from '../../pathway/rejection.ts';
import type { Receipt } from '../../engine/deadlines/receipt.ts';
import type { Enroll } from '../../contracts/messages.ts';
import type { CommandBatch } from '../../engine/record/commands.ts';
import type { AgencySchedule } from './schedules.ts';
import type { WorkflowStart } from './start.ts';

/**
 * The one way from the outside to running enrollments. Outcomes are values; `unknown` means that the step may or may
 * not have been recorded: ask again under the same command id.
 */
export type Gateway = {
  /** Starts an enrollment; answered once its referral is durable. The same command id never starts a second one. */
  enroll(enrollmentId: string, request: Enroll): Promise<EnrollOutcome>;
  /** Records steps, all or none; answered once they are durable. */
  submit(enrollmentId: string, batch: CommandBatch): Promise<SubmitOutcome>;
  /** Sees to it that a workflow runs; a second time changes nothing. */
  begin(start: WorkflowStart): Promise<'begun' | 'going-on' | 'away'>;
  /** Sees to it that an agency has a Schedule; a second time changes nothing. */
  schedule(schedule: AgencySchedule): Promise<'made' | 'there' | 'away'>;
  /** Rejects while the Temporal server cannot be reached. */
  ping(): Promise<void>;
  /** Whether Temporal answers, and when a worker last asked it for work. Never rejects. */
  standing(): Promise<EngineStanding>;
};

/** `polledAt` null: no worker within the minutes that Temporal remembers. */
export type EngineStanding = { away: true; since: Instant } | { away: false; polledAt: Instant | null };

/** `reuse`: the command id stands for something else already. */
type Refused = { status: 'refused'; rejection: Rejection; reuse?: Reuse };

export type EnrollOutcome =
  | { status: 'accepted'; receipt: Receipt; replayed: boolean }
  | Refused
  | { status: 'client-already-enrolled'; enrollmentId: string }
  | Trouble;

export type SubmitOutcome =
  /** `replayed`: it had been recorded before, this is the receipt of then. */
  { status: 'accepted'; receipt: Receipt; replayed: boolean } | Refused | { status: 'not-found' } | Trouble;

/**
 * The record is away, or the engine: Temporal, the worker, the enrollment's workflow. `unknown`: it may have been
 * recorded all the same. While the engine is away steps can be taken in as pending ones.
 */
export type Trouble = { status: 'unavailable'; unknown: boolean; away: 'engine' | 'record' };
