import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import type { Place } from '../../src/engine/record/place.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordStore } from '../../src/features/enrollments/activities.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { shareOfCap, wholeCaseload } from '../../src/features/caseload/share.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { noon, quiet, request, sealKey, seedPerson, stepEvent, summaryAt } from './fixtures.ts';

let database: TestDatabase;
let prisma: Prisma;
let store: RecordStore;
let agencyId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  // As many at once as the tests ask for.
  prisma = createPrisma(database.url, { max: 24, statementTimeoutMs: 10_000 });
  store = createRecordStore({ prisma, seal: createSeal(sealKey), log: quiet });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  ({ agencyId } = await seedPerson(prisma));
});

async function coordinator(
  data: { mayTakeUntil?: Date | null; caseloadLimit?: number } = {},
): Promise<string> {
  const id = randomUUID();
  await prisma.staff.create({
    data: { id, agencyId, name: 'Coordinator', email: `${id}@agency.example`, role: 'coordinator', ...data },
  });
  return id;
}

const place = (staffId: string, cap: number, more: Partial<Place> = {}): Place => ({
  ...{ staffId, level: `cap-${cap}`, share: shareOfCap(cap), provisional: false, since: noon },
  ...more,
});

/** An enrollment of the agency, with no place yet, and what is appended to it. */
async function enrollment() {
  const clientId = randomUUID();
  const ada = { givenName: 'Ada', familyName: 'Example' };
  await makeClient(prisma, { clientId, agencyId, reference: clientId, ...ada });
  const id = randomUUID();
  let version = 0;
  /** Answers what the record said of one more step, recorded so many seconds after noon. */
  async function append(changed?: Place | null): Promise<string> {
    const seq = version + 1;
    const step = request(
      id,
      { agencyId, clientId },
      [stepEvent(seq, `step-${seq}-${randomUUID()}`, agencyId)],
      {
        summary: summaryAt(seq),
        ...(changed === undefined ? {} : { place: changed }),
      },
    );
    const result = await store.append(step);
    if (result.status === 'recorded') version = seq;
    return result.status === 'not-placed' ? result.code : result.status;
  }
  await append();
  return { id, append };
}

async function placed(count: number, staffId: string, cap: number) {
  const all = [];
  for (let index = 0; index < count; index += 1) {
    const one = await enrollment();
    expect(await one.append(place(staffId, cap))).toBe('recorded');
    all.push(one);
  }
  return all;
}

/** What the person's caseload is said to be, and what its lasting places add up to. */
async function caseloadOf(staffId: string): Promise<{ share: number; places: number }> {
  const { caseloadShare } = await prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
  const sum = await prisma.caseloadPlace.aggregate({
    where: { staffId, provisional: false },
    _sum: { share: true },
    _count: true,
  });
  expect(Number(sum._sum.share ?? 0)).toBe(Number(caseloadShare));
  return { share: Number(caseloadShare), places: sum._count };
}

