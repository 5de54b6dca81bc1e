import type { AssignmentNeed } from './need.ts';
import type { RecordedStep } from '../../engine/record/steps/pathway.ts';
import type { ClientRow } from '../../kit/client-row.ts';

/** An enrollment as far as finding a coordinator goes. */
export type AssignableRow = {
  enrollmentId: string;
  client: ClientRow;
  level: string;
  emergency: boolean;
  receivedAt: number;
  version: number;
  profileHash: string;
  calendarHash: string;
  coordinatorId: string | null;
  /** The coordinator has it until somebody is assigned (IN-8). */
  provisional: boolean;
  /** Neither discharged nor ended. */
  open: boolean;
  need: AssignmentNeed;
  /** The open obligation that a lasting coordinator meets; `held`: its clock is stopped. */
  owed: { key: string; kind: string; duty: string; opened: number; due: number; held: boolean } | null;
};

export type WaitingRows = {
  /** The most urgent first. */
  rows: AssignableRow[];
  /** How many there are at all. */
  total: number;
};

/** Steps of a client's enrollments that say who was the coordinator, oldest enrollment first. */
export type CarriedRow = { clientId: string; enrollmentId: string; steps: RecordedStep[] };

/** What a round through an agency's queue has to be told. */
export type AssignmentRoundInput = { agencyId: string };

/** What came of it: `putOff` is the next round's. */
export type AssignmentRound = { assigned: number; nobodyFits: number; putOff: number };

/** The activity of the round. */
export type AssignmentActivities = {
  /**
   * Assigns those of the agency whose deadline is near at that instant (epoch ms), each once however often it is asked.
   * Throws while the record cannot be reached.
   */
  assignDue(request: AssignmentRoundInput & { at: number }): Promise<AssignmentRound>;
};
