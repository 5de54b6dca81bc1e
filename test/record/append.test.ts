import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRecordActivities } from '../../src/features/enrollments/activities.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { notificationColumns } from '../../src/kit/postgres/read-model-rows.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import type { RecordActivities } from '../../src/contracts/record.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  clockEvent,
  draft,
  noon,
  obligationRow,
  type Person,
  quiet,
  request,
  sealKey,
  seedPerson,
  stepEvent,
  summaryAt,
} from './fixtures.ts';

const seal = createSeal(sealKey);
let database: TestDatabase;
let prisma: Prisma;
let record: RecordActivities;
let person: Person;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  record = createRecordActivities({ store: createRecordStore({ prisma, seal, log: quiet }) });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  person = await seedPerson(prisma);
  id = randomUUID();
});

const ownerOf = (commandId: string) => ({ agencyId: person.agencyId, enrollmentId: id, commandId });
const first = () => request(id, person, [stepEvent(1, 'refer', person.agencyId)]);

describe('an append', () => {
  it('writes events, read model and outbox with one statement, which is its own transaction', async () => {
    await record.appendToRecord({
      ...first(),
      obligations: [obligationRow('first-contact'), obligationRow('preliminary-sccp')],
    });
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    onTestFinished(() => sent.mockRestore());
    const events = [2, 3].map((seq) => stepEvent(seq, 'visit', person.agencyId, seq - 2));
    const result = await record.appendToRecord(
      request(id, person, events, {
        obligations: [obligationRow('first-contact', { status: 'met', closedAt: noon, closedBySeq: 2 })],
        removedObligations: ['preliminary-sccp~1'],
        notifications: [
          draft(`${id}/2/1`, {
            deliveries: [
              { channel: 'mail', notBefore: noon },
              { channel: 'webhook', notBefore: noon },
            ],
          }),
          draft(`${id}/2/2`, { deliveries: [] }),
        ],
      }),
    );
    expect(result).toEqual({ status: 'recorded' });
    expect(sent).toHaveBeenCalledTimes(1);

    expect(await prisma.event.count({ where: { enrollmentId: id } })).toBe(3);
    const rows = await prisma.obligation.findMany({ where: { enrollmentId: id } });
    expect(rows.map(({ key, status }) => [key, status])).toEqual([['first-contact~1', 'met']]);
    const outbox = await prisma.delivery.findMany({
      where: { notification: { enrollmentId: id } },
      orderBy: { id: 'asc' },
    });
    expect(outbox.map((row) => [row.id, row.state, row.notBefore.getTime()])).toEqual([
      [`${id}/2/1/mail`, 'waiting', noon],
      [`${id}/2/1/webhook`, 'waiting', noon],
    ]);
    expect(await prisma.notification.count({ where: { enrollmentId: id } })).toBe(2);
  });

  it('tells of what is on record where another copy of the referral was told of before', async () => {
    const told = notificationColumns(id, person.agencyId, draft(`${id}/1/1`, { due: noon + 1_800_000 }));
    await prisma.notification.create({ data: { ...told, readAt: new Date(noon) } });
    const notifications = [draft(`${id}/1/1`, { due: noon + 1_800_001 })];
    await record.appendToRecord({ ...first(), notifications });
    const row = await prisma.notification.findUniqueOrThrow({ where: { id: `${id}/1/1` } });
    expect(row).toMatchObject({ due: new Date(noon + 1_800_001), readAt: new Date(noon) });
  });

  it('changes a row that was there, and leaves the others as they are', async () => {
    await record.appendToRecord({ ...first(), obligations: [obligationRow('one'), obligationRow('two')] });
    const met = { status: 'met', closedAt: noon, closedBySeq: 2 } as const;
    const call = request(id, person, [stepEvent(2, 'call', person.agencyId)], {
      obligations: [obligationRow('one', met)],
    });
    expect(await record.appendToRecord(call)).toEqual({ status: 'recorded' });
    const rows = await prisma.obligation.findMany({ where: { enrollmentId: id }, orderBy: { key: 'asc' } });
    expect(rows.map(({ key, status }) => [key, status])).toEqual([
      ['one~1', 'met'],
      ['two~1', 'open'],
    ]);
  });

  it('leaves the version unconfirmed after a step and confirms it after the clock', async () => {
    await record.appendToRecord(first());
    const of = () => prisma.enrollment.findUniqueOrThrow({ where: { id } });
    expect(await of()).toMatchObject({ version: 1, confirmedVersion: 0, openClientId: person.clientId });
    await record.appendToRecord(request(id, person, [clockEvent(2, person.agencyId)]));
    expect(await of()).toMatchObject({ version: 2, confirmedVersion: 2 });
    await record.appendToRecord(request(id, person, [stepEvent(3, 'call', person.agencyId)]));
    expect(await of()).toMatchObject({ version: 3, confirmedVersion: 2, updatedAt: new Date(noon + 3000) });
  });

  it('keeps protected words in the record and gives none of them to the workflow', async () => {
    await record.appendToRecord(first());
    const words = { note: 'She said: "not before Friday"' };
    const told = stepEvent(2, 'call', person.agencyId, 0, seal.seal(words, ownerOf('call')));
    await record.appendToRecord(request(id, person, [told]));
    const row = await prisma.event.findFirstOrThrow({ where: { enrollmentId: id, seq: 2 } });
    expect(row.details).toEqual(words);
    const { sealed: _, ...open } = told;
    expect(await record.eventsAfter(id, 1)).toEqual([open]);
  });

  it('refuses words sealed with another key, for good, writing nothing', async () => {
    const other = createSeal(Buffer.alloc(32, 7).toString('base64'));
    const event = stepEvent(
      1,
      'refer',
      person.agencyId,
      0,
      other.seal({ note: 'secret word' }, ownerOf('refer')),
    );
    const failure = await record
      .appendToRecord(request(id, person, [event]))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'RecordRefused', nonRetryable: true });
    expect(String(failure)).not.toContain('secret');
    expect(await prisma.event.count({ where: { enrollmentId: id } })).toBe(0);
  });

  it.each([
    ['client', { enrollmentId: randomUUID() }],
    ['step', { commandId: 'call' }],
    ['agency', { agencyId: randomUUID() }],
  ])('refuses words that were sealed for another %s, for good, writing nothing', async (_, elsewhere) => {
    const sealed = seal.seal({ note: 'secret word' }, { ...ownerOf('refer'), ...elsewhere });
    const event = stepEvent(1, 'refer', person.agencyId, 0, sealed);
    const append = record.appendToRecord(request(id, person, [event]));
    await expect(append).rejects.toMatchObject({ type: 'RecordRefused', nonRetryable: true });
    expect(await prisma.event.count({ where: { enrollmentId: id } })).toBe(0);
  });

  it('refuses what PostgreSQL cannot store without quoting it', async () => {
    const event = stepEvent(
      1,
      'refer',
      person.agencyId,
      0,
      seal.seal({ note: 'secret\u0000word' }, ownerOf('refer')),
    );
    const failure = await record
      .appendToRecord(request(id, person, [event]))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'RecordRefused', nonRetryable: true });
    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain('secret');
  });

  it('refuses an enrollment of a client nobody knows', async () => {
    const stranger = { ...person, clientId: randomUUID() };
    const append = record.appendToRecord(request(id, stranger, [stepEvent(1, 'refer', person.agencyId)]));
    await expect(append).rejects.toMatchObject({ type: 'RecordRefused' });
  });
});

