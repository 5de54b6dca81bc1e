import type { RecordedStep } from '../../../engine/record/steps/index.ts';

/** A way to speak with a client, as their contact information or who they are says. Protected. */
export type Reach = { phone: string; mayLeaveMessage: boolean };

/** What is known of a client beside what is owed. */
export type AboutClient = { reach: Reach | null; hasSafetyPlan: boolean; steps: RecordedStep[] };
