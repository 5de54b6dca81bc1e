import type { ClientRow } from '../../../kit/client-row.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Obligation } from '../../../engine/obligations/obligation.ts';

/** What is owed to a client of somebody's day, by which policy. */
export type DutyRow = {
  enrollmentId: string;
  stage: string;
  level: string;
  emergency: boolean;
  client: ClientRow;
  coordinatorId: string;
  coordinatorName: string;
  obligation: Pick<
    Obligation,
    | 'key'
    | 'kind'
    | 'focus'
    | 'duty'
    | 'level'
    | 'opened'
    | 'due'
    | 'profileHash'
    | 'suspended'
    | 'acknowledged'
  >;
};

/** A way to speak with a client, as their contact information or who they are says. Protected. */
export type Reach = { phone: string; mayLeaveMessage: boolean };

/** What is known of a client beside what is owed. */
export type AboutClient = { reach: Reach | null; hasSafetyPlan: boolean; steps: RecordedStep[] };