describe('[ST-4] a caseload in the record', () => {
  it('takes as many as fit, and refuses the next one without a trace', async () => {
    const full = await coordinator();
    await placed(3, full, 3);
    const fourth = await enrollment();
    const events = await prisma.event.count({ where: { enrollmentId: fourth.id } });
    expect(await fourth.append(place(full, 3))).toBe('caseload-full');
    expect(await prisma.event.count({ where: { enrollmentId: fourth.id } })).toBe(events);
    expect((await caseloadOf(full)).places).toBe(3);
    expect(await fourth.append(place(await coordinator(), 3))).toBe('recorded');
  });

  it('mixes levels in proportion', async () => {
    const mixed = await coordinator();
    await placed(2, mixed, 4);
    await placed(1, mixed, 3);
    const last = await enrollment();
    expect(await last.append(place(mixed, 5))).toBe('caseload-full');
    expect(await last.append(place(mixed, 6))).toBe('recorded');
  });

  it('lets go of a place at the discharge, and asks again at the reopening', async () => {
    const full = await coordinator();
    const [one] = await placed(2, full, 2);
    expect(await one?.append(null)).toBe('recorded');
    const newcomer = await enrollment();
    expect(await newcomer.append(place(full, 2))).toBe('recorded');
    expect(await one?.append(place(full, 2))).toBe('caseload-full');
    expect(await newcomer.append(null)).toBe('recorded');
    expect(await one?.append(place(full, 2))).toBe('recorded');
    expect((await caseloadOf(full)).share).toBe(2 * shareOfCap(2));
  });

  it('holds for a change of level upwards; downwards it always passes, however full it is', async () => {
    const full = await coordinator();
    const [one, two] = await placed(2, full, 2);
    expect(await one?.append(place(full, 1))).toBe('caseload-full');
    await prisma.staff.update({ where: { id: full }, data: { caseloadLimit: 10 } });
    expect(await one?.append(place(full, 4))).toBe('recorded');
    expect(await one?.append(place(full, 3))).toBe('caseload-full');
    expect(await two?.append(null)).toBe('recorded');
    expect((await caseloadOf(full)).share).toBe(shareOfCap(4));
  });

  it('moves with a transfer, and stays where it was when the new coordinator is full', async () => {
    const [from, to] = [await coordinator(), await coordinator()];
    const [one] = await placed(1, from, 2);
    const [theirs] = await placed(2, to, 2);
    expect(await one?.append(place(to, 2))).toBe('caseload-full');
    expect(await caseloadOf(from)).toMatchObject({ places: 1 });
    expect(await theirs?.append(place(from, 2))).toBe('recorded');
    expect(await one?.append(place(to, 2))).toBe('recorded');
    expect(await caseloadOf(from)).toMatchObject({ places: 1 });
    expect(await caseloadOf(to)).toMatchObject({ places: 2 });
  });

  it('[IN-8] takes the emergency of somebody on call beyond the limit, whatever the file says, until it is to stay', async () => {
    const onCall = await coordinator();
    await placed(2, onCall, 2);
    await prisma.staff.update({ where: { id: onCall }, data: { mayTakeUntil: null } });
    const emergency = await enrollment();
    expect(await emergency.append(place(onCall, 2, { provisional: true }))).toBe('recorded');
    expect(await caseloadOf(onCall)).toMatchObject({ places: 2 });
    expect(await emergency.append(place(onCall, 2))).toBe('staff-file-incomplete');
    await prisma.staff.update({ where: { id: onCall }, data: { mayTakeUntil: new Date(noon + 86_400_000) } });
    expect(await emergency.append(place(onCall, 2))).toBe('caseload-full');
    expect(await emergency.append(place(await coordinator(), 2))).toBe('recorded');
  });

  it('writes nothing of it with a step that leaves it alone, also when there would be no room', async () => {
    const full = await coordinator();
    const [one] = await placed(2, full, 2);
    await prisma.staff.update({ where: { id: full }, data: { caseloadLimit: 0, mayTakeUntil: null } });
    expect(await one?.append()).toBe('recorded');
  });
});

describe('[ST-2] a staff file in the record', () => {
  it.each([
    ['that is incomplete', null],
    ['that has expired', new Date(noon)],
  ])('%s lets nobody be taken; who is there may stay, at another level as well', async (_, mayTakeUntil) => {
    const person = await coordinator();
    const [one] = await placed(1, person, 4);
    await prisma.staff.update({ where: { id: person }, data: { mayTakeUntil } });
    const newcomer = await enrollment();
    expect(await newcomer.append(place(person, 4))).toBe('staff-file-incomplete');
    expect(await one?.append(place(person, 2))).toBe('recorded');
    expect(await one?.append(null)).toBe('recorded');
    expect(await one?.append(place(person, 2))).toBe('staff-file-incomplete');
  });
});

