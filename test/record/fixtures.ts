import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import type { RecordRequest } from '../../src/contracts/record.ts';
import type { Actor, DomainEvent, StepEvent } from '../../src/engine/record/events.ts';
import type { EnrollmentSummary } from '../../src/engine/record/summary.ts';
import type { NotificationDraft } from '../../src/engine/notifications/notification.ts';
import type { ObligationRow } from '../../src/engine/obligations/row.ts';

export const noon = Date.UTC(2026, 2, 2, 12);
export const sealKey = randomBytes(32).toString('base64');
export const quiet = { warn: () => {} };

export type Person = { agencyId: string; clientId: string };

/** An agency with one client. */
export async function seedPerson(prisma: Prisma): Promise<Person> {
  const person = { agencyId: randomUUID(), clientId: randomUUID() };
  await prisma.agency.create({
    data: { id: person.agencyId, name: 'Harbor County', profileHash: 'profile', calendarHash: 'calendar' },
  });
  await makeClient(prisma, {
    ...{ ...person, reference: person.clientId },
    ...{ givenName: 'Ada', familyName: 'Example' },
  });
  return person;
}

const coordinator = (agencyId: string): Actor => ({
  staffId: randomUUID(),
  role: 'coordinator',
  agencyId,
});

/** The event of a step; its protected words, sealed, where given. */
export function stepEvent(
  seq: number,
  commandId: string,
  agencyId: string,
  index = 0,
  sealed?: string,
): StepEvent {
  const contact: StepFacts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' };
  return {
    seq,
    commandId,
    index,
    occurredAt: noon + seq * 1000 - 1,
    recordedAt: noon + seq * 1000,
    by: coordinator(agencyId),
    type: 'ContactLogged',
    stepId: `${commandId}.${index + 1}`,
    facts: contact,
    ...(sealed === undefined ? {} : { sealed }),
  };
}

export function clockEvent(seq: number, agencyId: string): DomainEvent {
  return {
    seq,
    commandId: `clock/${seq}`,
    index: 0,
    occurredAt: noon + seq * 1000,
    recordedAt: noon + seq * 1000,
    by: { staffId: 'system', role: 'system', agencyId },
    type: 'DeadlineMissed',
    clock: { type: 'DeadlineMissed', key: 'first-contact~1', kind: 'first-contact', due: noon },
  };
}

export const summaryAt = (version: number, changes: Partial<EnrollmentSummary> = {}): EnrollmentSummary => ({
  version,
  stage: 'engagement',
  level: 'cm',
  emergency: false,
  coordinatorId: null,
  receivedAt: noon,
  nextDue: noon + 86_400_000,
  overdueCount: 0,
  profileHash: 'profile',
  calendarHash: 'calendar',
  dischargedAt: null,
  endedAt: null,
  inErrorAt: null,
  ...changes,
});

export const obligationRow = (kind: string, changes: Partial<ObligationRow> = {}): ObligationRow => ({
  key: `${kind}~1`,
  kind,
  duty: 'IN-5',
  opened: noon,
  openedBySeq: 1,
  level: 'cm',
  due: noon + 86_400_000,
  originalDue: noon + 86_400_000,
  status: 'open',
  closedAt: null,
  closedBySeq: null,
  profileHash: 'profile',
  calendarHash: 'calendar',
  changes: [],
  suspended: null,
  acknowledged: false,
  missRaisedAt: null,
  missWithdrawnAt: null,
  rungs: [],
  superseded: false,
  ...changes,
});

export const draft = (id: string, changes: Partial<NotificationDraft> = {}): NotificationDraft => ({
  id,
  kind: 'overdue',
  audience: 'supervisor',
  staffId: null,
  obligation: 'first-contact',
  duty: 'IN-5',
  due: noon,
  raisedAt: noon,
  deliveries: [{ channel: 'mail', notBefore: noon }],
  ...changes,
});

/** An append of those events and nothing else, unless `more` says so. */
export function request(
  enrollmentId: string,
  person: Person,
  events: DomainEvent[],
  more: Partial<RecordRequest> = {},
): RecordRequest {
  const first = events[0]?.seq ?? 1;
  return {
    enrollmentId,
    ...person,
    expectedVersion: first - 1,
    events,
    fingerprint: 'fingerprint',
    summary: summaryAt(first - 1 + events.length),
    obligations: [],
    removedObligations: [],
    notifications: [],
    ...more,
  };
}
