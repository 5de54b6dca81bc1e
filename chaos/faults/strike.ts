import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withConnection } from '../../src/kit/postgres/connection.ts';
import type { Driver } from '../load/driver.ts';
import { besides, type FaultName, type PlannedBlow, type PlannedFault } from '../plan/faults.ts';
import { spareCommand, spareDocument, spareStart } from '../plan/spares.ts';
import { copyNextBuild } from '../system/build.ts';
import { createService, wrongClock, type Service } from '../system/services.ts';
import type { System } from '../system/system.ts';
import { startStaller } from './staller.ts';

export type Struck = {
  faults: Record<FaultName, number>;
  kills: { worker: number; api: number; postgres: number; temporal: number };
  /** Documents whose revision was acknowledged while Temporal was away. */
  writtenAway: number;
  /** Faults that this machine cannot bring about, and why. */
  skipped: Map<string, string>;
};

export type StrikeContext = {
  system: System;
  driver: Driver;
  struck: Struck;
  say: (line: string) => void;
};

/** Brings about one fault after the other, each until the system has been put right again. */
export async function strikeAll(
  blows: readonly PlannedBlow[],
  context: StrikeContext,
  onDone: () => void,
): Promise<void> {
  const alongside: Promise<void>[] = [];
  let mailOrHook: Promise<void> = Promise.resolve();
  for (const [n, blow] of blows.entries()) {
    await wait(blow.pauseMs);
    context.say(`${n + 1}/${blows.length} ${wordsFor(blow)}`);
    if (besides.has(blow.fault)) {
      // Both kinds of trouble share the sinks: one at a time, beside whatever else happens.
      mailOrHook = mailOrHook.then(() => strike(blow, context, n));
      alongside.push(mailOrHook);
    } else await strike(blow, context, n);
    onDone();
  }
  await Promise.all(alongside);
}

async function strike(blow: PlannedFault, context: StrikeContext, n: number): Promise<void> {
  const { system, struck } = context;
  const { worker, api, database, mail, webhook } = system;
  switch (blow.fault) {
    case 'worker-killed':
      await killAlone('worker', blow, context);
      break;
    case 'api-killed':
      await killAlone('api', blow, context);
      break;
    case 'killed-together':
      if (!(await killTogether(blow, context, n))) return;
      break;
    case 'postgres-stopped':
      await amid({ ...blow, amid: 'command' }, context);
      await database.stop(blow.signal);
      struck.kills.postgres += 1;
      await wait(blow.downMs);
      await database.keeper.up();
      break;
    case 'temporal-stopped':
      await stopTemporal(blow, context, n);
      break;
    case 'mail-trouble':
      await mail.trouble(blow.how);
      await wait(blow.lastsMs);
      await mail.trouble(null);
      break;
    case 'webhook-trouble':
      webhook.trouble(blow.how);
      await wait(blow.lastsMs);
      webhook.trouble(null);
      break;
    case 'disk-full':
      if (database.diskStays !== null) return void struck.skipped.set(blow.fault, database.diskStays);
      database.fillDisk();
      await wait(blow.lastsMs);
      database.freeDisk();
      await Promise.all([worker.ready(), api.ready()]);
      break;
    case 'clock-wrong': {
      const env = wrongClock(blow.hours);
      if (env === null) return void struck.skipped.set(blow.fault, 'libfaketime is not installed');
      await replaceWorkerFor(blow.lastsMs, context, await other(context, `worker-wrong-clock-${n}`, env));
      break;
    }
    case 'two-versions': {
      await besideNextVersion(blow.lastsMs, context, n);
      break;
    }
  }
  struck.faults[blow.fault] += 1;
}

async function killAlone(
  name: 'worker' | 'api',
  blow: { amid: 'command' | 'deadline'; afterMs: number; downMs: number },
  context: StrikeContext,
): Promise<void> {
  const service = context.system[name];
  await amid(blow, context);
  await service.down();
  context.struck.kills[name] += 1;
  await wait(blow.downMs);
  await service.up();
  await service.ready();
}

/** The moment at which a process dies: a command under way, or a deadline just passing. */
async function amid(
  { amid: what, afterMs }: { amid: 'command' | 'deadline'; afterMs: number },
  { driver, system }: StrikeContext,
): Promise<void> {
  if (what === 'command') await driver.nextSent(2_000);
  else await nextDeadline(system.database.url);
  await wait(afterMs);
}

