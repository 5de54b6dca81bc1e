import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { AssignmentNeed } from '../need.ts';
import type { ClientRow } from '../../../kit/client-row.ts';

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
