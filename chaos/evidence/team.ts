import type pg from 'pg';
import type { StoredTeam } from '../check/evidence.ts';

/** Reads who was away, who was on call and whose clients went to whom. */
export async function readTeam(client: pg.Client): Promise<StoredTeam> {
  const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await client.query<Row>(sql)).rows;
  const absences = await rows<StoredTeam['absences'][number]>(
    `select command_id as "commandId", staff_id as staff, cover_id as cover,
       (extract(epoch from from_at) * 1000)::float8 as from, (extract(epoch from until_at) * 1000)::float8 as until
     from absence order by from_at`,
  );
  const rota = await rows<StoredTeam['rota'][number]>(
    `select a.command_id as "commandId", a.act, coalesce(json_agg(json_build_object('id', s.id, 'staff', s.staff_id,
       'rank', s.rank)) filter (where s.id is not null), '[]') as shifts
     from on_call_act a left join on_call_shift s on s.agency_id = a.agency_id and s.made_by = a.command_id
     group by a.agency_id, a.command_id, a.act order by a.command_id`,
  );
  const swaps = await rows<StoredTeam['swaps'][number]>(
    'select id, asked_by as "commandId" from on_call_swap order by id',
  );
  const moves = await rows<StoredTeam['moves'][number]>(
    `select r.id, r.command_id as "commandId", r.ended_at is not null as ended,
       json_agg(json_build_object('enrollmentId', i.enrollment_id, 'to', i.to_staff_id, 'state', i.state)) as items
     from reassignment r join reassignment_item i on i.reassignment_id = r.id group by r.id order by r.id`,
  );
  return { absences, rota, swaps, moves };
}
