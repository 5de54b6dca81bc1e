import type { MoveState } from '../decide.ts';

/** The activities of a reassignment. All throw while the record or the enrollment cannot be reached; ask again. */
export type MoveActivities = {
  /** Enrollments that are not settled, in a fixed order. */
  clientsToMove(request: ReassignmentInput): Promise<string[]>;
  /**
   * Brings one client to their new coordinator, as an ordinary step whose name is made of reassignment and enrollment: however
   * often it is asked, the step is one. Answers what became of it; `waiting` where the reassignment was stopped before.
   */
  moveClient(request: ReassignmentInput & { enrollmentId: string }): Promise<MoveState>;
  /** Closes the reassignment: whoever was not moved before it was stopped is left where they are. */
  endReassignment(request: ReassignmentInput): Promise<ReassignmentProgress>;
};

/** The workflow's argument: ids only. */
export type ReassignmentInput = { reassignmentId: string; agencyId: string };

/** How far it is; what the query answers. */
export type ReassignmentProgress = Record<MoveState, number>;
