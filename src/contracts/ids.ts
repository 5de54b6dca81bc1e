/** Workflow id of an enrollment: opaque, nothing of the client in it. */
export function enrollmentWorkflowId(enrollmentId: string): string {
  return `enrollment/${enrollmentId}`;
}
