import { withConnection } from '../../src/kit/postgres/connection.ts';
import { setImmediate as letOthersRun, setTimeout as wait } from 'node:timers/promises';
import { decideTicks } from '../../src/pathway/decide.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import type { System } from '../system/system.ts';
import { crisesOutOfStep } from '../check/crises.ts';
import { readCrises } from './crises.ts';
import { streamsIn } from './from-postgres.ts';

/**
 * Most is mended within a minute, when the worker sweeps. But a workflow task that ten workers in a row took and died with
 * is held back by Temporal for ten minutes: only what does not get less in that time is not mended by itself.
 */
const patienceMs = 11.5 * 60_000;

/**
 * Waits until nothing is left to do: worker and API ready, nothing due in the outbox, nothing waiting to come in, no
 * workflow known to lag behind, no crisis and no clock behind. Answers what is left when patience ends: the checker then
 * says the same with names.
 */
export async function settle(system: System, say: (line: string) => void): Promise<string[]> {
  await Promise.all([system.worker.ready(), system.api.ready()]);
  for (let looks = 1; ; looks += 1) {
    const left = await allDone(system.database.url, say);
    if (left.length > 0) return left;
    // A crisis that somebody has answered ends when it is told so, or looks by itself.
    for (let round = 0; round < 120 && (await crisesBehind(system)) > 0; round += 1) await wait(500);
    // The clock may still have something to say that fell due this moment.
    for (let round = 0; round < 20 && (await clocksBehind(system.database.url)) > 0; round += 1)
      await wait(500);
    // To look took a while, in which crises paged on; what was due a moment ago may still be on its way.
    if (looks === 10 || (await leftToDo(system.database.url)).length === 0) return [];
  }
}

/** Answers what is left to do when patience has ended; nothing where all is done before. */
async function allDone(url: string, say: (line: string) => void): Promise<string[]> {
  let until = performance.now() + patienceMs;
  let least = Infinity;
  let told = performance.now();
  for (;;) {
    const left = await leftToDo(url).catch(() => ['the database does not answer']);
    if (left.length === 0) return [];
    const sum = left.reduce((count, line) => count + Number.parseInt(line, 10), 0);
    if (sum < least) {
      least = sum;
      until = performance.now() + patienceMs;
    }
    if (performance.now() > until) return left;
    if (performance.now() - told > 10_000) {
      told = performance.now();
      say(`settling: ${left.join(', ')}`);
    }
    await wait(500);
  }
}

const waiting = {
  'messages due': `select count(*)::int as n from delivery where state not in ('sent', 'withheld') and (not_before <= now() or attempts > 0)`,
  'steps taken in': `select count(*)::int as n from pending_step where state = 'waiting'`,
  'clients between agencies': `select count(*)::int as n from transfer
     where state in ('accepted', 'enrolled') or (state = 'carried' and waits_for is null)`,
  'clients on the move': `select count(*)::int as n from reassignment where ended_at is null`,
  'workflows not known to be current': `select count(*)::int as n from enrollment
     where confirmed_version < version and ended_at is null`,
  'deadlines not raised': `select count(*)::int as n from obligation o join enrollment e on e.id = o.enrollment_id
     where o.status = 'open' and o.closed_at is null and o.suspended is null and o.miss_raised_at is null
       and o.due < now() - interval '2 seconds' and e.ended_at is null and not o.superseded`,
};

async function leftToDo(url: string): Promise<string[]> {
  return await withConnection(url, async (client) => {
    const left: string[] = [];
    for (const [what, sql] of Object.entries(waiting)) {
      const { rows } = await client.query<{ n: number }>(sql);
      const n = rows[0]?.n ?? 0;
      if (n > 0) left.push(`${n} ${what}`);
    }
    return left;
  });
}

/** Crises that somebody has taken on and whose workflow goes on, or the other way round. */
async function crisesBehind(system: System): Promise<number> {
  const streams = await withConnection(system.database.url, streamsIn);
  const crises = await readCrises(system.temporalAddress, 'default');
  return crisesOutOfStep({ streams, crises }).length;
}

/** Enrollments whose clock has something to say that was due two seconds ago. */
async function clocksBehind(url: string): Promise<number> {
  const streams = await withConnection(url, streamsIn);
  const at = Date.now() - 2_000;
  let behind = 0;
  for (const [id, events] of streams) {
    const state = evolveAll(null, events, id);
    // The sinks for mail and webhooks are in this process, and answer meanwhile.
    await letOthersRun();
    if (decideTicks(state, Math.max(at, state.lastRecordedAt))) behind += 1;
  }
  return behind;
}
