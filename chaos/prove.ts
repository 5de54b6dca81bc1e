import { withConnection } from '../src/kit/postgres/connection.ts';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withoutVersionCheck } from './blind-store.ts';
import { check } from './check/check.ts';
import { gather } from './evidence/gather.ts';
import { startStaller } from './faults/staller.ts';
import { startDriver } from './load/driver.ts';
import { planRequests } from './plan/commands.ts';
import { spareCommand } from './plan/spares.ts';
import { providerIdOf } from '../test/support/directory.ts';
import { calendarWithMidnightAt } from '../test/support/midnight.ts';
import { createRandom } from './plan/random.ts';
import { startSystem, type System } from './system/system.ts';

const kills = 2;
/** Temporal gives a workflow task up after ten seconds, and hands it to the next worker. */
const patienceMs = 60_000;

/**
 * Runs workers whose append does not look at what is there already, and kills them right after a commit, so that the
 * next one appends the same again. Answers what the checker finds wrong with the record: nothing would mean that it
 * cannot see.
 */
export async function proveChecker({
  seed,
  say,
}: {
  seed: number;
  say: (line: string) => void;
}): Promise<string[]> {
  const calendar = calendarWithMidnightAt(Date.now() + 43_200_000, 'chaos', []);
  const system = await startSystem(calendar);
  try {
    const answersFile = join(system.folder, 'answers.jsonl');
    const random = createRandom(seed);
    const driver = startDriver({
      ...{ calendar, answersFile, random, lanes: 4, progress: () => 1 },
      apiUrl: system.apiUrl,
      tokens: system.agency.tokens,
      staffIds: system.agency.staffIds,
      providerId: providerIdOf(system.agency.agencyId),
      requests: planRequests(random, { enrollments: 4, commands: 30 }),
    });
    await driver.done;
    const before = await findings(system, answersFile);
    if (before.length > 0) throw new Error(`wrong before anything was done: ${before.join('; ')}`);
    say('load done and right; now without the version check');
    await system.worker.down();
    await withConnection(system.database.url, (client) => client.query(withoutVersionCheck));
    for (let n = 0; n < kills; n += 1) await killedAfterCommit(system, driver, n, say);
    return await findings(system, answersFile);
  } finally {
    await system.stop(false);
  }
}

async function killedAfterCommit(
  system: System,
  driver: ReturnType<typeof startDriver>,
  n: number,
  say: (line: string) => void,
): Promise<void> {
  const key = `blind-${n}`;
  const blind = { CHAOS_BLIND: '1' };
  const first = await startStaller(system, key, blind);
  await first.says('ready', patienceMs);
  const answered = driver.send(spareCommand(key, n));
  const committed = await first.says('committed', patienceMs);
  await first.kill();
  const second = await startStaller(system, 'no command', blind);
  const times = await appended(system.database.url, key);
  say(`${key}: ${committed ? 'killed after its commit' : 'not committed'}, ${times} times on record`);
  await answered;
  await second.kill();
}

/** How often the command is there, once it is there twice or patience has ended. */
async function appended(url: string, key: string): Promise<number> {
  const until = performance.now() + patienceMs / 2;
  for (;;) {
    const { rows } = await withConnection(url, (client) =>
      client.query<{ n: number }>(
        `select count(*)::int as n from event where command_id = $1 and index = 0`,
        [key],
      ),
    );
    const n = rows[0]?.n ?? 0;
    if (n > 1 || performance.now() > until) return n;
    await wait(200);
  }
}

/** What is wrong with the record itself; that nobody sends messages any more is no finding. */
async function findings(system: System, answersFile: string): Promise<string[]> {
  const evidence = await gather(system, answersFile, { mail: 0, webhook: 0 });
  return check(evidence)
    .filter(({ name }) => ofTheRecord.some((beginning) => name.startsWith(beginning)))
    .flatMap(({ name, violations }) => violations.map((line) => `${name}: ${line}`));
}

const ofTheRecord = ['streams', 'acknowledged', 'refused', 'unknown'];
