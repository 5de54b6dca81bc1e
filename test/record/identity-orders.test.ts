import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IdentityContent } from '../../src/features/identity/identity.document.ts';
import { shownOf, type ToldPerson } from '../../src/features/identity/identity.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  isOf,
  type Numbers,
  operations,
  type Ports,
  portsOver,
  type World,
} from '../support/identity-orders.ts';
import { runs, sized } from '../support/sizes.ts';
import { noon, sealKey } from './fixtures.ts';

let database: TestDatabase;
let prisma: Prisma;
let ports: Ports;
let now = noon;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  ports = await portsOver(prisma, sealKey, { now: () => now });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

/** So many orders go side by side: they have nothing to do with one another. */
const lanes = 3;
const orders = sized(10_000, 60);
const counts = new Map<string, number>();
let [begun, looks, recorded, identities] = [0, 0, 0, 0];

type Step = [name: string, numbers: Numbers];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    ...Object.entries(operations).map(([name, { weight }]) => ({ weight, arbitrary: fc.constant(name) })),
  ),
  fc.tuple(...Array.from({ length: 4 }, () => fc.nat(11))) as fc.Arbitrary<Numbers>,
);
const order = fc.array(step, { minLength: 3, maxLength: 10 });

type File = ToldPerson & { id: string; reference: string; content: IdentityContent; enrollments: string[] };

/** What is on record of who each of them shows; whom it shows was once said by somebody. */
async function look({ name, made }: World, shownOnce: Map<string, number>): Promise<void> {
  const files = await prisma.$queryRaw<File[]>`
    SELECT c.id::text, c.reference, c.given_name AS "givenName", c.family_name AS "familyName", c.birth_date AS "birthDate",
      r.content, ARRAY(SELECT e.id::text FROM enrollment e WHERE e.client_id = c.id) AS enrollments
    FROM client c JOIN document_revision r ON r.document_id = c.id AND r.revision = c.identity_revision
    WHERE c.id = ANY(${made.map(({ clientId }) => clientId)}::uuid[])`;
  for (const { enrollmentId, person, clientId, recorded: isRecorded } of made) {
    const file = files.find(({ id }) => id === clientId);
    if (!file) throw new Error(`${name}: an enrollment without a file`);
    const { content, reference, givenName, familyName, birthDate } = file;
    const shown = { reference, givenName, familyName, birthDate };
    expect(isOf(person, file), `made for ${person}, shows ${JSON.stringify(shown)}`).toBe(true);
    expect(shown).toEqual(shownOf(content));
    if (isRecorded) expect(file.enrollments).toContain(enrollmentId);
    const key = JSON.stringify([clientId, shown]);
    if (!shownOnce.has(key)) shownOnce.set(key, now);
    looks += 1;
  }
}

/** Each identity that was ever shown stands in the history, with who said it and when. */
async function expectSaid(shownOnce: ReadonlyMap<string, number>): Promise<void> {
  const seen = [...shownOnce].map(([key, at]) => {
    const [clientId, shown] = JSON.parse(key) as [string, object];
    return { clientId, shown, at };
  });
  const history = await prisma.documentRevision.findMany({
    where: { documentId: { in: seen.map(({ clientId }) => clientId) } },
    orderBy: [{ documentId: 'asc' }, { revision: 'asc' }],
  });
  const staff = [...Object.values(ports.agency.staffIds), 'hmis-import'];
  for (const { clientId, shown, at } of seen) {
    const mine = history.filter(({ documentId }) => documentId === clientId);
    expect(mine.map(({ revision }) => revision)).toEqual(mine.map((_, index) => index + 1));
    const said = mine.find(
      ({ content, recordedAt, actor }) =>
        JSON.stringify(shownOf(content as unknown as IdentityContent)) === JSON.stringify(shown) &&
        recordedAt.getTime() <= at &&
        staff.includes((actor as { staffId: string }).staffId),
    );
    expect(said, `nobody said ${JSON.stringify(shown)}`).toBeDefined();
    identities += 1;
  }
}

async function live(steps: readonly Step[]): Promise<void> {
  const world: World = { name: `W${(begun += 1)}x`, now, made: [], asked: [], links: [] };
  const shownOnce = new Map<string, number>();
  for (const [name, numbers] of steps) {
    now += 1_000;
    world.now = now;
    await operations[name]?.does(ports, world, numbers);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await look(world, shownOnce);
  }
  recorded += world.made.filter((one) => one.recorded).length;
  await expectSaid(shownOnce);
  if (begun % 1_000 === 0) process.stdout.write(`${begun} orders\n`);
}

/** Orders that chance meets too seldom. A person's number, how they are told of, under which reference, written how. */
const [marisol, devon]: [Numbers, Numbers] = [
  [0, 0, 0, 3],
  [1, 0, 0, 3],
];
const first: Numbers = [0, 0, 0, 0];
const known: Step[][] = [
  // Two referrals of one person wait for one file; whose it was made for is refused, and somebody else has the number.
  [
    ['referWhileTheEngineIsAway', marisol],
    ['referWhileTheEngineIsAway', marisol],
    ['refuseWhatWaited', first],
    ['refer', devon],
    ['deliver', first],
  ],
  // What was refused is sent again, when its file is somebody else's.
  [
    ['referWhileTheEngineIsAway', marisol],
    ['refuseWhatWaited', first],
    ['refer', devon],
    ['end', first],
    ['referAgainUnderTheSameKey', first],
  ],
  // An emergency that was somebody else, was refused, and is sent again.
  [
    ['refer', marisol],
    ['referWhileTheEngineIsAway', [1, 0, 0, 0]],
    ['refuseWhatWaited', first],
    ['referAgainUnderTheSameKey', [1, 0, 0, 0]],
  ],
  // Or was, and is nobody's again.
  [
    ['referWhileTheEngineIsAway', marisol],
    ['refuseWhatWaited', first],
    ['referWhileTheEngineIsAway', devon],
    ['refuseWhatWaited', first],
    ['referAgainUnderTheSameKey', first],
  ],
];

it('in whatever order, no enrollment shows a person it was not made for, and who is shown was said by somebody', async () => {
  const sideBySide = fc.array(order, { minLength: lanes, maxLength: lanes });
  await fc.assert(
    fc.asyncProperty(sideBySide, async (some) => void (await Promise.all(some.map(live)))),
    { ...runs(1), numRuns: Math.ceil(orders / lanes), examples: [[known]] },
  );
  process.stdout.write(
    `${begun} orders, ${recorded} enrollments at their ends, ${looks} looks, ${identities} identities shown; ` +
      `${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}\n`,
  );
  expect(begun).toBeGreaterThanOrEqual(orders);
  expect(recorded).toBeGreaterThan(orders / 2);
  expect([...counts.keys()].toSorted()).toEqual(Object.keys(operations).toSorted());
}, 7_200_000);
