import type { Check, Evidence } from './evidence.ts';

/** Each open enrollment's workflow runs, has nothing it cannot get done, and knows all that the record knows. */
export function checkWorkflows({ enrollments, enrollmentsAfter, workflows, streams }: Evidence): Check[] {
  const alive: Check = {
    name: 'workflows: none stuck, missing or behind',
    examined: enrollments.length,
    violations: [],
  };
  const told: Check = { name: 'what Temporal says was recorded is on record', examined: 0, violations: [] };
  const after = new Map(enrollmentsAfter.map((one) => [one.id, one]));
  const accounts = new Map(workflows.map((account) => [account.enrollmentId, account]));
  for (const { id, version, ended } of enrollments) {
    const account = accounts.get(id);
    const { version: newest, ended: endedSince } = after.get(id) ?? { version, ended };
    const wrong = (words: string): void => void alive.violations.push(`${id}: ${words}`);
    if (!account || account.status === null) {
      if (!ended) wrong('has no workflow');
      continue;
    }
    const statuses = [ended ? 'COMPLETED' : 'RUNNING', endedSince ? 'COMPLETED' : 'RUNNING'];
    if (!statuses.includes(account.status)) wrong(`its workflow is ${account.status}`);
    if (account.taskAttempts > 1) wrong(`its workflow task is at attempt ${account.taskAttempts}`);
    if (account.pendingActivities > 0) wrong('an activity of its workflow is still under way');
    if (account.lastTaskFailed !== null) wrong(`its last workflow task failed: ${account.lastTaskFailed}`);
    if (account.status !== 'RUNNING') continue;
    const current = account.version !== null && account.version >= version && account.version <= newest;
    if (!current) wrong(`its workflow is at ${account.version}, the record at ${version}`);
  }
  const known = new Set(enrollments.map(({ id }) => id));
  for (const account of workflows) {
    const { enrollmentId, status } = account;
    if (!known.has(enrollmentId) && status === 'RUNNING') {
      alive.violations.push(`${enrollmentId}: a workflow runs for nothing on record`);
    }
    const commands = new Set(streams.get(enrollmentId)?.map(({ commandId }) => commandId));
    for (const commandId of account.recordedCommands) {
      told.examined += 1;
      if (!commands.has(commandId))
        told.violations.push(`${enrollmentId}: ${commandId} was recorded, says its history`);
    }
  }
  return [alive, told];
}
