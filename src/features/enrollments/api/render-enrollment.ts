import type { EnrollmentRow } from '../../../kit/reads.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';

export function renderEnrollment(row: EnrollmentRow, names: boolean) {
  const { coordinatorId, coordinatorName } = row;
  return {
    enrollmentId: row.id,
    client: renderClient(row.client, names),
    stage: row.stage,
    level: row.level,
    emergency: row.emergency,
    coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name: coordinatorName },
    receivedAt: row.receivedAt,
    nextDue: row.nextDue,
    overdue: row.overdueNow,
    version: row.version,
    pendingSteps: row.pendingSteps,
    profileHash: row.profileHash,
    calendarHash: row.calendarHash,
    dischargedAt: row.dischargedAt,
    endedAt: row.endedAt,
  };
}
