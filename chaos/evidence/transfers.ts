import type pg from 'pg';
import type { StoredTransfer } from '../check/evidence.ts';

/** Reads which clients went, or were to go, to the other agency, and by which requests. */
export async function readTransfers(client: pg.Client): Promise<StoredTransfer[]> {
  const { rows } = await client.query<StoredTransfer>(
    `select t.id, t.state, t.from_enrollment_id as "from", t.to_enrollment_id as "to", t.waits_for as "waitsFor",
       json_agg(json_build_object('commandId', a.command_id, 'act', a.act) order by a.recorded_at) as acts
     from transfer t join transfer_act a on a.transfer_id = t.id group by t.id order by t.id`,
  );
  return rows;
}
