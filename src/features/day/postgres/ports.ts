import type { Obligation } from '../../../engine/obligations/obligation.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Stage } from '../../../engine/record/summary.ts';
import type { ClientRow } from '../../../kit/client-row.ts';

/** A way to speak with a client, as their contact information or who they are says. Protected. */
export type Reach = { phone: string; mayLeaveMessage: boolean };

/** What is known of a client beside what is owed. */
export type AboutClient = { reach: Reach | null; hasSafetyPlan: boolean; steps: RecordedStep[] };

/** How many duties of a kind are overdue, and due later today, of one coordinator's clients; `staffId` null: nobody has them. */
export type OverdueCell = {
  kind: string;
  staffId: string | null;
  overdue: number;
  today: number;
};

/** A duty that is overdue or due today, with what opened it. */
export type OverdueCase = {
  enrollmentId: string;
  stage: Stage;
  level: string;
  emergency: boolean;
  client: ClientRow;
  staffId: string | null;
  key: string;
  kind: string;
  focus: string | null;
  duty: string;
  due: number;
  opened: number;
  /** At which its cadence was read. */
  cadenceLevel: string;
  profileHash: string;
  suspended: Obligation['suspended'];
  openedBy: string | null;
};

export type OverdueQuestion = {
  agencyId: string;
  now: number;
  /** End of the agency's day. */
  until: number;
  kind?: string | undefined;
  /** null: of whom nobody is the coordinator. */
  staffId?: string | null | undefined;
  when?: 'overdue' | 'today' | undefined;
  after?: { due: number; enrollmentId: string; key: string } | undefined;
  limit: number;
};

/** A duty that a lead alone can meet, with what is known of the step that opened it. */
export type WaitingForLead = {
  enrollmentId: string;
  level: string;
  client: ClientRow;
  staffId: string | null;
  staffName: string | null;
  key: string;
  kind: string;
  focus: string | null;
  duty: string;
  due: number;
  opened: number;
  /** At which its cadence was read. */
  cadenceLevel: string;
  profileHash: string;
  /** Of what opened it. */
  stepId: string | null;
  /** Of an Acuity Index. */
  score: number | null;
  /** Whether its answers are on record. */
  isAnswered: boolean;
  /** The newest form of one on paper, as it is kept. */
  form: { id: string; sha256: string } | null;
};

/** A case review that was held: the supervisor signs it first. */
export type HeldReviewRow = {
  documentId: string;
  revision: number;
  staffId: string;
  staffName: string;
  heldAt: number;
};
