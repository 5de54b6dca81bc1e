import type { Instant } from '../../../engine/calendar/index.ts';
import type { Standing, UnsentStanding } from '../../../engine/notifications/standing.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { DeliveryAct, DeliveryRefusal } from '../delivery-acts.ts';
import type { Withheld } from '../judgement.ts';
import type { MessageChoice } from '../recipients.ts';

/** A notification as its reader sees it. */
export type NotificationRow = {
  id: string;
  /** Null for what is about a member of staff. */
  enrollmentId: string | null;
  /** Null for what is about none, or about one whose referral still waits. */
  client: ClientRow | null;
  /** Null for what is about an enrollment. */
  aboutStaffId: string | null;
  /** The month whose report is there; null for all else. */
  aboutReport: string | null;
  kind: string;
  audience: string;
  obligation: string | null;
  /** What its enrollment is held to; null where it is about none. */
  profileHash: string | null;
  duty: string | null;
  due: number | null;
  raisedAt: number;
  readAt: number | null;
  /** Why its message was withheld; null: it was not. */
  notSentBecause: string | null;
};

/** What ops did about messages. */
export type DeliveryActRow = {
  act: DeliveryAct;
  deliveries: string[];
  /** Null: they had them tried again. */
  reason: string | null;
  by: NamedActor;
  at: Instant;
};

/** A message on one channel as ops see it. */
export type DeliveryRow = {
  id: string;
  notificationId: string;
  kind: string;
  channel: string;
  state: Standing;
  notBefore: Instant;
  attempts: number;
  lastError: string | null;
  /** Why it was withheld. */
  because: Withheld | null;
  lastAct: Omit<DeliveryActRow, 'deliveries'> | null;
};

export type DeliveryActRequest = ActAsk & {
  act: DeliveryAct;
  deliveries: readonly string[];
  reason: string | null;
  now: Instant;
};

export type RefusedDelivery = { code: DeliveryRefusal; at: number; standing?: Standing };

/** What is on its way out. All throw RecordUnavailableError while PostgreSQL is away. */
export type DeliveryStore = {
  /** In the order in which they are to leave; of all that have not left, or of one standing. */
  list(
    agencyId: string,
    wanted: {
      standing: Standing | undefined;
      after: { notBefore: Instant; id: string } | undefined;
      limit: number;
      now: Instant;
    },
  ): Promise<DeliveryRow[]>;
  counts(agencyId: string, now: Instant): Promise<Record<UnsentStanding, number>>;
  /** All that are named, or none. */
  act(request: DeliveryActRequest): Promise<ActOutcome<DeliveryActRow, RefusedDelivery>>;
};

/** A link by which somebody answers a page without signing in. */
export type PageLink = {
  /** Whose it is. */
  caller: Caller;
  page: { id: string; enrollmentId: string };
  used: boolean;
  /** Null: the escalation goes on, and wants an answer. */
  over: 'answered' | 'ended' | null;
};

/** By the hash of a link's token. Both throw RecordUnavailableError while PostgreSQL is away. */
export type PageLinkStore = {
  find(hash: string, at: Instant): Promise<PageLink | null>;
  use(hash: string, at: Instant): Promise<void>;
};

/** `since` null: they have chosen nothing. */
export type ChoiceRow = { choice: MessageChoice; since: Instant | null };

/** Both throw RecordUnavailableError while PostgreSQL is away. */
export type ChoiceStore = {
  current(staffId: string): Promise<ChoiceRow>;
  choose(request: ActAsk & { choice: MessageChoice; now: Instant }): Promise<ActOutcome<ChoiceRow, never>>;
};
