import type { RecordRequest } from '../../contracts/record.ts';
import type { Seal } from '../seal.ts';
import { toRow } from './event-rows.ts';
import { Prisma } from './generated/client.ts';
import type {
  DeliveryCreateManyInput,
  EnrollmentCreateManyInput,
  EventCreateManyInput,
  NotificationCreateManyInput,
  ObligationCreateManyInput,
} from './generated/models.ts';
import {
  deliveryColumns,
  enrollmentColumns,
  notificationColumns,
  obligationColumns,
} from './read-model-rows.ts';

/** What an append sends along, and the columns it fills. A column that is not named has its default. */
type Change = {
  event: EventCreateManyInput[];
  enrollment: EnrollmentCreateManyInput[];
  obligation: ObligationCreateManyInput[];
  notification: NotificationCreateManyInput[];
  delivery: DeliveryCreateManyInput[];
  removed: string[];
};

/** The rows of one change, as the JSON that `appendSql` takes. Throws SealError for words that cannot be opened. */
export function appendRows(request: RecordRequest, seal: Pick<Seal, 'open'>): string {
  const { enrollmentId, agencyId, clientId, events, summary, obligations, notifications } = request;
  const updatedAt = Math.max(...events.map(({ recordedAt }) => recordedAt));
  // What the clock announced, the workflow would announce again by itself. That it has a person's step, only the
  // gateway knows, once the answer has arrived.
  const confirmedVersion = events.every(({ by }) => by.role === 'system') ? summary.version : 0;
  const owner = { id: enrollmentId, agencyId, clientId, confirmedVersion };
  const change: Change = {
    event: events.map((event) => toRow(enrollmentId, event, seal, request.fingerprint)),
    enrollment: [{ ...owner, ...enrollmentColumns(clientId, summary, updatedAt) }],
    obligation: obligations.map((row) => obligationColumns(enrollmentId, agencyId, row)),
    notification: notifications.map((draft) => notificationColumns(enrollmentId, agencyId, draft)),
    delivery: notifications.flatMap(deliveryColumns),
    removed: request.removedObligations,
  };
  const rows = (table: object[]) => table.map(inColumns);
  const { event, enrollment, obligation, notification, delivery, removed } = change;
  return JSON.stringify({
    event: rows(event),
    enrollment: rows(enrollment),
    obligation: rows(obligation),
    notification: rows(notification),
    delivery: rows(delivery),
    removed,
  });
}

const inColumns = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [column(name), value === Prisma.DbNull ? null : value]),
  );

/** As the schema maps every name. */
const column = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const quoted = (names: readonly string[]): string => names.map((name) => `"${column(name)}"`).join(', ');
const replaced = (names: readonly string[]): string =>
  names.map((name) => `"${column(name)}" = excluded."${column(name)}"`).join(', ');

const event = [
  ...['enrollmentId', 'seq', 'prevSeq', 'commandId', 'index', 'type', 'stepId', 'occurredAt', 'recordedAt'],
  ...['actor', 'data', 'details', 'fingerprint'],
];
const standing = [
  ...['openClientId', 'version', 'stage', 'level', 'emergency', 'coordinatorId', 'receivedAt', 'nextDue'],
  ...['overdueCount', 'profileHash', 'calendarHash', 'dischargedAt', 'endedAt', 'updatedAt'],
];
const enrollment = ['id', 'agencyId', 'clientId', 'confirmedVersion', ...standing];
const obligation = [
  ...[
    'enrollmentId',
    'key',
    'agencyId',
    'kind',
    'duty',
    'level',
    'opened',
    'openedBySeq',
    'due',
    'originalDue',
  ],
  ...[
    'status',
    'closedAt',
    'closedBySeq',
    'profileHash',
    'calendarHash',
    'changes',
    'suspended',
    'acknowledged',
  ],
  ...['missRaisedAt', 'missWithdrawnAt', 'rungs', 'superseded'],
];
const notification = [
  ...[
    'id',
    'enrollmentId',
    'agencyId',
    'kind',
    'audience',
    'staffId',
    'obligation',
    'duty',
    'due',
    'raisedAt',
  ],
];
const delivery = ['id', 'notificationId', 'channel', 'notBefore'];

const insert = (table: string, names: readonly string[], after: string): string => `
  INSERT INTO "${table}" (${quoted(names)})
  SELECT ${quoted(names)} FROM change, json_populate_recordset(NULL::"${table}", doc -> '${table}') ${after}`;

/**
 * All that one change writes, as one statement: one way to the server and back, one commit, and no transaction left
 * open by a worker that dies. The parts wait for one another, so that locks are taken in one order everywhere: first
 * the events, whose keys are the version check, then the enrollment's row, then the rest.
 */
export const appendSql = `WITH change AS (SELECT $1::json AS doc),
appended AS (${insert('event', event, 'RETURNING seq')}),
kept AS (${insert('enrollment', enrollment, 'WHERE EXISTS (SELECT FROM appended)')}
  ON CONFLICT (id) DO UPDATE SET ${replaced(standing)},
    confirmed_version = GREATEST("enrollment".confirmed_version, excluded.confirmed_version)
  RETURNING id),
removed AS (
  DELETE FROM "obligation" USING change, kept
  WHERE enrollment_id = kept.id AND key IN (SELECT json_array_elements_text(doc -> 'removed'))),
owed AS (${insert('obligation', obligation, 'WHERE EXISTS (SELECT FROM kept)')}
  ON CONFLICT (enrollment_id, key) DO UPDATE SET ${replaced(obligation.slice(2))}),
told AS (${insert('notification', notification, 'WHERE EXISTS (SELECT FROM kept)')}
  -- Told already where the referral was taken in while Temporal was away.
  ON CONFLICT (id) DO NOTHING
  RETURNING id)
${insert('delivery', delivery, 'WHERE (SELECT count(*) FROM told) >= 0')}
  ON CONFLICT (id) DO NOTHING`;
