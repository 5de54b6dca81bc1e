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
