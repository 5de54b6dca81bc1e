import type { Rejection } from '../pathway/rejection.ts';
import type { Receipt } from '../engine/deadlines/receipt.ts';
import type { Actor } from '../engine/record/events.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Origin } from '../engine/record/steps/enrollments.ts';
import type { Audience, Policy } from '../engine/policy/profile.ts';

/** Names both sides of the wire use; changing one breaks running enrollments. */
export const taskQueue = 'throughline';
export const enrollmentWorkflow = 'enrollment';
/** Update, argument Enroll: answered once the referral is durable. Sent by Update-with-Start. */
export const enrollUpdate = 'enroll';
/** Update, argument CommandBatch: answered once the steps are durable. From before steps had updates of their own names. */
export const submitUpdate = 'submit';
/** Update, argument the record's version: its validator refuses when the workflow already has it. */
export const catchUpUpdate = 'catchUp';
export const crisisWorkflow = 'crisis';
export const peopleRoundWorkflow = 'peopleRound';
export const assignmentRoundWorkflow = 'assignmentRound';
export const monthlyReportWorkflow = 'monthlyReport';
export const reassignmentWorkflow = 'reassignment';
/** Query to a reassignment: how many clients are moved, refused, to go. */
export const progressQuery = 'progress';
export const transferWorkflow = 'transfer';
/** Signal to a crisis: the record has something new about it. */
export const lookSignal = 'look';
/** Its workflow sends what waits on one channel. */
export const notificationsWorkflow = 'notifications';
/** Signal to it: what was put off is tried again at once. */
export const sendNowSignal = 'sendNow';
/** Queries to an enrollment: the version the workflow has; where it stands; what is owed, as kinds and instants. */
export const versionQuery = 'version';
export const stageQuery = 'stage';
export const obligationsQuery = 'obligations';

/** First message to an enrollment. */
export type Enroll = {
  commandId: string;
  by: Actor;
  clientId: string;
  /** Epoch ms; left out, when it was asked for. */
  receivedAt?: number;
  /** Epoch ms; left out, the moment it is judged. */
  askedAt?: number;
  level: string;
  emergency: boolean;
  origin: Origin;
  onCallId: string | null;
  /** Left out by senders from before they were asked for. */
  consents?: string[];
  noConsents?: true;
  policy: Policy;
  sealed?: string;
  fingerprint: string;
};

/** The workflow's argument: who it is, and, after continue-as-new or a revival, what it already knows. */
export type EnrollmentInput = {
  enrollmentId: string;
  agencyId: string;
  state: EnrollmentState | null;
  /** Crises whose workflows an earlier run has started; a revival knows of none, and starts those that are missing. */
  paging?: string[];
  /** From an earlier run that tells stages as of 0.2.0. */
  usersStages?: true;
};

/** The argument of a crisis' workflow. */
export type CrisisInput = {
  enrollmentId: string;
  agencyId: string;
  /** The step that reported it. */
  thing: string;
  everyMinutes: number;
  chain: Audience[];
  /** After continue-as-new, the page that comes next. */
  page?: number;
};

/** What an update answers: a receipt, or a refusal as a value (an accepted update that was then refused). */
export type SubmitReply = { ok: true; receipt: Receipt } | { ok: false; rejection: Rejection };

/** Types of the ApplicationFailures a workflow throws at its callers. */
export const failureType = {
  /** Details: [Rejection]. Thrown by validators, so that a refusal leaves no history. */
  refused: 'Refused',
  /** Validators: nobody of ours has made the message, or not for this. Nothing happened. */
  unproven: 'Unproven',
  /** The record could not be reached; nothing happened as far as is known. Ask again under the same command id. */
  recordUnavailable: 'RecordUnavailable',
  /** The workflow knows more than the record: ops must look (`revive`). */
  recordBehind: 'RecordBehind',
  /** The record will never take this: a fault of ours. */
  recordRefused: 'RecordRefused',
  /** Details: [enrollmentId of the open one]. */
  clientAlreadyEnrolled: 'ClientAlreadyEnrolled',
  /** Validator of catchUp: nothing to do. */
  current: 'Current',
} as const;
