import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SeededAgency, seedAgency } from '../../prisma/seed/index.ts';
import { checkSearchTokens } from '../../src/cli/doctor/search-tokens.ts';
import { renewUnfound } from '../../src/features/search/postgres/renew-all.ts';
import { createSearchStore } from '../../src/features/search/postgres/store.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';
import type { SearchStore } from '../../src/features/search/postgres/ports.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import type { Caller } from '../../src/kit/reads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { mistyped, type Person, peopleOf, putOnRecord, randomOf } from '../support/people.ts';
import { runCli } from '../support/run-cli.ts';
import { sized } from '../support/sizes.ts';
import { noon, sealKey } from './fixtures.ts';

const count = sized(5_000, 1_200);
const asked = sized(400, 60);
const random = randomOf(2037);
const people = peopleOf(count, random);

let database: TestDatabase;
let prisma: Prisma;
let agency: SeededAgency;
let search: SearchStore;
let supervisor: Caller;
const env = () => ({
  ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1', THROUGHLINE_SEAL_KEY: sealKey },
});

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  agency = await seedAgency(prisma, { now: noon });
  const { agencyId, staffIds, policies } = agency;
  await putOnRecord(prisma, agencyId, people);
  search = createSearchStore(prisma, createTokenKeys(sealKey));
  const hashes = {
    profileHash: policies.countyProfile,
    calendarHash: policies.calendar,
    staffPolicyHash: null,
  };
  supervisor = { staffId: staffIds.supervisor, role: 'supervisor', agencyId, onCall: false, ...hashes };
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

const found = async (q: string) => (await search.search(supervisor, q, noon)).clients;

it('clients of before search are found once the command has run; doctor says how many are not', async () => {
  const [first] = people as [Person];
  expect(await found(first.reference)).toEqual([]);
  expect(await checkSearchTokens(env())).toMatchObject([
    { level: 'warn', found: `${count} of ${count} clients are not found by a search` },
  ]);
  // Killed in the middle: what was made is made, and the next run does the rest.
  let before = 0;
  await expect(
    renewUnfound(prisma, createTokenKeys(sealKey), (made) => {
      before = made;
      throw new Error('killed');
    }),
  ).rejects.toThrow('killed');
  expect(before).toBeGreaterThan(0);
  const run = await runCli('search-tokens', [], env());
  expect(run.out.toString()).toBe(`made: of ${count - before} clients; ${before} had theirs\n`);
  expect((await runCli('search-tokens', [], env())).out.toString()).toMatch(/^made: of 0 clients/);
  expect(await checkSearchTokens(env())).toMatchObject([{ level: 'ok' }]);
  expect(await found(first.reference)).toHaveLength(1);
  // Another key makes all of them anew.
  const other = { ...env(), THROUGHLINE_SEAL_KEY: Buffer.alloc(32, 9).toString('base64') };
  expect(await checkSearchTokens(other)).toMatchObject([{ level: 'warn' }]);
}, 120_000);

const whole = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`;
/** Among those of one and the same name nobody can tell by the name who was meant. */
const namesakes = new Map<string, number>();
for (const one of people) namesakes.set(whole(one), (namesakes.get(whole(one)) ?? 0) + 1);

const trials: Record<string, { q: (one: Person) => string; atLeast: number }> = {
  'the name as it is': { q: whole, atLeast: 1 },
  'family name first': { q: ({ givenName, familyName }) => `${familyName}, ${givenName}`, atLeast: 1 },
  'no accents': { q: (one) => whole(one).normalize('NFD').replaceAll(/\p{M}/gu, ''), atLeast: 1 },
  'a slip in the given name': {
    q: ({ givenName, familyName }) => `${mistyped(givenName, random)} ${familyName}`,
    atLeast: 0.98,
  },
  'a slip in the family name': {
    q: ({ givenName, familyName }) => `${givenName} ${mistyped(familyName, random)}`,
    atLeast: 0.98,
  },
  'a slip in both': {
    q: ({ givenName, familyName }) => `${mistyped(givenName, random)} ${mistyped(familyName, random)}`,
    atLeast: 0.96,
  },
  'two slips in the family name': {
    q: ({ givenName, familyName }) => `${givenName} ${mistyped(mistyped(familyName, random), random)}`,
    atLeast: 0.96,
  },
  'the birth date, and a family name with a slip': {
    q: ({ familyName, birthDate }) => `${mistyped(familyName, random)} ${birthDate}`,
    atLeast: 0.98,
  },
  'the first five letters of both': {
    q: ({ givenName, familyName }) => `${givenName.slice(0, 5)} ${familyName.slice(0, 5)}`,
    atLeast: 0.9,
  },
  'the number': { q: ({ reference }) => reference.toLowerCase().replace('-', ' '), atLeast: 1 },
};

it.each(Object.entries(trials))(
  'finds people by: %s',
  async (name, { q, atLeast }) => {
    let hits = 0;
    const times: number[] = [];
    const floors: number[] = [];
    for (let turn = 0; turn < asked; turn += 1) {
      const one = people[Math.floor(random() * people.length)] as Person;
      const began = performance.now();
      const clients = await found(q(one));
      times.push(performance.now() - began);
      // What asking the database anything costs on this machine now.
      const floor = performance.now();
      await prisma.client.findFirst({ where: { agencyId: agency.agencyId, reference: one.reference } });
      floors.push(performance.now() - floor);
      const isThere = clients.some(({ client }) => client.reference === one.reference);
      // Twenty are shown: of more namesakes than that the first twenty are as right as he is.
      const isCrowdedOut = (namesakes.get(whole(one)) ?? 0) > 15 && clients.length === 20;
      if (isThere || isCrowdedOut) hits += 1;
    }
    const share = hits / asked;
    const ratio = at(0.5, times) / at(0.5, floors);
    process.stdout.write(
      `${name}: ${(share * 100).toFixed(1)} % of ${asked} in ${count}; p50 ${at(0.5, times).toFixed(1)} ms, ` +
        `p99 ${at(0.99, times).toFixed(1)} ms; half of them ${ratio.toFixed(1)} times as long as one read\n`,
    );
    expect(share).toBeGreaterThanOrEqual(atLeast);
    expect(ratio).toBeLessThan(40);
  },
  120_000,
);

function at(part: number, times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
}
