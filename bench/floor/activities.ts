import type { Pool } from 'pg';

/** Told when a bare timer is about to be set, so that nobody need ask the server. */
export type FloorSinks = { timers: { armed(): void } };

export type FloorActivities = {
  /** Answers how many bytes it wrote. */
  writeRow(id: string): Promise<number>;
  /** Does nothing, and is counted once for each workflow. */
  nothing(id: string): Promise<void>;
};

/** About what one event's facts weigh. */
const payload = JSON.stringify({
  type: 'logContact',
  with: 'client',
  mode: 'face-to-face',
  outcome: 'reached',
});

export const floorTable = `create table if not exists floor_row (
  id bigint generated always as identity primary key, enrollment text not null, data jsonb not null,
  at timestamptz not null default now())`;

const insertRow = {
  name: 'floor-row',
  text: 'insert into floor_row (enrollment, data) values ($1, $2)',
};

export function createFloorActivities(pool: Pool, done: Set<string>): FloorActivities {
  return {
    async writeRow(id) {
      await pool.query({ ...insertRow, values: [id, payload] });
      return payload.length;
    },
    async nothing(id) {
      done.add(id);
    },
  };
}

/** One transaction as an application without an engine would write it. */
export async function writeInTransaction(pool: Pool, id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ ...insertRow, values: [id, payload] });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