describe('an override', () => {
  async function override(staffId: string, from: number, until: number, more: object = {}): Promise<string> {
    const commandId = randomUUID();
    await prisma.caseloadOverride.create({
      data: {
        ...{ agencyId, commandId, act: 'grant', staffId, level: 'cap-2', clients: 1, share: shareOfCap(2) },
        ...{ fromAt: new Date(from), untilAt: new Date(until), reason: 'Cover', actor: {} },
        ...{ fingerprint: 'f', recordedAt: new Date(noon), ...more },
      },
    });
    return commandId;
  }
  // The second step of an enrollment is recorded two seconds after noon.
  const second = noon + 2000;

  it('lets so many more be taken from its beginning to its end, and no longer', async () => {
    const full = await coordinator();
    await placed(2, full, 2);
    await override(full, second + 1, second + 5);
    await override(full, second - 5, second);
    const more = await enrollment();
    expect(await more.append(place(full, 2))).toBe('caseload-full');
    await override(full, second, second + 1);
    expect(await more.append(place(full, 2))).toBe('recorded');
    expect(await (await enrollment()).append(place(full, 2))).toBe('caseload-full');
  });

  it('that is over sends nobody away, and lets nobody else in', async () => {
    const full = await coordinator();
    await placed(2, full, 2);
    await override(full, second, second + 1);
    const more = await enrollment();
    expect(await more.append(place(full, 2))).toBe('recorded');
    expect(await more.append()).toBe('recorded');
    expect((await caseloadOf(full)).places).toBe(3);
    expect(await (await enrollment()).append(place(full, 2))).toBe('caseload-full');
  });

  it('may be ended before its time', async () => {
    const full = await coordinator();
    await placed(2, full, 2);
    const about = await override(full, noon, noon + 86_400_000);
    await override(full, second, second, { act: 'end', about });
    expect(await (await enrollment()).append(place(full, 2))).toBe('caseload-full');
  });

  it.each([
    ['changed', () => prisma.$executeRaw`UPDATE caseload_override SET clients = 100`],
    ['deleted', () => prisma.$executeRaw`DELETE FROM caseload_override`],
  ])('cannot be %s', async (_, attempt) => {
    await override(await coordinator(), noon, noon + 1);
    await expect(attempt()).rejects.toThrow('append-only');
  });
});

describe('many at once', () => {
  it('never put one too many into a caseload, and refuse no more than they have to', async () => {
    const full = await coordinator();
    const all: Awaited<ReturnType<typeof enrollment>>[] = [];
    while (all.length < 24) all.push(await enrollment());
    const answers = await Promise.all(all.map((one) => one.append(place(full, 8))));
    expect(answers.filter((answer) => answer === 'recorded')).toHaveLength(8);
    expect(answers.filter((answer) => answer === 'caseload-full')).toHaveLength(16);
    expect((await caseloadOf(full)).places).toBe(8);
  });

  it('move clients to and fro between two, and nobody fails for the other', async () => {
    const [a, b] = [await coordinator(), await coordinator()];
    const [ofA, ofB] = [await placed(6, a, 12), await placed(6, b, 12)];
    for (let round = 0; round < 6; round += 1) {
      const [to, back] = round % 2 === 0 ? [b, a] : [a, b];
      const answers = await Promise.all([
        ...ofA.map((one) => one.append(place(to, 12))),
        ...ofB.map((one) => one.append(place(back, 12))),
      ]);
      expect(new Set(answers)).toEqual(new Set(['recorded']));
    }
    expect((await caseloadOf(a)).places).toBe(6);
    expect((await caseloadOf(b)).places).toBe(6);
  });
});

describe('whoever writes past the product', () => {
  it.each([
    [
      'one place more',
      (id: string, staffId: string) => prisma.$executeRaw`
      INSERT INTO caseload_place SELECT ${id}::uuid, agency_id, staff_id, level, share, false, since, changed_at
      FROM caseload_place WHERE staff_id = ${staffId}::uuid LIMIT 1`,
    ],
    [
      'a larger share',
      (_: string, staffId: string) => prisma.$executeRaw`
      UPDATE caseload_place SET share = share + 2 WHERE staff_id = ${staffId}::uuid`,
    ],
    [
      'another sum',
      (_: string, staffId: string) => prisma.$executeRaw`
      UPDATE staff SET caseload_share = 0 WHERE id = ${staffId}::uuid`,
    ],
    [
      'a limit of two caseloads',
      (_: string, staffId: string) => prisma.$executeRaw`
      UPDATE staff SET caseload_limit = ${2 * wholeCaseload} WHERE id = ${staffId}::uuid`,
    ],
    ['no places at all', () => prisma.$executeRaw`TRUNCATE caseload_place`],
  ])('is refused: %s', async (_, attempt) => {
    const full = await coordinator();
    await placed(2, full, 2);
    const { id } = await enrollment();
    await expect(attempt(id, full)).rejects.toThrow();
    expect(await caseloadOf(full)).toEqual({ share: 2 * shareOfCap(2), places: 2 });
  });
});
