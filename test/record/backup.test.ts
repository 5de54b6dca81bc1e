import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { BackupError } from '../../src/kit/postgres/backup/format.ts';
import { tablesOf } from '../../src/kit/postgres/backup/tables.ts';
import { restoreFrom } from '../../src/cli/backup/restore-from.ts';
import { knownMigrations, migrate } from '../../src/servers/migrate.ts';
import { createBareDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';

let folder: string;
let source: TestDatabase;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-backup-'));
  source = await createTestDatabase();
  await fill(source.url);
  file = join(folder, 'whole.jsonl.gz');
  const { code, out, err } = await runCli('backup', [file], { DATABASE_URL: source.url });
  expect([code, out.toString()], err).toEqual([0, `${file}\n`]);
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true, force: true });
});

const restore = (database: TestDatabase, from: string, input?: Buffer) =>
  runCli('restore', [from], { DATABASE_URL: database.url }, input);

async function bare(): Promise<TestDatabase> {
  const database = await createBareDatabase();
  onTestFinished(() => database.drop());
  return database;
}

test('every table comes back row by row as it was, counters go on, and nobody else may read the file', async () => {
  const before = await contentOf(source.url);
  for (const [table, rows] of Object.entries(before)) expect(rows.length, table).toBeGreaterThan(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['whole.jsonl.gz']);

  const target = await bare();
  const { code, err } = await restore(target, file);
  expect(code, err).toBe(0);
  expect(await contentOf(target.url)).toEqual(before);
  expect(
    await query(target.url, "SELECT nextval(pg_get_serial_sequence('pending_step', 'id')) AS id"),
  ).toEqual([{ id: '9007199254740996' }]);
  // What keeps the record honest came along: events still cannot be changed, and no caseload be passed.
  await expect(query(target.url, 'DELETE FROM event')).rejects.toThrow(/append-only/);
  await expect(query(target.url, 'UPDATE caseload_place SET share = share + 900')).rejects.toThrow(/is full/);
});

test('through pipes, byte for byte the same rows', async () => {
  const { code, out, err } = await runCli('backup', ['-'], { DATABASE_URL: source.url });
  expect(code, err).toBe(0);
  const target = await bare();
  const restored = await restore(target, '-', out);
  expect(restored.code, restored.err).toBe(0);
  expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
});

test.each([
  [
    'pieces of files',
    `WITH file AS (INSERT INTO attachment VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), NULL, 'letter', 'n', 9, 'c', 'f', '{}', now(), 'k', '', NULL, NULL, NULL) RETURNING id)
     INSERT INTO attachment_part SELECT id, n, decode(repeat('00ff', 524302), 'hex') FROM file, generate_series(0, 23) n`,
    'SELECT number, md5(sealed) FROM attachment_part ORDER BY number',
  ],
  [
    'texts',
    `INSERT INTO policy_document SELECT 'p' || n, 'profile', 'county', to_jsonb(repeat('words ', 40000)) FROM generate_series(0, 99) n`,
    'SELECT hash, md5(content::text) FROM policy_document ORDER BY hash',
  ],
])('%s that are large are written in lines that a database takes back', async (_, fillIn, read) => {
  const of = await createTestDatabase();
  onTestFinished(() => of.drop());
  await query(of.url, fillIn);
  const { code, out, err } = await runCli('backup', ['-'], { DATABASE_URL: of.url });
  expect(code, err).toBe(0);
  const lengths = gunzipSync(out)
    .toString('latin1')
    .split('\n')
    .map((line) => line.length);
  expect(Math.max(...lengths)).toBeLessThan(10_000_000);
  const target = await bare();
  const restored = await restore(target, '-', out);
  expect(restored.code, restored.err).toBe(0);
  expect(await query(target.url, read)).toEqual(await query(of.url, read));
});

