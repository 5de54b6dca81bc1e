import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pc from 'picocolors';
import { migrate } from '../servers/migrate.ts';
import { dataDir, projectRoot } from '../servers/paths.ts';
import { portProblems } from '../servers/ports.ts';
import { SetupError } from '../servers/setup-error.ts';
import { announceRunning } from './running.ts';
import { demoAgency, demoEnrollments } from './start/demo.ts';
import { loadKeys } from './start/keys.ts';
import { createLife, type Life } from './start/life.ts';
import { takeLock } from './start/lock.ts';
import { makePrivate } from './start/private-folder.ts';
import { startService, serviceEnv } from './start/services.ts';
import { useDatabase, useMail, useTemporal, type Used } from './start/servers.ts';
import { portNeeds, readSettings } from './start/settings.ts';
import { summary } from './start/summary.ts';

const say = (line: string): void => console.log(line);
const progress = (line: string): void => say(`${pc.dim('...')}     ${line}`);

/** Brings up everything in order; a SetupError says what is in the way. */
async function start(life: Life): Promise<void> {
  const settings = readSettings(process.env);
  makePrivate(dataDir, ['postgres']);
  const lock = await takeLock(join(dataDir, 'start.json'), progress);
  life.onStop(undefined, async () => lock.release());
  const taken = await portProblems(portNeeds(settings));
  if (taken.length > 0) throw new SetupError(taken.join('\n'));
  const keys = loadKeys(join(dataDir, 'keys.json'), process.env);

  const keep = async <T>(name: string, used: Used<T>): Promise<Used<T>> => {
    if (used.own) {
      life.onStop(name, used.own.stop);
      if (used.own.process) {
        life.watch(used.own.process);
        await lock.addChild(name, used.own.process.pid);
      }
    }
    return used;
  };
  const database = await life.step(
    'PostgreSQL',
    async () => keep('PostgreSQL', await useDatabase(settings, progress)),
    ({ own }) => (own ? `127.0.0.1:${settings.ports.postgres}` : 'the one DATABASE_URL names'),
  );
  await life.step(
    'migrations',
    () => migrate(database.value),
    (names) => (names.length === 0 ? 'nothing to apply' : `applied ${names.join(', ')}`),
  );
  const agency = await life.step(
    'demo agency',
    () => demoAgency(database.value, join(dataDir, 'tokens.json'), settings.databaseUrl !== undefined),
    (seeded) => (seeded ? '' : 'left out: the database has agencies of its own'),
  );
  const temporal = await life.step(
    'Temporal',
    async () => keep('Temporal', await useTemporal(settings, progress)),
    ({ value }) => value.address,
  );
  const mail = await life.step(
    'mail',
    async () => keep('mailbox', await useMail(settings, keys.webhookSecret)),
    ({ value }) => value.webUrl ?? 'the server SMTP_URL names',
  );
  const env = serviceEnv(settings, keys, {
    databaseUrl: database.value,
    temporalAddress: temporal.value.address,
    temporalUiUrl: temporal.value.uiUrl,
    smtpUrl: mail.value.smtpUrl,
    pagerUrl: mail.value.pagerUrl,
    agencyId: agency?.agencyId,
  });
  for (const name of ['worker', 'api'] as const)
    await life.step(name, async () => {
      const service = await startService(name, settings.ports[name], env);
      await keep(name, {
        value: service,
        own: { process: service, stop: async () => void (await service.stop()) },
      });
    });
  const apiUrl = `http://127.0.0.1:${settings.ports.api}`;
  const address = temporal.value.address;
  const keysFile = join(dataDir, 'running-keys.json');
  writeFileSync(keysFile, JSON.stringify({ sealKey: keys.sealKey }), { mode: 0o600 });
  life.onStop(undefined, async () => rmSync(keysFile, { force: true }));
  const withdraw = announceRunning({
    databaseUrl: database.value,
    temporalAddress: address,
    namespace: settings.namespace,
    apiUrl,
    keysFile,
  });
  life.onStop(undefined, async () => withdraw());
  if (agency)
    await life.step(
      'demo enrollments',
      () => demoEnrollments(apiUrl, agency),
      (started) => (started === 0 ? 'already there' : `${started} started`),
    );
  say(
    summary({
      publicUrl: settings.publicUrl,
      temporal: temporal.value,
      namespace: settings.namespace,
      mailUrl: mail.value.webUrl,
      databaseUrl: database.own ? database.value : undefined,
      tokens: agency?.tokens,
      folder: relative(projectRoot, dataDir) || '.',
    }),
  );
}

// A closed terminal or `| head`: there is nobody left to tell, and still everything to stop in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const life = createLife(say);
try {
  await start(life);
} catch (error) {
  if (error instanceof SetupError)
    console.error(`\n${pc.red(error.message)}\n\n\`npm run doctor\` checks the machine.`);
  else console.error(error);
  await life.end(1);
}