describe('a workflow that has parted from its record', () => {
  it('is told the events it lacks, and nothing is written', async () => {
    await record.appendToRecord(first());
    const known = stepEvent(2, 'call', person.agencyId);
    await record.appendToRecord(request(id, person, [known]));
    const late = request(id, person, [stepEvent(2, 'other', person.agencyId)], {
      notifications: [draft(`${id}/2/9`)],
      obligations: [obligationRow('first-contact')],
    });
    expect(await record.appendToRecord(late)).toEqual({ status: 'behind', events: [known] });
    expect(await prisma.notification.count({ where: { enrollmentId: id } })).toBe(0);
    expect(await prisma.obligation.count({ where: { enrollmentId: id } })).toBe(0);
    expect(await prisma.event.count({ where: { enrollmentId: id } })).toBe(2);
  });

  it('finds its own append when the first answer was lost', async () => {
    await record.appendToRecord(first());
    const again = await record.appendToRecord(first());
    expect(again).toMatchObject({ status: 'behind', events: [{ commandId: 'refer', seq: 1 }] });
  });

  it('cannot record a command twice under later numbers', async () => {
    await record.appendToRecord(first());
    const again = request(id, person, [stepEvent(2, 'refer', person.agencyId)]);
    expect(await record.appendToRecord(again)).toEqual({ status: 'behind', events: [] });
  });

  it('is told when it is ahead: a backup was restored', async () => {
    await record.appendToRecord(first());
    const ahead = request(id, person, [stepEvent(5, 'later', person.agencyId)]);
    expect(await record.appendToRecord(ahead)).toEqual({ status: 'ahead', recordVersion: 1 });
    const unknown = request(randomUUID(), person, [stepEvent(2, 'later', person.agencyId)]);
    expect(await record.appendToRecord(unknown)).toEqual({ status: 'ahead', recordVersion: 0 });
  });

  it('leaves one winner of two appends at once', async () => {
    await record.appendToRecord(first());
    const race = ['a', 'b', 'c', 'd'].map((command) =>
      record.appendToRecord(request(id, person, [stepEvent(2, command, person.agencyId)])),
    );
    const answers = (await Promise.all(race)).map(({ status }) => status).toSorted();
    expect(answers).toEqual(['behind', 'behind', 'behind', 'recorded']);
  });
});

