import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import type { Cast } from './story.ts';

export type Copy = { enrollmentId: string; clientId: string; coordinatorId: string };

const inOneStatement = 500;

/** Copies one enrollment's rows of all tables so many times, each copy with ids of its own. */
export async function multiply(
  database: pg.Client,
  template: Cast,
  count: number,
  coordinators: readonly string[],
  progress: (done: number) => void = () => undefined,
): Promise<Copy[]> {
  const copies = Array.from({ length: count }, (_, index) => ({
    enrollmentId: randomUUID(),
    clientId: randomUUID(),
    coordinatorId: coordinators[index % coordinators.length] ?? template.coordinatorId,
  }));
  const inserts = await insertsFor(database, template);
  for (let from = 0; from < count; from += inOneStatement) {
    const part = copies.slice(from, from + inOneStatement);
    await database.query('begin');
    await database.query(
      `create temporary table bench_copy on commit drop as
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as c (enrollment_id, client_id, coordinator_id)`,
      [
        part.map((copy) => copy.enrollmentId),
        part.map((copy) => copy.clientId),
        part.map((copy) => copy.coordinatorId),
      ],
    );
    for (const insert of inserts) await database.query(insert);
    await database.query('commit');
    progress(from + part.length);
  }
  await database.query('analyze');
  return copies;
}

/** Columns are read from the catalog, so that one added to a table later is copied as it is. */
async function insertsFor(database: pg.Client, template: Cast): Promise<string[]> {
  const { enrollmentId, clientId, coordinatorId } = template;
  const id = `'${enrollmentId}'`;
  const swapped = (column: string): string =>
    `replace(replace(replace(${column}::text, ${id}, c.enrollment_id::text), '${clientId}', c.client_id::text), '${coordinatorId}', c.coordinator_id::text)`;
  const tables: { name: string; where: string; columns: Record<string, string> }[] = [
    {
      name: 'client',
      where: `t.id = '${clientId}'`,
      columns: {
        id: 'c.client_id',
        reference: 'c.client_id',
        made_for: `case when t.made_for is not null then c.enrollment_id end`,
      },
    },
    {
      name: 'document',
      where: `t.id = '${clientId}'`,
      columns: {
        id: 'c.client_id',
        client_id: 'c.client_id',
        content: `${swapped('t.content')}::jsonb`,
      },
    },
    {
      name: 'document_revision',
      where: `t.document_id = '${clientId}'`,
      columns: { document_id: 'c.client_id', content: `${swapped('t.content')}::jsonb` },
    },
    {
      name: 'enrollment',
      where: `t.id = ${id}`,
      columns: {
        id: 'c.enrollment_id',
        client_id: 'c.client_id',
        open_client_id: 'c.client_id',
        coordinator_id: 'c.coordinator_id',
      },
    },
    {
      name: 'event',
      where: `t.enrollment_id = ${id}`,
      columns: {
        enrollment_id: 'c.enrollment_id',
        // Only these name client or coordinator.
        data: `case when t.type in ('ReferralReceived', 'CoordinatorAssigned') then ${swapped('t.data')}::jsonb else t.data end`,
      },
    },
    { name: 'obligation', where: `t.enrollment_id = ${id}`, columns: { enrollment_id: 'c.enrollment_id' } },
    {
      // Judged as any other: there must be coordinators enough.
      name: 'caseload_place',
      where: `t.enrollment_id = ${id}`,
      columns: { enrollment_id: 'c.enrollment_id', staff_id: 'c.coordinator_id' },
    },
    {
      name: 'notification',
      where: `t.enrollment_id = ${id}`,
      columns: {
        id: `replace(t.id, ${id}, c.enrollment_id::text)`,
        enrollment_id: 'c.enrollment_id',
        staff_id: `case when t.staff_id = '${coordinatorId}' then c.coordinator_id else t.staff_id end`,
      },
    },
    {
      name: 'delivery',
      where: `t.notification_id like ${id.slice(0, -1)}/%'`,
      columns: {
        id: `replace(t.id, ${id}, c.enrollment_id::text)`,
        notification_id: `replace(t.notification_id, ${id}, c.enrollment_id::text)`,
      },
    },
  ];
  const statements: string[] = [];
  for (const { name, where, columns } of tables) {
    const { rows } = await database.query<{ column: string }>(
      `select column_name as column from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [name],
    );
    const names = rows.map(({ column }) => `"${column}"`).join(', ');
    const values = rows.map(({ column }) => columns[column] ?? `t."${column}"`).join(', ');
    const order = name === 'event' ? ' order by c.enrollment_id, t.seq' : '';
    statements.push(
      `insert into "${name}" (${names}) select ${values} from "${name}" t cross join bench_copy c where ${where}${order}`,
    );
  }
  return statements;
}

/** The state a copy's events fold to, without folding them again. */
export function stateOfCopy(template: EnrollmentState, copy: Copy): EnrollmentState {
  const { enrollmentId, clientId, coordinatorId } = copy;
  return {
    ...template,
    enrollmentId,
    clientId,
    steps: template.steps.map((step) => {
      const { facts } = step;
      if (facts.type === 'receiveReferral') return { ...step, facts: { ...facts, clientId } };
      if (facts.type === 'assignCoordinator') return { ...step, facts: { ...facts, coordinatorId } };
      return step;
    }),
  };
}
