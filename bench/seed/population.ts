import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { seedAgency, type SeededAgency, seedStaffFiles } from '../../prisma/seed/index.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { createReadModelStore } from '../../src/kit/postgres/read-model.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { differencesBetween } from '../../src/cli/rebuild/differences.ts';
import { makeCalendar } from '../../src/calendars/make-calendar.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { pinnedPolicy } from '../../src/kit/pinned-policy.ts';
import type { Calendar } from '../../src/engine/calendar/index.ts';
import { evolveAll } from '../../src/engine/deadlines/evolve.ts';
import { projectRecord } from '../../src/pathway/projection.ts';
import type { EnrollmentState } from '../../src/engine/deadlines/state.ts';
import type { Policy } from '../../src/engine/policy/profile.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { requestOf } from '../../src/workflows/append-request.ts';
import { type Copy, multiply, stateOfCopy } from './multiply.ts';
import { type Cast, tell } from './story.ts';

export type Agency = SeededAgency & {
  policy: Policy;
  /** All coordinators with a token each. */
  coordinators: { staffId: string; token: string }[];
  /** Coordinators without clients, who take over those of others; with a token each. */
  relief: { staffId: string; token: string }[];
};

export type Group = {
  agency: Agency;
  /** Those that are open. */
  copies: Copy[];
  /** Of each copy, by its ids. */
  stateOf(copy: Copy): EnrollmentState;
  eventsEach: number;
};

export type Population = Awaited<ReturnType<typeof openPopulation>>;

