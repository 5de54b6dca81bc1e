import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildAll } from '../../src/cli/rebuild/rebuild-all.ts';
import { loadBackup } from '../../src/kit/postgres/backup/load-backup.ts';
import { checkBackup } from '../../src/kit/postgres/backup/read-backup.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createReadModelStore } from '../../src/kit/postgres/read-model.ts';
import { projectRecord } from '../../src/pathway/projection.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { createBareDatabase, type TestDatabase } from '../support/database.ts';

/** Fifteen enrollments as release 0.1.0 recorded and backed them up, of every stage of then. */
const file = fileURLToPath(new URL('backups/0.1.0.jsonl.gz', import.meta.url));
type Row = { id: string; stage: string };

let database: TestDatabase;
let prisma: Prisma;
let before: Row[];
let after: Row[];

beforeAll(async () => {
  database = await createBareDatabase();
  const source = () => createReadStream(file);
  const checked = await checkBackup(source);
  await migrate(database.url, checked.header.migrations.at(-1));
  await loadBackup(database.url, checked, source);
  prisma = createPrisma(database.url);
  before = await stages();
  await migrate(database.url);
  after = await stages();
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

// Not by the client, which knows the tables of today.
const stages = () => prisma.$queryRaw<Row[]>`SELECT id, stage FROM enrollment ORDER BY id`;

async function rebuild(): Promise<string[]> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const progress = () => undefined;
  await rebuildAll({ store: createReadModelStore(prisma), fold: projectRecord, write: false, say, progress });
  return lines;
}

test('the migration tells the stages of 0.1.0 in the users’ words', () => {
  const told = before.map(({ stage }, place) => `${stage} -> ${after[place]?.stage}`);
  expect(told).toEqual([
    'awaiting-assignment -> assignment',
    'engaging -> triage',
    'engaging -> engagement',
    'planning -> planning',
    'active -> team-formation',
    'active -> active',
    // A need found later, and two that whoever is on call has.
    'active -> triage',
    'planning -> assignment',
    'active -> assignment',
    'planning -> planning',
    'discharged -> discharge',
    'planning -> planning',
    'ended -> ended',
    // Two of another profile.
    'engaging -> engagement',
    'active -> active',
  ]);
});

test('what a release before recorded is, but for the stage, what is made of its events today', async () => {
  expect(await rebuild()).toEqual([]);
  for (const { id, stage } of before) await prisma.enrollment.update({ where: { id }, data: { stage } });
  const changed = before.filter(({ stage }, place) => stage !== after[place]?.stage);
  expect((await rebuild()).toSorted()).toEqual(
    changed.map(({ id, stage }) => {
      const now = after.find((one) => one.id === id)?.stage;
      return `${id} enrollment: stage is "${stage}", the events say "${now}"`;
    }),
  );
});
