import type { StoredRequest } from '../activities/stored-request.ts';
import type { StepType } from '../../../engine/record/steps/index.ts';
import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import type { Reuse } from '../../../kit/acts.ts';

/** Why a pending step was refused, for its author: codes and fixed words. */
export type PendingRefusal = {
  /** Of the table of problems. */
  code: string;
  detail?: string;
  /** Index of the command in the batch. */
  index: number;
  field?: string;
  version: number;
  /** The open enrollment of a client who has one already. */
  enrollmentId?: string;
};

export type NewPendingStep = {
  enrollmentId: string;
  agencyId: string;
  /** Its author. */
  staffId: string;
  types: StepType[];
  takenInAt: number;
  request: StoredRequest;
  /** What is to be told at once, whatever becomes of the engine (an emergency referral). */
  notifications: NotificationDraft[];
};

export type TakenIn =
  /** `ahead`: steps of the enrollment that are delivered before it. */
  | { status: 'waiting'; takenInAt: number; ahead: number }
  /** Another request waits under this command id, or the same of somebody else. */
  | { status: 'reused'; how: Reuse }
  /** A referral of the same client waits. */
  | { status: 'client-already-enrolled'; enrollmentId: string };

/** The first step that waits for an enrollment, held by one worker until its lease runs out. */
export type HeldStep = {
  /** Of the row: the order, and a part of the notification's id. */
  id: string;
  enrollmentId: string;
  agencyId: string;
  commandId: string;
  staffId: string;
  attempts: number;
  request: StoredRequest;
};

/** Pending steps in the record. Every function rejects while PostgreSQL is away. */
export type PendingStore = {
  /** Puts a step at the end of its enrollment's line; one that waits there already stays where it is. */
  take(step: NewPendingStep): Promise<TakenIn>;
  /** Of up to `limit` enrollments the step that is next; nobody else gets them for `leaseMs`, by the record's clock. */
  hold(options: { limit: number; leaseMs: number }): Promise<HeldStep[]>;
  /** Keeps a held step for longer. */
  keep(id: string, leaseMs: number): Promise<void>;
  /** Tried in vain: nobody tries again before the pause is over. */
  putOff(id: string, pauseMs: number): Promise<void>;
  recorded(id: string, at: number): Promise<void>;
  /** How many wait, of all enrollments. */
  waiting(): Promise<number>;
  /** Writes the refusal and tells the author, both or neither. */
  refused(step: HeldStep, at: number, refusal: PendingRefusal): Promise<void>;
};
