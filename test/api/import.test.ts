import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/adapters/postgres/client.ts';
import { announceRunning, type Running } from '../../src/cli/running.ts';
import { projectRoot } from '../../src/servers/paths.ts';
import { freePort } from '../../src/servers/ports.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { hmisExport } from '../support/hmis-export.ts';

let database: TestDatabase;
let prisma: Prisma;
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

const sealKey = randomBytes(32).toString('base64');

/** The command as a person runs it; what is not given is not set. */
async function cli(args: string[], env: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/import.ts', ...args], {
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

const servers = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  TEMPORAL_ADDRESS: inject('temporalAddress'),
  // One that no worker of another test listens in.
  TEMPORAL_NAMESPACE: 'no-such-namespace',
  THROUGHLINE_SEAL_KEY: sealKey,
});

describe('npm run import', () => {
  test('a wrong command line is told how it is used', async () => {
    const { code, out, err } = await cli(['hmis']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Name one folder\.\n\n[^]*npm run import -- hmis DIR/);
  });

  test('broken files: all are named, nothing is asked of any server', async () => {
    const broken = hmisExport().participant('1').write().overwrite('Exit', '').drop('Event');
    const { code, out, err } = await cli(['hmis', broken.folder]);
    broken.remove();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Nothing was started');
    expect(err).toContain('Event.csv: is missing');
  });

  test('nothing says where the servers are', async () => {
    const { code, err } = await cli(['hmis', built.folder]);
    expect(code).toBe(1);
    expect(err).toContain(
      'run `npm start` in another terminal, or set DATABASE_URL, TEMPORAL_ADDRESS, THROUGHLINE_SEAL_KEY',
    );
  });

  test('PostgreSQL does not answer', async () => {
    const DATABASE_URL = `postgresql://someone:secret@127.0.0.1:${await freePort()}/throughline`;
    const { code, err } = await cli(['hmis', built.folder], { ...servers(), DATABASE_URL });
    expect(code).toBe(1);
    expect(err).toMatch(/No PostgreSQL answers at 127\.0\.0\.1:\d+\/throughline/);
    expect(err).not.toContain('secret');
  });

  test('a database without an agency, with one, with several', async () => {
    expect((await cli(['hmis', built.folder], servers())).err).toContain('no agency yet');
    const one = await seedAgency(prisma, { now: Date.now() });
    const reached = await cli(['hmis', built.folder, '--json'], servers());
    // The namespace is not there: the rows are accounted for as not reached.
    expect(reached.code).toBe(1);
    expect(JSON.parse(reached.out)).toMatchObject({
      agency: { id: one.agencyId },
      complete: false,
      trouble: expect.stringContaining('TEMPORAL_NAMESPACE'),
      counts: { 'not-reached': 2, started: 0 },
    });
    expect(await prisma.event.count()).toBe(0);

    const other = await seedAgency(prisma, { now: Date.now(), slug: 'other', name: 'Another County' });
    const several = await cli(['hmis', built.folder], servers());
    expect(several.code).toBe(1);
    expect(several.err).toMatch(/several agencies\. Say which with --agency/);
    expect(several.err).toContain(`${other.agencyId}  Another County`);
    expect((await cli(['hmis', built.folder, '--agency', 'none'], servers())).err).toContain(
      'no such agency',
    );
    const level = await cli(['hmis', built.folder, '--agency', other.agencyId, '--level', 'vip'], servers());
    expect(level.err).toContain('has no level vip. Choose one with --level: rsc-i, rsc-f, cm');
  });

  test('the addresses of a running `npm start`; no Temporal there', async () => {
    const agency = await seedAgency(prisma, { now: Date.now() });
    const keysFile = join(dataFolder, 'keys.json');
    const running: Running = {
      databaseUrl: database.url,
      temporalAddress: `127.0.0.1:${await freePort()}`,
      namespace: 'default',
      apiUrl: 'http://127.0.0.1:1',
      keysFile,
    };
    writeFileSync(keysFile, JSON.stringify({ sealKey }));
    const withdraw = announceRunning(running, dataFolder);
    const args = ['hmis', built.folder, '--agency', agency.agencyId];
    const { code, err } = await cli(args);
    expect(code).toBe(1);
    expect(err).toContain(`No Temporal server answers at ${running.temporalAddress}. Nothing was started`);
    withdraw();
    expect((await cli(args)).err).toContain('Nothing says where the servers are');
  });
});
