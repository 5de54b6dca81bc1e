import type { StoredRequest } from '../activities/stored-request.ts';
import type { StepType } from '../../../engine/record/steps/index.ts';
import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import type { ActStamp, Reuse } from '../../../kit/acts.ts';
import type { PendingStatus } from '../statuses.ts';

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

/** A pending step as its readers see it. */
export type PendingRow = {
  /** Of the row: their order. */
  id: string;
  commandId: string;
  types: string[];
  by: { staffId: string; name: string | null };
  takenInAt: number;
  status: PendingStatus;
  /** Version of the record after it, once recorded. */
  version: number | null;
  settledAt: number | null;
  refusal: PendingRefusal | null;
};

/** What has to be known of an enrollment before a command goes to it. */
export type Admission = {
  /** Null while only its referral waits, too. */
  onRecord: {
    clientId: string;
    receivedAt: number;
    endedAt: number | null;
    inErrorAt: number | null;
    updatedAt: number;
    profileHash: string;
  } | null;
  /** Pending steps that wait for the enrollment: where there are any, every command joins them. */
  waiting: number;
  /** What is on record under this command id, or waits under it. */
  named: ActStamp | null;
  /** Whose step waited under it, and was refused: that person may ask again under it, and nobody else. */
  refusedOf: string | null;
  /** Where it waits; `ahead`: steps that are delivered before it. */
  own: { takenInAt: number; ahead: number } | null;
};
