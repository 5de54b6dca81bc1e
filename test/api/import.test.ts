import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { useServers } from '../../src/cli/import/use-servers.ts';
import { announceRunning, findAddresses } from '../../src/cli/running.ts';
import { projectRoot } from '../../src/servers/paths.ts';
import { freePort } from '../../src/servers/ports.ts';
import { SetupError } from '../../src/servers/setup-error.ts';
import { compiled } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { hmisExport } from '../support/hmis-export.ts';

let database: TestDatabase;
let prisma: Prisma;
const sealKey = randomBytes(32).toString('base64');
const dataFolder = mkdtempSync(join(tmpdir(), 'throughline-data-'));
const built = hmisExport();

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  built.participant('1').participant('2').write();
});

afterAll(async () => {
  built.remove();
  rmSync(dataFolder, { recursive: true, force: true });
  await prisma?.$disconnect();
  await database?.drop();
});

/** The command as a person runs it; what is not given is not set. */
async function cli(args: string[], env: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [compiled('src/cli/import.ts'), ...args], {
    cwd: projectRoot,
    env: { PATH, HOME, THROUGHLINE_DATA_DIR: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  expect(err).not.toMatch(/\n\s+at /); // no stack for the person at the terminal
  return { code, out, err };
}

const addresses = (changes: Partial<Parameters<typeof useServers>[0]> = {}) => ({
  databaseUrl: database.url,
  temporalAddress: inject('temporalAddress'),
  namespace: 'default',
  sealKey,
  ...changes,
});

/** What the person is told when the servers cannot be used. */
async function toldBy(asking: Promise<unknown>): Promise<string> {
  const error: unknown = await asking.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SetupError)) throw new Error('no SetupError', { cause: error });
  return error.message;
}

// A process of its own takes its time on a busy machine.
describe('the command', { timeout: 180_000 }, () => {
  test('names all broken files and asks nothing of any server', async () => {
    const broken = hmisExport()
      .participant('1')
      .write()
      .overwrite('Exit', '')
      .overwrite('Event', 'EventID\r\n');
    const { code, out, err } = await cli(['hmis', broken.folder]);
    broken.remove();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /Nothing was started[^]*Exit\.csv: is empty[^]*Event\.csv, row 1: has no column EnrollmentID/,
    );
  });

  test('accounts for every row even where Temporal cannot take them', async () => {
    const { agencyId } = await seedAgency(prisma, { now: Date.now() });
    const { code, out } = await cli(['hmis', built.folder, '--json'], {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: 'no-such-namespace',
      THROUGHLINE_SEAL_KEY: sealKey,
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      agency: { id: agencyId },
      complete: false,
      trouble: expect.stringContaining('TEMPORAL_NAMESPACE'),
      counts: { 'not-reached': 2, started: 0 },
    });
    expect(await prisma.event.count()).toBe(0);
  });
});

describe('the servers of an import', () => {
  test('PostgreSQL does not answer: told without the password', async () => {
    const databaseUrl = `postgresql://someone:secret@127.0.0.1:${await freePort()}/throughline`;
    const told = await toldBy(useServers(addresses({ databaseUrl }), undefined));
    expect(told).toMatch(/^No PostgreSQL answers at 127\.0\.0\.1:\d+\/throughline/);
    expect(told).not.toContain('secret');
  });

  test('Temporal does not answer: told when it is needed', async () => {
    const temporalAddress = `127.0.0.1:${await freePort()}`;
    const { agencyId } = await seedAgency(prisma, { now: Date.now() });
    const servers = await useServers(addresses({ temporalAddress }), agencyId);
    expect(await toldBy(servers.gateway())).toContain(
      `No Temporal server answers at ${temporalAddress}. Nothing was started`,
    );
    await servers.close();
  });

  test('a key that is none', async () => {
    expect(await toldBy(useServers(addresses({ sealKey: 'short' }), undefined))).toContain(
      'THROUGHLINE_SEAL_KEY',
    );
  });

  test('the only agency is taken; of several one must be named', async () => {
    const one = await seedAgency(prisma, { now: Date.now() });
    const alone = await useServers(addresses(), undefined);
    expect(alone.agency.id).toBe(one.agencyId);
    await alone.close();

    const other = await seedAgency(prisma, { now: Date.now(), slug: 'other', name: 'Another County' });
    const several = await toldBy(useServers(addresses(), undefined));
    expect(several).toMatch(/several agencies\. Say which with --agency/);
    expect(several).toContain(`${other.agencyId}  Another County`);
    expect(await toldBy(useServers(addresses(), 'none'))).toContain('no such agency');
    const chosen = await useServers(addresses(), other.agencyId.toUpperCase());
    expect(chosen.agency.name).toBe('Another County');
    await chosen.close();
  });

  test('no agency yet', async () => {
    const empty = await createTestDatabase();
    expect(await toldBy(useServers(addresses({ databaseUrl: empty.url }), undefined))).toContain(
      'no agency yet',
    );
    await empty.drop();
  });
});

describe('addresses', () => {
  const env = { DATABASE_URL: 'postgresql://a/b', TEMPORAL_ADDRESS: 'a:1', THROUGHLINE_SEAL_KEY: 'key' };

  test('come from the environment, else from a running `npm start`, until it stops', () => {
    const keysFile = join(dataFolder, 'keys.json');
    writeFileSync(keysFile, JSON.stringify({ sealKey }));
    const of = {
      databaseUrl: 'postgresql://c/d',
      temporalAddress: 'c:2',
      namespace: 'ns',
      apiUrl: 'http://c',
      keysFile,
    };
    const withdraw = announceRunning(of, dataFolder);
    const started = { databaseUrl: 'postgresql://c/d', temporalAddress: 'c:2', namespace: 'ns', sealKey };
    expect(findAddresses({}, dataFolder)).toEqual(started);
    expect(findAddresses({ TEMPORAL_ADDRESS: 'e:3' }, dataFolder)).toEqual({
      ...started,
      temporalAddress: 'e:3',
    });
    withdraw();
    expect(() => findAddresses({}, dataFolder)).toThrow(
      /run `npm start` in another terminal, or set DATABASE_URL, TEMPORAL_ADDRESS, THROUGHLINE_SEAL_KEY/,
    );
    expect(findAddresses(env, dataFolder)).toMatchObject({ namespace: 'default', sealKey: 'key' });
  });

  test('a file that a crash cut short counts for nothing', () => {
    writeFileSync(join(dataFolder, 'running.json'), '{"databaseUrl": "post');
    expect(() => findAddresses({}, dataFolder)).toThrow(SetupError);
    rmSync(join(dataFolder, 'running.json'));
  });
});