test('a file is never overwritten, and a backup that fails leaves none', async () => {
  const again = await runCli('backup', [file], { DATABASE_URL: source.url });
  expect(again.code).toBe(1);
  expect(again.err).toMatch(/never overwritten/);
  const none = join(folder, 'none.jsonl.gz');
  const empty = await bare();
  expect(await runCli('backup', [none], { DATABASE_URL: empty.url })).toMatchObject({ code: 1 });
  expect(existsSync(none)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('what an older release backed up is restored and then brought up to date', async () => {
  const [first = ''] = knownMigrations();
  const older = await bare();
  await migrate(older.url, first);
  await fillOlder(older.url);
  const old = join(folder, 'older.jsonl.gz');
  expect((await runCli('backup', [old], { DATABASE_URL: older.url })).code).toBe(0);
  const target = await bare();
  const { code, err } = await restore(target, old);
  expect(code, err).toBe(0);
  const staff = 'SELECT id, agency_id, name, email, role FROM staff ORDER BY id';
  expect(await query(target.url, staff)).toEqual(await query(older.url, staff));
  // Whoever had clients has their places: two lasting ones, of twenty and of thirty, and an emergency for the time being.
  expect(await query(target.url, 'SELECT caseload_share::text AS share FROM staff')).toEqual([
    { share: String(50_000_000_000 + 33_333_333_333) },
  ]);
  expect(
    await query(target.url, 'SELECT level, provisional FROM caseload_place ORDER BY provisional, level'),
  ).toEqual([
    { level: 'cm', provisional: false },
    { level: 'rsc-i', provisional: false },
    { level: 'rsc-f', provisional: true },
  ]);
  const names = 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1';
  expect(await query(target.url, names)).toEqual(knownMigrations().map((name) => ({ name })));
  rmSync(old);
});

describe('is refused, with nothing written:', () => {
  const lines = (): string[] => gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const packed = (text: string): Buffer => gzipSync(Buffer.from(text));
  const header = (): Record<string, unknown> => JSON.parse(lines()[0] ?? '') as Record<string, unknown>;
  const withHeader = (changes: object): Buffer =>
    packed([JSON.stringify({ ...header(), ...changes }), ...lines().slice(1)].join('\n'));

  const cases: [what: string, content: () => Buffer, said: RegExp][] = [
    ['an empty file', () => Buffer.alloc(0), /no backup of Throughline|cut short/],
    ['something else', () => Buffer.from('Dear Sir or Madam'), /no backup of Throughline/],
    ['something else that is compressed', () => packed('{"hello":"world"}\n'), /no backup of Throughline/],
    ['a file cut in the middle', () => readFileSync(file).subarray(0, statSync(file).size >> 1), /cut short/],
    ['a file without its last byte', () => readFileSync(file).subarray(0, -1), /cut short/],
    ['one that lacks its last line', () => packed(lines().slice(0, -2).join('\n') + '\n'), /cut short/],
    ['one that lacks a line', () => packed(lines().toSpliced(2, 1).join('\n')), /checksum/],
    ['a changed word', () => packed(lines().join('\n').replace('Theo', 'Leo')), /checksum/],
    ['a flipped bit', flipped, /damaged/],
    ['one that goes on', () => packed(lines().join('\n') + '{"more":1}\n'), /damaged/],
    ['another format', () => withHeader({ formatVersion: 2 }), /format 2, and this release reads format 1/],
    [
      'a newer release',
      () => withChecksum({ migrations: [...knownMigrations(), '9999_from_tomorrow'] }),
      /newer release.*9999_from_tomorrow/,
    ],
  ];

  test.each(cases)('%s', async (what, content, said) => {
    const broken = Buffer.from(content());
    const target = await bare();
    const refused = restoreFrom(
      () => Readable.from([broken]),
      (work) => work(target.url),
    );
    await expect(refused, what).rejects.toThrow(said);
    await expect(refused).rejects.toBeInstanceOf(BackupError);
    expect(await query(target.url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
  });

  test('a damaged file, in words and with an exit code', async () => {
    const broken = join(folder, 'broken.gz');
    writeFileSync(broken, readFileSync(file).subarray(0, -1));
    const target = await bare();
    const { code, out, err } = await restore(target, broken);
    expect([code, out.toString()]).toEqual([1, '']);
    expect(err).toMatch(/^.*Nothing was restored\..* The file is cut short: its end is missing\.\n$/);
    expect(await restore(target, join(folder, 'missing.gz'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no such file/) as string,
    });
    rmSync(broken);
  });

  test('a database with a row in it', async () => {
    const target = await createTestDatabase();
    onTestFinished(() => target.drop());
    await query(target.url, `INSERT INTO agency VALUES ('${randomUUID()}', 'There before', 'p', 'c')`);
    const before = await contentOf(target.url);
    const { code, err } = await restore(target, file);
    expect(code).toBe(1);
    expect(err).toMatch(/not empty \(there are rows in agency\)/);
    expect(await contentOf(target.url)).toEqual(before);
  });

  test('rows that the tables do not take: none of the others stays', async () => {
    const texts = lines();
    const at = texts.findIndex((line) => line.startsWith('{"table":"caseload_override"'));
    const impossible = texts.with(at, (texts[at] ?? '').replace('"grant"', '"owl"'));
    expect(impossible[at]).not.toBe(texts[at]);
    const broken = join(folder, 'impossible.gz');
    writeFileSync(broken, signed(impossible));
    const target = await createTestDatabase();
    onTestFinished(() => target.drop());
    const { code, err } = await restore(target, broken);
    expect([code, err]).toEqual([1, expect.stringMatching(/The database refused \(23514\)/)]);
    for (const rows of Object.values(await contentOf(target.url))) expect(rows).toEqual([]);
    rmSync(broken);
  });

  function flipped(): Buffer {
    const bytes = Buffer.from(readFileSync(file));
    // In the checksum at the end: whatever the rows are, the text itself can be read.
    const at = bytes.length - 6;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  }

  const withChecksum = (changes: object): Buffer =>
    signed([JSON.stringify({ ...header(), ...changes }), ...lines().slice(1)]);
});

/** The lines with the checksum that belongs to them: what is wrong with them is something else. */
function signed(texts: string[]): Buffer {
  const body = texts
    .slice(0, -2)
    .map((line) => `${line}\n`)
    .join('');
  const end = JSON.parse(texts.at(-2) ?? '') as object;
  const sha256 = createHash('sha256').update(body).digest('hex');
  return gzipSync(`${body}${JSON.stringify({ ...end, sha256 })}\n`);
}

async function query(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** Every row of every table as PostgreSQL writes it. */
async function contentOf(url: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    const content: Record<string, unknown[]> = {};
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query(
        `SELECT t::text AS row FROM ${pg.escapeIdentifier(name)} t ORDER BY 1`,
      );
      content[name] = rows as unknown[];
    }
    return content;
  } finally {
    await client.end();
  }
}

/** Rows in every table, with what is easily lost on the way: quotes, line ends, big numbers, empty and missing things. */
/** Of the first release: a coordinator with two clients, one that was given away in error, and an emergency. */
async function fillOlder(url: string): Promise<void> {
  const [agencyId, staffId] = [randomUUID(), randomUUID()];
  const at = '2026-03-29T01:30:00.123Z';
  const levels = countyProfile.levels.map(({ id, caseload }) => ({ id, caseload }));
  await query(url, `INSERT INTO policy_document VALUES ('p', 'profile', 'county', $1)`, [
    JSON.stringify({ levels }),
  ]);
  await query(url, `INSERT INTO agency VALUES ($1, 'Harbor County', 'p', 'c')`, [agencyId]);
  await query(url, `INSERT INTO staff VALUES ($1, $2, 'Theo', 'theo@agency.example', 'coordinator')`, [
    staffId,
    agencyId,
  ]);
  for (const [level, coordinator, events] of [
    ['rsc-i', staffId, ['CoordinatorAssigned']],
    ['cm', staffId, ['CoordinatorAssigned', 'CoordinatorAssigned', 'StepVoided']],
    ['rsc-f', staffId, ['CoordinatorAssigned', 'StepVoided']],
    ['rsc-f', null, []],
  ] as const) {
    const [id, clientId] = [randomUUID(), randomUUID()];
    await query(url, `INSERT INTO client VALUES ($1::uuid, $2, $1::text, 'Ada', 'Example')`, [
      clientId,
      agencyId,
    ]);
    await query(
      url,
      `INSERT INTO enrollment VALUES ($1, $2, $3, $3, 1, 1, 's', $4, true, $5, $6, NULL, 0, 'p', 'c', NULL, NULL, $6)`,
      [id, agencyId, clientId, level, coordinator, at],
    );
    for (const [index, type] of events.entries())
      await query(
        url,
        `INSERT INTO event VALUES ($1, $2::int, nullif($2::int - 1, 0), 'c' || $2::int, 0, $3, 's' || $2::int, $4, $4, '{}', $5, NULL, NULL)`,
        // A voiding takes back the step before it.
        [id, index + 1, type, at, type === 'StepVoided' ? { step: `s${index}` } : {}],
      );
  }
}

async function fill(url: string): Promise<void> {
  const prisma = createPrisma(url);
  const { agencyId, staffIds } = await seedAgency(prisma, { now: Date.now() });
  await prisma.$disconnect();
  const words = 'Zoë said: "no\\yes"\n\ttwo lines\u2028three \u{1F343} {1,NULL} \u0001';
  const [clientId, enrollmentId] = [randomUUID(), randomUUID()];
  const at = '2026-03-29T01:30:00.123Z';
  const big = '{"n": 12345678901234567890.123, "a": [], "s": "é\\u2028", "o": {}}';
  await query(
    url,
    `INSERT INTO document (id, agency_id, client_id, kind, revision, state, content, hash, created_at, created_by, updated_at, updated_by)
     VALUES ($1, $2, $1, 'identity', 1, 's', $3, 'h', $4, '{}', $4, '{}')`,
    [clientId, agencyId, big, at],
  );
  await query(
    url,
    `INSERT INTO document_revision SELECT id, 1, 'a', state, content, hash, NULL, '{}', $2, $2, 'c', 'f' FROM document WHERE id = $1`,
    [clientId, at],
  );
  await query(url, 'INSERT INTO client VALUES ($1, $2, $3, $3, $3, NULL, $4, 1)', [
    clientId,
    agencyId,
    words,
    big,
  ]);
  await query(url, 'INSERT INTO client_token VALUES ($1, -9223372036854775808, $2)', [agencyId, clientId]);
  await query(url, `INSERT INTO client_shown VALUES ($2, $1, $3, '{}', $4, 'search', ARRAY[$2::uuid])`, [
    ...[agencyId, clientId, staffIds.coordinator, at],
  ]);
  await query(url, "INSERT INTO keyless_request VALUES ($1, 'f', 'c', $2)", [staffIds.coordinator, at]);
  const [likeId, samenessId] = [randomUUID(), randomUUID()];
  const like = `SELECT $1, agency_id, enrollment_id, kind, revision, state, content, hash, created_at, created_by`;
  await query(
    url,
    `INSERT INTO document (id, agency_id, enrollment_id, kind, revision, state, content, hash, created_at, created_by, updated_at, updated_by, client_id)
     ${like}, updated_at, updated_by, $1 FROM document WHERE id = $2`,
    [likeId, clientId],
  );
  await query(
    url,
    `INSERT INTO document_revision SELECT id, 1, 'a', state, content, hash, NULL, '{}', $2, $2, 'c', 'f' FROM document WHERE id = $1`,
    [likeId, at],
  );
  await query(
    url,
    `INSERT INTO client SELECT $1, agency_id, 'other', given_name, family_name, NULL, attributes, 1 FROM client WHERE id = $2`,
    [likeId, clientId],
  );
  await query(url, `INSERT INTO client_sameness VALUES ($1, $2, $3, $4, $5, '{}', $6)`, [
    ...[samenessId, agencyId, clientId, likeId, enrollmentId, at],
  ]);
  await query(
    url,
    `INSERT INTO client_sameness_answer VALUES ($1, 'c', $2, 'different', $3, '{}', 'f', $4)`,
    [agencyId, samenessId, words, at],
  );
  const [low, high] = [clientId, likeId].toSorted();
  await query(
    url,
    `INSERT INTO client_link VALUES ($1, $2, $3, $4, 'c', $5, '{}', 'f', $6, $6, '{}', $5, 'c', 'f')`,
    [randomUUID(), agencyId, low, high, words, at],
  );
  await query(
    url,
    `INSERT INTO access_session SELECT 'cookie', id, $1, $1, NULL FROM access_token ORDER BY id LIMIT 1`,
    [at],
  );
  await query(url, `INSERT INTO calendar_feed VALUES ($1, 'secret', $2)`, [staffIds.coordinator, at]);
  await query(
    url,
    `INSERT INTO hmis_import VALUES ($1, $2, $3, $4, $5, $6, $6, NULL, 'away', 2, 1, '{}', $4, '[]', '[]')`,
    [randomUUID(), agencyId, words, big, staffIds.intake, at],
  );
  await query(url, `INSERT INTO staff_change VALUES ($1, 'c', $2, 2, '{}', '{}', $3, '{}', 'f', $4)`, [
    ...[agencyId, staffIds.coordinator, words, at],
  ]);
  // More than are fetched at once, so that an event and the one before it lie in different lines.
  await query(
    url,
    `INSERT INTO event SELECT $1, n, nullif(n - 1, 0), 'c' || n, 0, 'X', NULL, $2, $2, '{}', $3, CASE n % 3 WHEN 0 THEN $3::jsonb WHEN 1 THEN 'null' END, NULL
     FROM generate_series(1, 1100) AS n`,
    [enrollmentId, at, big],
  );
  await query(
    url,
    `INSERT INTO enrollment VALUES ($1, $2, $3, $3, 1100, 7, 's', 'l', true, NULL, $4, NULL, 0, 'p', 'c', NULL, NULL, $4)`,
    [enrollmentId, agencyId, clientId, at],
  );
  await query(
    url,
    `INSERT INTO obligation VALUES ($1, $2, $3, 'k', 'IN-4', 'l', $4, 1, $4, $4, 'open', NULL, NULL, 'p', 'c',
       '[{"at": 1}]', NULL, false, NULL, $4, $5, false), ($1, 'none', $3, 'k', 'IN-4', 'l', $4, 1, $4, $4, 'open', NULL, NULL, 'p',
       'c', '[]', 'null', true, NULL, NULL, '{}', true)`,
    [enrollmentId, words, agencyId, at, ['a,b', words, 'NULL', '']],
  );
  await query(
    url,
    `INSERT INTO notification VALUES ('n', $1, $2, 'miss', 'coordinator', $3, NULL, NULL, NULL, $4, NULL, NULL)`,
    [enrollmentId, agencyId, staffIds.coordinator, at],
  );
  await query(url, `INSERT INTO delivery VALUES ('d', 'n', 'mail', 'failing', $1, 3, NULL, NULL, $2)`, [
    at,
    words,
  ]);
  await query(
    url,
    `INSERT INTO delivery_act VALUES ($1, 'again', 'give-up', ARRAY['d'], $2, '{}', 'f', $3)`,
    [agencyId, words, at],
  );
  await query(url, "INSERT INTO page_link VALUES ('hash', 'n', $1, $2, $2)", [staffIds.coordinator, at]);
  await query(url, "INSERT INTO message_choice VALUES ($1, 'chosen', 'each', 'f', $2)", [
    staffIds.coordinator,
    at,
  ]);
  await query(
    url,
    `INSERT INTO pending_step (id, enrollment_id, agency_id, command_id, kind, types, request, fingerprint, staff_id, taken_in_at)
     VALUES (9007199254740995, $1, $2, 'c', 'submit', $3, $4, 'f', $2, $5)`,
    [enrollmentId, agencyId, [words], big, at],
  );
  await query(
    url,
    `INSERT INTO fund_entry VALUES ($1, 1, NULL, NULL, 'f1', 'f', 'deposit', 500, 500, NULL, NULL, NULL, $3, $4, $2),
       ($1, 2, 1, 500, 'f2', 'f', 'payment', -500, 0, NULL, $5, 'food', NULL, $4, $2)`,
    [agencyId, at, words, big, enrollmentId],
  );
  // More than would fit by now: it was so.
  await query(url, `UPDATE staff SET caseload_limit = 7 WHERE id = $1`, [staffIds.coordinator]);
  await query(
    url,
    `INSERT INTO caseload_override VALUES ($1, 'o1', 'grant', NULL, $2, 'l', 2, 900, $3, '2099-01-01', $4, $5, 'f', $3),
       ($1, 'a', 'end', 'o1', $2, 'l', 2, 900, $3::timestamptz + interval '1 day', '2099-01-01', $4, $5, 'f', $3)`,
    [agencyId, staffIds.coordinator, at, words, big],
  );
  await query(url, `INSERT INTO caseload_place VALUES ($1, $2, $3, 'l', 800, false, $4, $4)`, [
    enrollmentId,
    agencyId,
    staffIds.coordinator,
    at,
  ]);
  await query(url, `INSERT INTO monthly_report VALUES ($1, '2037-02', 1, 'r', 'h', $2, $3, NULL)`, [
    ...[agencyId, big, at],
  ]);
  const moveId = randomUUID();
  await query(
    url,
    `INSERT INTO reassignment (id, agency_id, from_staff_id, reason, actor, command_id, fingerprint, recorded_at)
     VALUES ($1, $2, $3, $4, $5, 'move', 'f', $6)`,
    [moveId, agencyId, staffIds.coordinator, words, big, at],
  );
  await query(
    url,
    `INSERT INTO reassignment_item (reassignment_id, enrollment_id, to_staff_id) VALUES ($1, $2, $3)`,
    [moveId, enrollmentId, staffIds.coordinator],
  );
  await query(url, `INSERT INTO absence VALUES ($1, 'away', $2, $3, $4, NULL, $5, 'f', $4, NULL)`, [
    ...[agencyId, staffIds.coordinator, staffIds.coordinator3, at, big],
  ]);
  await query(
    url,
    `INSERT INTO break_glass VALUES ($1, 'glass', $2, $3, $4, $5, '2099-01-01', $6, 'f', $5)`,
    [...[agencyId, staffIds.coordinator3, enrollmentId, words, at, big]],
  );
  await query(
    url,
    `INSERT INTO list_taken VALUES ($1, $2, $3, $4, $5, 'clients', $4, 1, false, ARRAY[$1::uuid])`,
    [...[randomUUID(), agencyId, staffIds.coordinator3, big, at]],
  );
  const attachmentId = randomUUID();
  await query(
    url,
    `INSERT INTO attachment VALUES ($1, $2, $3, NULL, 'letter', $4, 9, 'attach', 'f', $5, $6, 'k', $7, 'text/plain', 'h', NULL)`,
    [attachmentId, agencyId, enrollmentId, words, big, at, Buffer.from([0, 255, 7])],
  );
  await query(url, `INSERT INTO attachment_part VALUES ($1, 0, $2)`, [
    ...[attachmentId, Buffer.from(Array.from({ length: 300 }, (_, n) => n % 256))],
  ]);
  // Of a certificate in a staff file.
  await query(
    url,
    `INSERT INTO attachment VALUES ($1, $2, NULL, 'item.1', 'other', $4, 9, 'attach', 'f', $5, $6, 'k', $7, 'text/plain', 'h', NULL, $3)`,
    [randomUUID(), agencyId, staffIds.coordinator, words, big, at, Buffer.from([0, 255, 7])],
  );
  await query(url, `UPDATE attachment SET kept_at = $1`, [at]);
  await query(url, `INSERT INTO attachment_scan VALUES ($1, $2, 'clean', $3, $3)`, [
    ...[attachmentId, agencyId, at],
  ]);
  await query(url, `INSERT INTO attachment_strike VALUES ($1, $2, $3, 'strike', 'f', $4, $5)`, [
    ...[attachmentId, agencyId, words, big, at],
  ]);
  await query(
    url,
    `INSERT INTO paper_printed VALUES ($1, $2, $3, $4, $5, 'care-plan', 'pdf', $6, $7, NULL, 3, 'hash')`,
    [...[randomUUID(), agencyId, staffIds.coordinator3, big, at, words, enrollmentId]],
  );
  await query(
    url,
    `INSERT INTO disclosure VALUES ('hand-out', $1, $2, NULL, 'handed-out', 'role', 'court', 'legal', '{identity}', '[]',
      NULL, 'court-order', $3, $3, 'print', $4, $4)`,
    [agencyId, enrollmentId, big, at],
  );
  await query(url, `INSERT INTO glass_review VALUES ($1, 'glass', $2, $3, $4)`, [
    ...[agencyId, staffIds.coordinator3, big, at],
  ]);
  await query(url, `INSERT INTO saved_view VALUES ($1, $2, '/clients', $3, 'view=all', $4)`, [
    ...[randomUUID(), staffIds.coordinator3, words, at],
  ]);
  await query(url, `INSERT INTO hmis_source VALUES ($1, 'xx-500', $2, $3)`, [agencyId, words, at]);
  await query(
    url,
    `INSERT INTO hmis_person SELECT agency_id, 'xx-500', $1, id, 'said', $2, $3 FROM client LIMIT 1`,
    [...[words, staffIds.coordinator, at]],
  );
  const shiftId = randomUUID();
  await query(url, `INSERT INTO on_call_act VALUES ($1, 'put', 'make', $2, $3, 'f', $4)`, [
    ...[agencyId, words, big, at],
  ]);
  await query(
    url,
    `INSERT INTO on_call_shift VALUES ($1, $2, $3, 1, $4, '2099-01-01', 'put', NULL, '2098-01-01', 'cut')`,
    [shiftId, agencyId, staffIds.coordinator, at],
  );
  await query(url, `INSERT INTO on_call_swap VALUES ($1, $2, $3, NULL, $4, 'ask', 'declined', 'no')`, [
    ...[randomUUID(), agencyId, shiftId, staffIds.coordinator],
  ]);
  const documentId = randomUUID();
  await query(url, `INSERT INTO document VALUES ($1, $2, NULL, 'k', 1, 's', $3, 'h', $4, $3, $4, $3)`, [
    documentId,
    agencyId,
    big,
    at,
  ]);
  await query(
    url,
    `INSERT INTO document_revision VALUES ($1, 1, 'a', 's', $2, 'h', $3, $2, $4, $4, 'c', 'f')`,
    [documentId, big, words, at],
  );
  const [otherId, transferId] = [randomUUID(), randomUUID()];
  await query(
    url,
    `INSERT INTO agency (id, name, profile_hash, calendar_hash) SELECT $1, 'o', profile_hash, calendar_hash FROM agency WHERE id = $2`,
    [otherId, agencyId],
  );
  await query(
    url,
    `INSERT INTO transfer (id, from_agency_id, to_agency_id, from_enrollment_id, state, reason, level, release, carries,
       leaving, words, offered_at, offered_by) VALUES ($1, $2, $3, $4, 'offered', 'r', 'l', 's', '{plan}', $5, $5, $6, $5)`,
    [transferId, agencyId, otherId, enrollmentId, big, at],
  );
  await query(url, `INSERT INTO transfer_act VALUES ($1, 'c', $2, 'offer', $3, 'f', $4)`, [
    agencyId,
    transferId,
    big,
    at,
  ]);
  await query(url, `INSERT INTO document_origin VALUES ($1, $2, $3, 1, 'h')`, [
    documentId,
    transferId,
    randomUUID(),
  ]);
  const batchId = randomUUID();
  await query(url, 'INSERT INTO mis_batch VALUES ($1, $2, $3, $4, NULL, NULL)', [
    batchId,
    agencyId,
    at,
    staffIds.coordinator,
  ]);
  await query(url, `INSERT INTO mis_entry VALUES ($1, 's', 'enter', $2, 1, $3, $4)`, [
    enrollmentId,
    batchId,
    at,
    big,
  ]);
}
