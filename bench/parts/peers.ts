import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accepts, freePort } from '../../src/servers/ports.ts';
import { httpOk, spawnManaged, waitUntilReady, type ManagedProcess } from '../../src/servers/processes.ts';
import type { Context } from '../context.ts';
import { type Call, send, sendBlock } from '../load.ts';
import { howToInstall, peersFolder } from '../peers/packages.ts';
import { median, percentile, ratio } from '../report/numbers.ts';
import type { Figures, Results } from '../report/results.ts';

type Peer = { call: (slot: number) => Call; stop(): Promise<void> };

const widest = 32;

/** The same minimal step on other engines, in turn with the minimal step on Temporal. */
export async function measurePeers(context: Context, into: Results): Promise<void> {
  const { stage, progress } = context;
  const folder = peersFolder();
  if (folder === undefined) throw new Error(`not installed: ${howToInstall}`);
  await stage.stop('floor api', 'floor worker');
  await stage.start('floor worker');
  await stage.start('floor api');
  const figures: Figures = (into['peers'] = {});
  for (const [name, start] of Object.entries({ dbos: startDbos, restate: startRestate })) {
    progress.say(`peers: ${name}`);
    let peer: Peer | undefined;
    try {
      peer = await start(context, folder);
      Object.assign(figures, await compare(context, name, peer));
    } catch (error) {
      figures[`${name}P50Ms`] = null;
      figures[`${name}P50MsReason`] = error instanceof Error ? error.message.slice(0, 600) : String(error);
    } finally {
      await peer?.stop();
    }
  }
  await stage.stop('floor api', 'floor worker');
}

async function compare({ stage, options }: Context, name: string, peer: Peer): Promise<Figures> {
  const port = stage.ports['floor api'];
  const ids: string[] = [];
  for (let made = 0; made < widest; made += 1) {
    const text = await send({ port, path: '/minimal', expects: 200 });
    ids.push((JSON.parse(text) as { id: string }).id);
  }
  const minimal = (slot: number): Call => ({ port, path: `/minimal/${ids[slot % widest]}`, expects: 200 });
  const figures: Figures = {};
  for (const [concurrency, size, rounds] of [
    [1, 8, options.quick ? 2 : 12],
    [widest, 64, options.quick ? 1 : 6],
  ] as const) {
    const ms = { minimal: [] as number[], peer: [] as number[] };
    const seconds = { minimal: 0, peer: 0 };
    for (let round = 0; round <= rounds; round += 1)
      for (const [kind, load] of [
        ['minimal', minimal],
        ['peer', peer.call],
      ] as const) {
        const block = await sendBlock(concurrency, size, load);
        if (round === 0) continue;
        ms[kind].push(...block.ms);
        seconds[kind] += block.seconds;
      }
    const perSecond = (kind: 'minimal' | 'peer'): number | null => ratio(ms[kind].length, seconds[kind]);
    if (concurrency === 1) {
      figures[`${name}P50Ms`] = median(ms.peer);
      figures[`${name}P99Ms`] = percentile(ms.peer, 0.99);
      figures[`${name}P50RatioToMinimal`] = ratio(median(ms.peer), median(ms.minimal));
    } else {
      figures[`${name}PerSecond`] = perSecond('peer');
      figures[`${name}PerSecondRatioToMinimal`] = ratio(perSecond('peer'), perSecond('minimal'));
    }
  }
  return figures;
}

/** A peer's own service, started as the floors are. */
async function startService(
  { stage }: Context,
  name: string,
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<ManagedProcess> {
  return await spawnManaged({
    name,
    command: process.execPath,
    args: ['--import', 'tsx', fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url))],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    logFile: join(stage.folder, 'logs', `${name}.log`),
    env: { ...process.env, PORT: String(port), FLOOR_DATABASE_URL: stage.floorUrl(), ...env },
  });
}

async function startDbos(context: Context): Promise<Peer> {
  const { stage } = context;
  const port = await freePort();
  const database = await stage.postgres().createDatabase('dbos');
  const service = await startService(context, 'dbos', port, { PEER_DATABASE_URL: database });
  const stop = async (): Promise<void> => void (await service.stop());
  try {
    await waitUntilReady(service, httpOk(`http://127.0.0.1:${port}/ready`), { timeoutMs: 90_000 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { call: (slot) => ({ port, path: `/step/slot-${slot}`, expects: 200 }), stop };
}

async function startRestate(context: Context, folder: string): Promise<Peer> {
  const { stage } = context;
  const packageName = `restate-server-${process.platform}-${process.arch}`;
  const binary = join(folder, 'node_modules', '@restatedev', packageName, 'bin', 'restate-server');
  if (!existsSync(binary)) throw new Error(`@restatedev/${packageName} is not installed`);
  const ports = { service: await freePort(), ingress: await freePort(), admin: await freePort() };
  const home = join(stage.folder, 'restate');
  mkdirSync(home, { recursive: true });
  const config = join(home, 'restate.toml');
  writeFileSync(
    config,
    [
      'cluster-name = "bench"',
      'node-name = "n1"',
      'disable-telemetry = true',
      'default-num-partitions = 4',
      'log-filter = "warn"',
      'bind-ip = "127.0.0.1"',
      'advertised-host = "127.0.0.1"',
      `bind-address = "127.0.0.1:${await freePort()}"`,
      '[admin]',
      'disable-web-ui = true',
      `bind-address = "127.0.0.1:${ports.admin}"`,
      '[ingress]',
      `bind-address = "127.0.0.1:${ports.ingress}"`,
      '',
    ].join('\n'),
  );
  const service = await startService(context, 'restate', ports.service, {});
  const server = await spawnManaged({
    name: 'Restate',
    command: binary,
    args: ['--config-file', config, '--base-dir', home],
    logFile: join(stage.folder, 'logs', 'restate-server.log'),
    env: { ...process.env, DO_NOT_TRACK: '1' },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await service.stop();
  };
  try {
    await waitUntilReady(service, () => accepts(ports.service), { timeoutMs: 60_000 });
    await waitUntilReady(
      server,
      async () => {
        const reply = await fetch(`http://127.0.0.1:${ports.admin}/deployments`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ uri: `http://127.0.0.1:${ports.service}` }),
        });
        return reply.ok;
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    call: (slot) => ({ port: ports.ingress, path: `/enrollment/slot-${slot}/step`, expects: 200 }),
    stop,
  };
}
