/** Workflow id of an enrollment: opaque, nothing of the client in it. */
export function enrollmentWorkflowId(enrollmentId: string): string {
  return `enrollment/${enrollmentId}`;
}

/** The other way round; undefined for a workflow that is no enrollment's. */
export function enrollmentIdOf(workflowId: string): string | undefined {
  return /^enrollment\/(.+)$/.exec(workflowId)?.[1];
}
