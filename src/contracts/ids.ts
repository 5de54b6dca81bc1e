const prefix = 'enrollment/';

/** Workflow id of an enrollment: opaque, nothing of the client in it. */
export function enrollmentWorkflowId(enrollmentId: string): string {
  return `${prefix}${enrollmentId}`;
}

/** The enrollment a workflow id belongs to; null for a workflow of another kind. */
export function parseEnrollmentWorkflowId(workflowId: string): string | null {
  return workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : null;
}

/** Name of one step of a command: the command's id, with its place where a command holds several. */
export function stepIdOf(commandId: string, index: number, count: number): string {
  return count === 1 ? commandId : `${commandId}.${index + 1}`;
}
