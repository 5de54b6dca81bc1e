import type { RecordRequest } from '../../contracts/record.ts';
import { isStepEvent } from '../../engine/record/events.ts';
import type { Seal } from '../seal.ts';
import { toRow } from './event-rows.ts';
import { Prisma } from './generated/client.ts';
import type {
  CaseloadPlaceCreateManyInput,
  DeliveryCreateManyInput,
  DisclosureCreateManyInput,
  EnrollmentCreateManyInput,
  EventCreateManyInput,
  NotificationCreateManyInput,
  ObligationCreateManyInput,
} from './generated/models.ts';
import {
  deliveryColumns,
  disclosureColumns,
  enrollmentColumns,
  notificationColumns,
  obligationColumns,
  placeColumns,
} from './read-model-rows.ts';

/** What an append sends along, and the columns it fills. A column that is not named has its default. */
type Change = {
  event: EventCreateManyInput[];
  enrollment: EnrollmentCreateManyInput[];
  obligation: ObligationCreateManyInput[];
  notification: NotificationCreateManyInput[];
  delivery: DeliveryCreateManyInput[];
  caseload_place: CaseloadPlaceCreateManyInput[];
  disclosure: DisclosureCreateManyInput[];
  removed: string[];
  /** Enrollments that take no place any more. */
  left: string[];
};

/** The rows of one change, as the JSON that `appendSql` takes. Throws SealError for words that cannot be opened. */
export function appendRows(request: RecordRequest, seal: Pick<Seal, 'open'>): string {
  const { enrollmentId, agencyId, clientId, events, summary, obligations, notifications, place } = request;
  const updatedAt = Math.max(...events.map(({ recordedAt }) => recordedAt));
  // What the clock announced, the workflow would announce again by itself. That it has a person's step, only the
  // gateway knows, once the answer has arrived.
  const confirmedVersion = events.every((event) => !isStepEvent(event)) ? summary.version : 0;
  const owner = { id: enrollmentId, agencyId, clientId, confirmedVersion };
  const change: Change = {
    event: events.map((event) => toRow(request, event, seal)),
    enrollment: [{ ...owner, ...enrollmentColumns(clientId, summary, updatedAt) }],
    obligation: obligations.map((row) => obligationColumns(enrollmentId, agencyId, row)),
    notification: notifications.map((draft) => notificationColumns(enrollmentId, agencyId, draft)),
    delivery: notifications.flatMap(deliveryColumns),
    caseload_place: place ? [placeColumns(enrollmentId, agencyId, place, updatedAt)] : [],
    disclosure: (request.disclosures ?? []).map((row) => disclosureColumns(enrollmentId, agencyId, row)),
    removed: request.removedObligations,
    left: place === null ? [enrollmentId] : [],
  };
  const rows = (table: object[]) => table.map(inColumns);
  const { event, enrollment, obligation, notification, delivery, removed, left } = change;
  return JSON.stringify({
    event: rows(event),
    enrollment: rows(enrollment),
    obligation: rows(obligation),
    notification: rows(notification),
    delivery: rows(delivery),
    caseload_place: rows(change.caseload_place),
    disclosure: rows(change.disclosure),
    removed,
    left,
  });
}

function inColumns(row: object): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row))
    columns[column(name)] = value === Prisma.DbNull ? null : value;
  return columns;
}

/** As the schema maps every name; the few there are come again with every row. */
function column(name: string): string {
  const known = columnOf.get(name);
  if (known !== undefined) return known;
  const mapped = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnOf.set(name, mapped);
  return mapped;
}
const columnOf = new Map<string, string>();

const words = (text: string): string[] => text.trim().split(/\s+/);
const quoted = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');
const replaced = (columns: readonly string[]): string =>
  columns.map((name) => `"${name}" = excluded."${name}"`).join(', ');

const event =
  words(`enrollment_id seq prev_seq command_id index type step_id occurred_at recorded_at actor data details
  fingerprint`);
const standing =
  words(`open_client_id version stage level emergency coordinator_id received_at next_due overdue_count
  profile_hash calendar_hash discharged_at ended_at in_error_at updated_at`);
const enrollment = ['id', 'agency_id', 'client_id', 'confirmed_version', ...standing];
const owed =
  words(`agency_id kind thing duty level opened opened_by_seq due original_due status closed_at closed_by_seq
  profile_hash calendar_hash changes suspended acknowledged miss_raised_at miss_withdrawn_at rungs superseded
  entered_late`);
const obligation = ['enrollment_id', 'key', ...owed];
const notification = words(
  'id enrollment_id agency_id kind audience staff_id obligation obligation_key duty due raised_at',
);
const told = words('kind audience staff_id obligation obligation_key duty due');
const delivery = words('id notification_id channel not_before');
const leaving =
  words(`id agency_id enrollment_id step_id way to_kind to_id purpose content items release law actor
  at recorded_at`);
const taken = words('agency_id staff_id level share provisional since changed_at');
const place = ['enrollment_id', ...taken];

const insert = (table: string, names: readonly string[], after: string): string => `
  INSERT INTO "${table}" (${quoted(names)})
  SELECT ${quoted(names)} FROM change, json_populate_recordset(NULL::"${table}", doc -> '${table}') ${after}`;

/**
 * All that one change writes, as one statement: one way to the server and back, one commit, and no transaction left
 * open by a worker that dies. The parts wait for one another, so that locks are taken in one order everywhere: first
 * the events, whose keys are the version check, then the enrollment's row, then the rest; last of all, by the triggers
 * of its place, the staff whose caseloads change, in the order of their ids.
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
placed AS (${insert('caseload_place', place, 'WHERE EXISTS (SELECT FROM kept)')}
  ON CONFLICT (enrollment_id) DO UPDATE SET ${replaced(taken)}),
left_free AS (
  DELETE FROM "caseload_place" USING change, kept
  WHERE enrollment_id = kept.id AND kept.id::text IN (SELECT json_array_elements_text(doc -> 'left'))),
owed AS (${insert('obligation', obligation, 'WHERE EXISTS (SELECT FROM kept)')}
  ON CONFLICT (enrollment_id, key) DO UPDATE SET ${replaced(owed)}),
disclosed AS (${insert('disclosure', leaving, 'WHERE EXISTS (SELECT FROM kept)')}
  ON CONFLICT (id) DO NOTHING),
told AS (${insert('notification', notification, 'WHERE EXISTS (SELECT FROM kept)')}
  -- Told already where the referral was taken in while Temporal was away. Had it been sent twice at once, the other of the
  -- two may have come on record, a moment later: what is told of is what is on record.
  ON CONFLICT (id) DO UPDATE SET ${replaced(told)}
    WHERE ("notification".staff_id, "notification".due) IS DISTINCT FROM (excluded.staff_id, excluded.due)
  RETURNING id)
${insert('delivery', delivery, 'WHERE (SELECT count(*) FROM told) >= 0')}
  ON CONFLICT (id) DO NOTHING`;