/** Waits for the next instant at which an obligation falls due, a few seconds at most. */
async function nextDeadline(url: string): Promise<void> {
  try {
    await withConnection(url, async (client) => {
      const { rows } = await client.query<{ ms: number | null }>(
        `select (extract(epoch from min(due) - now()) * 1000)::int as ms from obligation
         where status = 'open' and miss_raised_at is null and suspended is null and due > now() + interval '50 ms'`,
      );
      await wait(Math.min(rows[0]?.ms ?? 0, 3_000));
    });
  } catch {
    // The database is just coming back: any moment will do.
  }
}

async function other(context: StrikeContext, label: string, env: NodeJS.ProcessEnv): Promise<Service> {
  const { system } = context;
  const folder = join(system.folder, 'logs');
  return await createService({
    name: 'worker',
    label,
    build: system.build,
    env: { ...system.env, ...env },
    folder,
  });
}

/** Documents do not need Temporal: one is written while it is away. */
async function stopTemporal(
  blow: Extract<PlannedFault, { fault: 'temporal-stopped' }>,
  context: StrikeContext,
  n: number,
): Promise<void> {
  const { driver, struck, system } = context;
  const { worker, api, temporal } = system;
  // An enrollment of its own, which nobody discharges meanwhile.
  const start = spareStart(n);
  await driver.send(start);
  await amid({ ...blow, amid: 'command' }, context);
  await temporal.down(blow.signal);
  struck.kills.temporal += 1;
  const written = driver.send(spareDocument(`away-${n}`, start.enrollment));
  await wait(blow.downMs);
  const outcome = await Promise.race([written, wait(writingMs, 'late' as const)]);
  if (outcome === 'acknowledged') struck.writtenAway += 1;
  await temporal.up();
  await written;
  await Promise.all([worker.ready(), api.ready()]);
}

/** The API may be just coming back from the blow before. */
const writingMs = 15_000;

/** Another worker does the work alone for a while, and is then killed as well. */
async function replaceWorkerFor(
  ms: number,
  { system, struck }: StrikeContext,
  stand: Service,
): Promise<void> {
  await system.worker.down();
  struck.kills.worker += 1;
  await stand.up();
  await stand.ready(20_000);
  await wait(ms);
  await stand.down();
  struck.kills.worker += 1;
  await system.worker.up();
  await system.worker.ready();
}

/** Two versions side by side, then the new one alone, then the old one again. */
async function besideNextVersion(ms: number, context: StrikeContext, n: number): Promise<void> {
  const { system, struck } = context;
  const build = copyNextBuild(join(system.folder, `next-build-${n}`));
  const folder = join(system.folder, 'logs');
  const next = await createService({
    name: 'worker',
    label: `worker-next-${n}`,
    build,
    env: system.env,
    folder,
  });
  await next.up();
  await next.ready(20_000);
  await wait(ms);
  await system.worker.down();
  struck.kills.worker += 1;
  await wait(ms);
  await system.worker.up();
  await system.worker.ready();
  await wait(ms / 2);
  await next.down();
  struck.kills.worker += 1;
}

/** False when the moment did not come. */
async function killTogether(
  { amid: what, downMs }: { amid: 'command' | 'deadline'; downMs: number },
  context: StrikeContext,
  n: number,
): Promise<boolean> {
  const { system, struck, driver } = context;
  const { worker, api, temporal } = system;
  const key = `together-${n}`;
  await worker.down();
  struck.kills.worker += 1;
  const staller = await startStaller(system, what === 'command' ? key : 'clock');
  await staller.says('ready', 30_000);
  let left: Promise<unknown> = Promise.resolve();
  if (what === 'command') {
    // To an enrollment of its own: behind steps that wait for Temporal it would wait as well.
    const start = spareStart(n);
    await driver.send(start);
    left = driver.send(spareCommand(key, start.enrollment));
  }
  const committed = await staller.says('committed', 30_000);
  await Promise.all([staller.kill(), api.down(), temporal.down()]);
  struck.kills.worker += 1;
  struck.kills.api += 1;
  struck.kills.temporal += 1;
  await left;
  await wait(downMs);
  await temporal.up();
  await Promise.all([worker.up(), api.up()]);
  await Promise.all([worker.ready(), api.ready()]);
  return committed;
}

function wordsFor(blow: PlannedBlow): string {
  const { fault, pauseMs: _pause, ...how } = blow;
  return `${fault} ${Object.values(how).join(' ')}`;
}
