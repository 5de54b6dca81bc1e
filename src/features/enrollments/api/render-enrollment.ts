import type { ClientRow, EnrollmentRow } from '../../../kit/reads.ts';
import { iso, isoOrNull } from '../../../kit/http/instants.ts';

/** The client with or without what identifies them. */
export function renderClient(client: ClientRow, names: boolean) {
  const { reference, givenName, familyName, birthDate } = client;
  return names ? { reference, givenName, familyName, birthDate } : { reference };
}

export function renderEnrollment(row: EnrollmentRow, names: boolean) {
  const { coordinatorId, coordinatorName } = row;
  return {
    enrollmentId: row.id,
    client: renderClient(row.client, names),
    stage: row.stage,
    level: row.level,
    emergency: row.emergency,
    coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name: coordinatorName },
    receivedAt: iso(row.receivedAt),
    nextDue: isoOrNull(row.nextDue),
    overdue: row.overdueNow,
    version: row.version,
    pendingSteps: row.pendingSteps,
    profileHash: row.profileHash,
    calendarHash: row.calendarHash,
    dischargedAt: isoOrNull(row.dischargedAt),
    endedAt: isoOrNull(row.endedAt),
  };
}
