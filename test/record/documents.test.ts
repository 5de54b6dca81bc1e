import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { staffFileFollower } from '../../src/features/staff/postgres/file-follows.ts';
import { createDocumentStore, type DocumentStore } from '../../src/kit/postgres/documents/store.ts';
import type { DocumentRequest } from '../../src/kit/documents.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { RecordUnavailableError } from '../../src/kit/reads.ts';
import type { DocumentKind } from '../../src/engine/documents/document.ts';
import { noDocument, refused } from '../../src/engine/documents/refusals.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { noon, seedPerson } from './fixtures.ts';

type Tally = { lines: string[] };
type Act = { type: 'begin' } | { type: 'add'; line: string };

/** Lines that are added one by one; four are enough. */
const tally: DocumentKind<Tally, Act> = {
  kind: 'tally',
  decide(current, act, { at }) {
    if (act.type === 'begin') return { ok: true, state: 'open', content: { lines: [] } };
    if (!current) return noDocument;
    if (current.content.lines.length === 4) return refused('nothing-changed', 'It is full.');
    const lines = [...current.content.lines, `${act.line} at ${at - noon}`];
    return { ok: true, state: lines.length === 4 ? 'full' : 'open', content: { lines }, reason: act.line };
  },
};

let database: TestDatabase;
let prisma: Prisma;
let store: DocumentStore;
let agencyId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  store = createDocumentStore(prisma, [staffFileFollower]);
  ({ agencyId } = await seedPerson(prisma));
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const enrollmentId = randomUUID();
const staffId = randomUUID();

function ask(documentId: string, act: Act, more: Partial<DocumentRequest<Tally, Act>> = {}) {
  const by = { staffId, role: 'coordinator' as const, agencyId };
  const commandId = more.commandId ?? randomUUID();
  const rest = { enrollmentId, by, now: noon, fingerprint: `${commandId} ${JSON.stringify(act)}` };
  return store.act({ kind: tally, documentId, act, commandId, ...rest, ...more });
}

async function begun(): Promise<string> {
  const id = randomUUID();
  expect(await ask(id, { type: 'begin' })).toMatchObject({ status: 'written', row: { revision: 1 } });
  return id;
}
const place = () => ({ agencyId, enrollmentId, kind: 'tally' });
const refusedAs = (code: string) => ({ status: 'refused', refusal: expect.objectContaining({ code }) });

describe('a document', () => {
  it('has a revision an act, each with the whole content, who, when and why', async () => {
    const id = await begun();
    await ask(id, { type: 'add', line: 'one' }, { occurredAt: noon - 5, now: noon + 10 });
    const row = await store.get(place(), id);
    expect(row).toMatchObject({
      ...{ id, enrollmentId, revision: 2, state: 'open', content: { lines: ['one at -5'] } },
      ...{ hash: contentHash({ lines: ['one at -5'] }), createdAt: noon, updatedAt: noon + 10 },
      updatedBy: { staffId, role: 'coordinator', name: null },
    });
    expect(await store.revisions(place(), id)).toMatchObject([
      { revision: 1, act: 'begin', content: { lines: [] }, reason: null, recordedAt: noon },
      { revision: 2, act: 'add', content: row?.content, reason: 'one', occurredAt: noon - 5 },
    ]);
  });

  it('is not there before it is begun, nor for another agency, enrollment or kind', async () => {
    expect(await ask(randomUUID(), { type: 'add', line: 'x' })).toEqual(refusedAs('not-found'));
    const id = await begun();
    const other = { staffId, role: 'coordinator' as const, agencyId: (await seedPerson(prisma)).agencyId };
    expect(await ask(id, { type: 'add', line: 'x' }, { by: other })).toEqual(refusedAs('not-found'));
    expect(await ask(id, { type: 'add', line: 'x' }, { enrollmentId: null })).toEqual(refusedAs('not-found'));
    const wrong = [{ agencyId: other.agencyId }, { enrollmentId: randomUUID() }, { kind: 'other' }];
    for (const change of wrong) {
      expect(await store.get({ ...place(), ...change }, id)).toBeNull();
      expect(await store.revisions({ ...place(), ...change }, id)).toBeNull();
      expect(await store.list({ ...place(), ...change }, { limit: 9 })).toEqual([]);
    }
    expect(await store.get(place(), id)).toMatchObject({ revision: 1 });
  });

  it('takes nothing once its enrollment has ended, and answers what it took before as it did', async () => {
    const id = await begun();
    const asked = { commandId: randomUUID() };
    await ask(id, { type: 'add', line: 'one' }, asked);
    expect(
      await ask(id, { type: 'add', line: 'one' }, { ...asked, closed: 'enrollment-ended' }),
    ).toMatchObject({
      ...{ status: 'replayed', row: { revision: 2 } },
    });
    expect(await ask(id, { type: 'add', line: 'two' }, { closed: 'enrollment-ended' })).toEqual(
      refusedAs('enrollment-ended'),
    );
    expect(await store.get(place(), id)).toMatchObject({ revision: 2 });
  });

  it('takes nothing of the future, and never goes back in time itself', async () => {
    const id = await begun();
    const late = { occurredAt: noon + 61_000 };
    expect(await ask(id, { type: 'add', line: 'x' }, late)).toEqual(refusedAs('occurred-in-future'));
    await ask(id, { type: 'add', line: 'x' }, { now: noon - 5_000 });
    const [first, second] = (await store.revisions(place(), id)) ?? [];
    expect(second?.recordedAt).toBe(first?.recordedAt);
  });

  it('is listed newest first, page by page', async () => {
    const mine = { ...place(), enrollmentId: randomUUID() };
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const [i, id] of ids.entries()) {
      await ask(id, { type: 'begin' }, { enrollmentId: mine.enrollmentId, now: noon + Math.min(i, 1) });
    }
    const found = [];
    for (let after; ;) {
      const [row] = await store.list(mine, { limit: 1, after });
      if (!row) break;
      found.push(row.id);
      after = row;
    }
    expect(found).toEqual([...ids.slice(1).toSorted().toReversed(), ids[0]]);
    expect(await store.list(mine, { limit: 9, state: 'full' })).toEqual([]);
  });
});