describe('one open enrollment a client', () => {
  it('names the open one', async () => {
    await record.appendToRecord(first());
    const second = request(randomUUID(), person, [stepEvent(1, 'refer-again', person.agencyId)]);
    expect(await record.appendToRecord(second)).toEqual({
      status: 'client-already-enrolled',
      enrollmentId: id,
    });
    expect(await prisma.event.count({ where: { commandId: 'refer-again' } })).toBe(0);
  });

  it('is not told of itself: where its own row was missed while somebody changed it, it is looked for again', async () => {
    await record.appendToRecord(first());
    // What PostgreSQL says then, once.
    await prisma.$executeRaw`CREATE SEQUENCE missed`;
    await prisma.$executeRaw`CREATE FUNCTION missed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('missed') = 1 THEN RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = 'duplicate key',
        SCHEMA = 'public', TABLE = 'enrollment', CONSTRAINT = 'enrollment_open_client_id_key'; END IF;
      RETURN NEW; END $$`;
    await prisma.$executeRaw`CREATE TRIGGER missed BEFORE INSERT ON enrollment FOR EACH ROW EXECUTE FUNCTION missed()`;
    onTestFinished(async () => {
      await prisma.$executeRaw`DROP TRIGGER missed ON enrollment`;
      await prisma.$executeRaw`DROP FUNCTION missed`;
      await prisma.$executeRaw`DROP SEQUENCE missed`;
    });
    const visit = request(id, person, [stepEvent(2, 'visit', person.agencyId)]);
    expect(await record.appendToRecord(visit)).toEqual({ status: 'recorded' });
  });

  it('lets a discharged client be referred anew, and then refuses to reopen the old enrollment', async () => {
    await record.appendToRecord(first());
    const left = summaryAt(2, { stage: 'discharge', dischargedAt: noon + 2000 });
    await record.appendToRecord(
      request(id, person, [stepEvent(2, 'leave', person.agencyId)], { summary: left }),
    );
    const anew = randomUUID();
    const referral = request(anew, person, [stepEvent(1, 'refer-again', person.agencyId)]);
    expect(await record.appendToRecord(referral)).toEqual({ status: 'recorded' });
    const reopen = request(id, person, [stepEvent(3, 'reopen', person.agencyId)]);
    expect(await record.appendToRecord(reopen)).toEqual({
      status: 'client-already-enrolled',
      enrollmentId: anew,
    });
  });
});

describe('the event table', () => {
  beforeEach(() => record.appendToRecord(first()));

  it.each([
    ['changed', () => prisma.$executeRaw`UPDATE event SET type = 'Other'`],
    ['deleted', () => prisma.$executeRaw`DELETE FROM event`],
    ['emptied', () => prisma.$executeRaw`TRUNCATE event CASCADE`],
  ])('cannot be %s', async (_, attempt) => {
    await expect(attempt()).rejects.toThrow('append-only');
    expect(await prisma.event.count({ where: { enrollmentId: id } })).toBe(1);
  });

  it.each([
    [2, null],
    [3, 1],
    [0, null],
  ])('has no gap: refuses number %s after %s', async (seq, prevSeq) => {
    const row = {
      ...{ enrollmentId: id, seq, prevSeq, commandId: 'x', index: 0, type: 'X' },
      ...{ occurredAt: new Date(noon), recordedAt: new Date(noon), actor: {}, data: {} },
    };
    await expect(prisma.event.create({ data: row })).rejects.toThrow('event_seq_check');
  });
});
