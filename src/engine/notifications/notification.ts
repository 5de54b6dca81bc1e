import type { Instant } from '../calendar/index.ts';
import type { Audience } from '../policy/profile.ts';

export type NotificationKind =
  | 'assignment'
  /** A client has another coordinator now: for who had them. */
  | 'handed-over'
  | 'warning'
  | 'overdue'
  | 'escalation'
  | 'escalation-withdrawn'
  | 'request'
  | 'decision'
  | 'page'
  /** Somebody was hired (ST-3): for the quality office. */
  | 'hire'
  /** Somebody's name, address or role has changed: for themselves, or for the director where they have done it. */
  | 'staff-changed'
  /** A month's report is there (SU-3). */
  | 'report'
  /** Somebody's shifts on call were made, changed or ended (CR-1). */
  | 'rota'
  /** A swap of such shifts was asked for, or settled. */
  | 'swap'
  /** The system has assigned somebody, the deadline being near: for the supervisor (IN-4, IN-8). */
  | 'system-assigned'
  /** The deadline is near, and nobody could be assigned: for the supervisor. */
  | 'nobody-fits'
  /** A pending step was refused: for its author. Raised by its delivery, not by the enrollment. */
  | 'step-refused'
  /** A discharged client is in danger: somebody decides whether the enrollment is reopened (CR-6). */
  | 'reopening-asked'
  /** A referral was never meant, and all its clocks have ended: for the director and the quality office. */
  | 'entered-in-error'
  /** Something about a client was told that nothing allowed: for the privacy officer (RF-3). */
  | 'disclosure'
  /** Somebody looks at a client with whom they have nothing to do: for the privacy officer. */
  | 'break-glass'
  /** The virus scanner found something in a file of a client, or in a staff file: for the privacy officer. */
  | 'file-infected'
  /** A lead holds the client's file and another one for one person, or no longer: for whoever has the client. */
  | 'files-linked'
  | 'files-parted';

/** What is still told of a referral that was entered in error; nothing else about it is sent. */
export const toldOfErrors = [
  'entered-in-error',
  'escalation-withdrawn',
] as const satisfies NotificationKind[];

/** A way out of the house, beside the inbox. */
export type Channel = 'mail' | 'webhook';

/** What is to be told to whom. Codes only: the words are put together where it is delivered, and hold nothing protected. */
export type NotificationDraft = {
  /** `enrollmentId/seq/n`: one cause, one notification, whatever happens. */
  id: string;
  kind: NotificationKind;
  audience: Audience;
  /** Set when it is for one person. */
  staffId: string | null;
  /** Kind of the obligation it is about. */
  obligation: string | null;
  /** Which one of that kind; left out where it is about none, as drafts of an earlier release do. */
  obligationKey?: string;
  duty: string | null;
  due: Instant | null;
  raisedAt: Instant;
  /** Beside the inbox, which every notification reaches. */
  deliveries: { channel: Channel; notBefore: Instant }[];
};

/** Somebody a message goes to. */
export type Recipient = {
  staffId: string;
  email: string;
  /** They want each message by itself, and no digest. */
  each?: boolean;
};

/** With what a message may leave as one mail, where several are due for somebody at once. */
export type Bundle = 'digest' | 'rungs';

/**
 * What was raised to a lead is never among what may wait: where several are due at once they are one mail, of their own. A page
 * is always a mail of its own.
 */
export function bundleOf({ kind, audience }: { kind: NotificationKind; audience: string }): Bundle | null {
  if (kind === 'page') return null;
  const rung = kind === 'escalation' || kind === 'warning' || kind === 'overdue';
  return rung && audience !== 'coordinator' ? 'rungs' : 'digest';
}