describe('the same request again', () => {
  it('gives the same revision, whatever came after it', async () => {
    const id = await begun();
    const first = await ask(id, { type: 'add', line: 'one' }, { commandId: 'k' });
    await ask(id, { type: 'add', line: 'two' });
    const again = await ask(id, { type: 'add', line: 'one' }, { commandId: 'k', expectedRevision: 1 });
    expect(again).toEqual({ ...first, status: 'replayed' });
    expect(await store.get(place(), id)).toMatchObject({ revision: 3 });
  });

  it('with another content is refused, and begins nothing twice', async () => {
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask(id, { type: 'begin' }, { commandId: 'k' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => 'replayed'),
      'written',
    ]);
    expect(await ask(id, { type: 'begin' }, { commandId: 'k', fingerprint: 'else' })).toEqual({
      ...{ status: 'reused', how: 'other-content' },
    });
    expect(await store.revisions(place(), id)).toHaveLength(1);
  });
});

describe('two people at once', () => {
  it('who have both seen the same revision: one wins, the other is told', async () => {
    const id = await begun();
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((line) => ask(id, { type: 'add', line }, { expectedRevision: 1 })),
    );
    expect(answers.filter(({ status }) => status === 'written')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'refused')).toEqual([
      refusedAs('version-conflict'),
      refusedAs('version-conflict'),
    ]);
    expect((await store.get(place(), id))?.content).toMatchObject({ lines: { length: 1 } });
  });

  it('who say nothing of a revision: each is judged against the newest', async () => {
    const id = await begun();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => ask(id, { type: 'add', line: `${i}` })),
    );
    expect(answers.filter(({ status }) => status === 'written')).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 'refused')).toEqual([
      refusedAs('nothing-changed'),
      refusedAs('nothing-changed'),
    ]);
    expect(await store.get(place(), id)).toMatchObject({ revision: 5, state: 'full' });
    const rows = await store.revisions(place(), id);
    expect(rows?.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  });

  it('who begin the same document: the second is judged against what the first wrote', async () => {
    const id = randomUUID();
    const answers = await Promise.all([0, 1].map(() => ask(id, { type: 'begin' })));
    expect(answers.map((one) => 'row' in one && one.row.revision).toSorted()).toEqual([1, 2]);
  });
});

describe('the record of it', () => {
  it('is only ever added to', async () => {
    const id = await begun();
    const where = { documentId_revision: { documentId: id, revision: 1 } };
    await expect(prisma.documentRevision.update({ where, data: { state: 'x' } })).rejects.toThrow();
    await expect(prisma.documentRevision.delete({ where })).rejects.toThrow();
    await expect(prisma.$executeRaw`TRUNCATE document_revision`).rejects.toThrow();
    expect(await store.revisions(place(), id)).toMatchObject([{ state: 'open' }]);
  });

  it('says when it cannot be reached, and tells nothing of what was to be stored', async () => {
    const away = createPrisma('postgresql://nobody@127.0.0.1:1/none', { statementTimeoutMs: 200 });
    const outcome = createDocumentStore(away, [staffFileFollower]).get(place(), randomUUID());
    await expect(outcome).rejects.toThrow(RecordUnavailableError);
    await away.$disconnect();
  });
});