/** Makes agencies and enrollments with a past, as rows of the record. */
export async function openPopulation(databaseUrl: string, sealKey: string) {
  const prisma = createPrisma(databaseUrl, { statementTimeoutMs: 60_000 });
  let database = await connectTo(databaseUrl);
  const seal = createSeal(sealKey);
  const store = createRecordStore({
    prisma,
    seal,
    log: { warn: (fields, text) => console.error(text, fields) },
  });

  return {
    get database() {
      return database;
    },
    prisma,
    record: createRecordReader(prisma),

    /** `calendar`: left out, the county's. */
    async agency(slug: string, coordinators: number, calendar: Calendar = county()): Promise<Agency> {
      const seeded = await seedAgency(prisma, { now: Date.now(), slug, name: `Bench ${slug}` });
      const { agencyId } = seeded;
      const hash = contentHash(calendar);
      await prisma.policyDocument.createMany({
        data: [{ hash, kind: 'calendar', name: 'bench', content: toJson(calendar) }],
        skipDuplicates: true,
      });
      await prisma.agency.update({ where: { id: agencyId }, data: { calendarHash: hash } });
      const hired = (count: number) =>
        Array.from({ length: count }, () => ({
          staffId: randomUUID(),
          token: `tl_${randomBytes(24).toString('base64url')}`,
        }));
      const [crew, relief] = [hired(coordinators), hired(24)];
      const all = [...crew, ...relief];
      await prisma.staff.createMany({
        data: all.map(({ staffId: id }, index) => ({
          ...{ id, agencyId, role: 'coordinator', name: `Coordinator ${index + 1}` },
          email: `coordinator-${index + 1}@${slug}.example.org`,
        })),
      });
      const staffIds = crew.map(({ staffId }) => staffId);
      const by = seeded.staffIds.director;
      await seedStaffFiles(prisma, { agencyId, staffIds, by, now: Date.now() });
      await prisma.accessToken.createMany({
        data: all.map(({ staffId, token }) => ({
          hash: createHash('sha256').update(token).digest('hex'),
          staffId,
          expiresAt: new Date(Date.now() + 86_400_000),
        })),
      });
      return { ...seeded, policy: pinnedPolicy(countyProfile, calendar), coordinators: crew, relief };
    },

    /** One enrollment told by the domain and recorded change by change, then copied. */
    async enrollments(
      agency: Agency,
      count: number,
      story: { weeks: number; lastContactDaysAgo: number },
      progress?: (done: number) => void,
    ): Promise<Group> {
      const cast: Cast = {
        agencyId: agency.agencyId,
        enrollmentId: randomUUID(),
        clientId: randomUUID(),
        coordinatorId: agency.staffIds.coordinator,
        supervisorId: agency.staffIds.supervisor,
      };
      const { clientId, agencyId } = cast;
      const odile = { givenName: 'Odile', familyName: 'Varga' };
      await makeClient(prisma, { clientId, agencyId, reference: clientId, ...odile });
      const changes = tell({ policy: agency.policy, cast, now: Date.now(), ...story });
      for (const change of changes) {
        const request = requestOf(change, cast.enrollmentId, 'bench');
        const events = request.events.map((event) =>
          'facts' in event
            ? {
                ...event,
                sealed: seal.seal(
                  { note: 'Met as agreed; next visit on the same weekday.' },
                  { ...cast, ...event },
                ),
              }
            : event,
        );
        const result = await store.append({ ...request, events });
        if (result.status !== 'recorded') throw new Error(`the story was not recorded: ${result.status}`);
      }
      // Long since sent, and long since heard by its workflow.
      await database.query(
        `update delivery set state = 'sent', sent_at = not_before, because = null where notification_id like $1`,
        [`${cast.enrollmentId}/%`],
      );
      await prisma.$executeRaw`UPDATE enrollment SET confirmed_version = version WHERE id = ${cast.enrollmentId}::uuid`;
      const state = changes.at(-1)?.after;
      if (!state) throw new Error('an empty story');
      const crew = agency.coordinators.map(({ staffId }) => staffId);
      const copies = await multiply(database, cast, count, crew, progress);
      // The one that was copied has no workflow: it must not look as if it had.
      await dissolve(cast);
      return {
        agency,
        copies,
        stateOf: (copy) => stateOfCopy(state, copy),
        eventsEach: state.version,
      };
    },

    /** Throws unless read model and workflow state of a sample are what their events fold to. */
    async check(group: Group, sample = 10): Promise<void> {
      const readModel = createReadModelStore(prisma);
      const reader = createRecordReader(prisma);
      const step = Math.max(1, Math.floor(group.copies.length / sample));
      for (let index = 0; index < group.copies.length; index += step) {
        const copy = group.copies[index];
        if (!copy) continue;
        const { stored, folded } = await readModel.compare(copy.enrollmentId, projectRecord);
        const lines = differencesBetween(stored, folded);
        if (lines.length > 0)
          throw new Error(`a copied read model is not the fold of its events: ${lines[0]}`);
        const events = await reader.loadEvents(copy.enrollmentId);
        const state = evolveAll(null, events, copy.enrollmentId);
        if (!isDeepStrictEqual(plain(state), plain(group.stateOf(copy))))
          throw new Error('a copied state is not what its events fold to');
      }
    },

    /** Before the database is stopped. */
    async suspend() {
      await database.end();
    },
    async resume() {
      database = await connectTo(databaseUrl);
    },

    async close() {
      await database.end();
      await prisma.$disconnect();
    },
  };

  async function dissolve({ enrollmentId }: Cast): Promise<void> {
    // Its events stay (they are append-only); without its row it is no open enrollment.
    for (const statement of [
      `delete from delivery where notification_id like '${enrollmentId}/%'`,
      `delete from notification where enrollment_id = '${enrollmentId}'`,
      `delete from obligation where enrollment_id = '${enrollmentId}'`,
      `delete from enrollment where id = '${enrollmentId}'`,
    ])
      await database.query(statement);
  }
}

async function connectTo(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined); // the server is stopped on purpose
  await client.connect();
  return client;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function county(): Calendar {
  const made = makeCalendar({ id: 'county', version: 1, timeZone: 'America/Chicago', closures: [] });
  if (!made.ok) throw new Error(made.problem.code);
  return made.calendar;
}
