import type { Channel } from '../engine/notifications/notification.ts';

/** Workflow id of an enrollment: opaque, nothing of the client in it. */
export function enrollmentWorkflowId(enrollmentId: string): string {
  return `enrollment/${enrollmentId}`;
}

/** The other way round; undefined for a workflow that is no enrollment's. */
export function enrollmentIdOf(workflowId: string): string | undefined {
  return /^enrollment\/(.+)$/.exec(workflowId)?.[1];
}

/** Workflow id of a crisis; `mark` stands for the step that reported it (`crisisMark`). */
export function crisisWorkflowId(enrollmentId: string, mark: string): string {
  return `crisis/${enrollmentId}/${mark}`;
}

/** The other way round; undefined for a workflow that is no crisis'. */
export function crisisOf(workflowId: string): { enrollmentId: string; mark: string } | undefined {
  const [, enrollmentId, mark] = /^crisis\/([^/]+)\/([0-9a-f]{16})$/.exec(workflowId) ?? [];
  return enrollmentId === undefined || mark === undefined ? undefined : { enrollmentId, mark };
}

/** Id of the Schedule that goes through an agency's staff, and beginning of the ids of its rounds. */
export function peopleRoundId(agencyId: string): string {
  return `people-round/${agencyId}`;
}

/** Id of the Schedule that has an agency's monthly report made, and beginning of the ids of its runs. */
export function monthlyReportId(agencyId: string): string {
  return `monthly-report/${agencyId}`;
}

/** Workflow id of a reassignment. */
export function reassignmentWorkflowId(reassignmentId: string): string {
  return `reassignment/${reassignmentId}`;
}

/** Id of the Schedule that goes through an agency's assignment queue, and beginning of the ids of its rounds. */
export function assignmentRoundId(agencyId: string): string {
  return `assignment-round/${agencyId}`;
}

/** Workflow id of a transfer to another agency. */
export function transferWorkflowId(transferId: string): string {
  return `transfer/${transferId}`;
}

/** Workflow id of a channel's sender: one in the whole system. */
export function notificationsWorkflowId(channel: Channel): string {
  return `notifications/${channel}`;
}
