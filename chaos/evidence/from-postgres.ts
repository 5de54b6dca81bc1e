import type pg from 'pg';
import { differencesBetween } from '../../src/cli/rebuild/differences.ts';
import { checkAccounting } from '../../src/features/disclosures/postgres/check-accounting.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { withConnection } from '../../src/kit/postgres/connection.ts';
import { createReadModelStore } from '../../src/kit/postgres/read-model.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { projectRecord } from '../../src/pathway/projection.ts';
import type { Evidence, StoredEvent } from '../check/evidence.ts';
import { readTeam } from './team.ts';
import { readTransfers } from './transfers.ts';
import { isWhole } from '../check/streams.ts';

export type Stored = Pick<
  Evidence,
  | 'streams'
  | 'enrollments'
  | 'readModelDifferences'
  | 'accounting'
  | 'notifications'
  | 'deliveries'
  | 'pending'
  | 'documents'
  | 'fund'
  | 'team'
  | 'transfers'
>;

type EventRow = {
  enrollment_id: string;
  seq: number;
  prev_seq: number | null;
  command_id: string;
  index: number;
  type: string;
  step_id: string | null;
  occurred_at: Date;
  recorded_at: Date;
  actor: Actor;
  data: unknown;
  details: Record<string, unknown> | null;
};

/** Reads the record, the read model and the outbox as they are, table by table. */
export async function readPostgres(url: string): Promise<Stored> {
  const stored = await withConnection(url, async (client) => {
    // All tables as of one instant: the clock goes on meanwhile.
    await client.query('begin isolation level repeatable read read only');
    const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
      (await client.query<Row>(sql)).rows;
    const streams = await streamsIn(client);
    const enrollments = await readVersions(client);
    const notifications = await rows<Evidence['notifications'][number]>(
      `select id, enrollment_id as "enrollmentId", kind, audience, staff_id as "staffId", obligation,
         (extract(epoch from due) * 1000)::float8 as due,
         (extract(epoch from raised_at) * 1000)::float8 as "raisedAt" from notification
       -- What is told about staff follows from no stream.
       where enrollment_id is not null order by id`,
    );
    const deliveries = await rows<Evidence['deliveries'][number]>(
      `select id, notification_id as "notificationId", channel, state,
         (extract(epoch from not_before) * 1000)::float8 as "notBefore" from delivery order by id`,
    );
    const pending = await rows<Evidence['pending'][number]>(
      'select id::text, enrollment_id as "enrollmentId", command_id as "commandId", state from pending_step order by id',
    );
    const documents = await rows<Evidence['documents'][number]>(
      `select d.id, d.revision, json_agg(json_build_object('revision', r.revision, 'commandId', r.command_id,
         'hash', r.hash, 'by', r.actor->>'staffId', 'content', r.content) order by r.revision) as revisions
       from document d join document_revision r on r.document_id = d.id group by d.id order by d.id`,
    );
    const fund = await rows<Evidence['fund'][number]>(
      `select agency_id as "agencyId", seq, command_id as "commandId", kind, amount_cents as "amountCents",
         balance_cents as "balanceCents", about, enrollment_id as "enrollmentId", actor->>'staffId' as by
       from fund_entry order by agency_id, seq`,
    );
    const team = await readTeam(client);
    const transfers = await readTransfers(client);
    return { streams, enrollments, notifications, deliveries, pending, documents, fund, team, transfers };
  });
  const prisma = createPrisma(url, { statementTimeoutMs: 60_000 });
  try {
    const readModelDifferences = await differencesIn(prisma, stored.streams);
    return { ...stored, readModelDifferences, accounting: await accountingIn(prisma) };
  } finally {
    await prisma.$disconnect();
  }
}

/** Each enrollment's version and whether it has ended. */
export async function readVersions(client: pg.Client): Promise<Evidence['enrollments']> {
  const { rows } = await client.query<Evidence['enrollments'][number]>(
    'select id, version, ended_at is not null as ended from enrollment order by id',
  );
  return rows;
}

/** All events, by enrollment. */
export async function streamsIn(client: pg.Client): Promise<Evidence['streams']> {
  const { rows } = await client.query<EventRow>(
    'select * from event order by enrollment_id, seq, command_id, index',
  );
  const streams: Evidence['streams'] = new Map();
  for (const row of rows) {
    const known = streams.get(row.enrollment_id);
    if (known) known.push(eventOf(row));
    else streams.set(row.enrollment_id, [eventOf(row)]);
  }
  return streams;
}

function eventOf(row: EventRow): StoredEvent {
  const base = {
    seq: row.seq,
    prevSeq: row.prev_seq,
    commandId: row.command_id,
    index: row.index,
    type: row.type,
    occurredAt: row.occurred_at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    by: row.actor,
    details: row.details,
  };
  const content = row.step_id === null ? { clock: row.data } : { stepId: row.step_id, facts: row.data };
  // The rows were written from these types.
  return { ...base, ...content } as unknown as StoredEvent;
}

/** What `npm run doctor` would say of what has left. */
async function accountingIn(prisma: Prisma): Promise<Evidence['accounting']> {
  const { rows, missing, stray } = await checkAccounting(prisma);
  const faults = [...missing.map((id) => `${id} left without a row`), ...stray.map((id) => `${id} is stray`)];
  return { rows, faults };
}

/** What `npm run rebuild` would say. */
async function differencesIn(prisma: Prisma, streams: Evidence['streams']): Promise<string[]> {
  const store = createReadModelStore(prisma);
  const lines: string[] = [];
  for (const [id, events] of streams) {
    if (!isWhole(events)) continue;
    const { stored, folded } = await store.compare(id, projectRecord);
    lines.push(...differencesBetween(stored, folded).map((line) => `${id} ${line}`));
  }
  for (const { staffId, stored, added } of await store.caseloads({ write: false }))
    lines.push(`${staffId} caseload: is ${stored}, its places add up to ${added}`);
  return lines;
}
