import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createReads } from '../../src/api/reads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = Date.parse('2037-03-02T15:00:00Z');
let database: TestDatabase;
let prisma: Prisma;
let agency: SeededAgency;
let statements: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url, { logQueries: true });
  prisma.$on('query', ({ query }) => statements.push(query));
  agency = await seedAgency(prisma, { now });
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** Enrollments of that coordinator, each with something open and something done. */
async function enrolled(count: number, coordinatorId: string, changes: object = {}) {
  for (let n = 0; n < count; n += 1) {
    const [id, clientId, at] = [randomUUID(), randomUUID(), new Date(now + n)];
    const { agencyId } = agency;
    const hashes = { profileHash: 'profile', calendarHash: 'calendar' };
    const ada = { givenName: 'Ada', familyName: `Example ${n}` };
    await makeClient(prisma, { clientId, agencyId, reference: clientId, ...ada });
    await prisma.enrollment.create({
      data: {
        ...{ id, agencyId, clientId, version: 1, stage: 'engagement', level: 'cm', emergency: false },
        ...{ coordinatorId, receivedAt: at, overdueCount: 0, updatedAt: at, ...hashes, ...changes },
      },
    });
    await prisma.obligation.create({
      data: {
        ...{ enrollmentId: id, key: 'contact.routine~1', agencyId, kind: 'contact.routine', duty: 'CO-1' },
        ...{ level: 'cm', opened: at, openedBySeq: 1, due: at, originalDue: at, status: 'open', changes: [] },
        ...{ acknowledged: false, rungs: [], superseded: false, ...hashes },
      },
    });
    await prisma.event.create({
      data: {
        ...{ enrollmentId: id, seq: 1, commandId: 'c', index: 0, type: 'AcuityScored', stepId: 'c.1' },
        ...{ occurredAt: at, recordedAt: at, actor: {}, data: { type: 'scoreAcuity', score: 12 } },
      },
    });
  }
}

describe('what an agenda is worked out from', () => {
  it('[SU-1] comes in four statements, however many clients there are, and is of this coordinator alone', async () => {
    const { coordinator, coordinator2 } = agency.staffIds;
    const read = async () => {
      statements = [];
      const input = await createReads(prisma).agendaInput(agency.agencyId, coordinator);
      return { input, asked: statements.filter((query) => query.includes('SELECT')).length };
    };
    await enrolled(1, coordinator);
    const one = await read();
    await enrolled(6, coordinator);
    await enrolled(2, coordinator2);
    await enrolled(1, coordinator, { endedAt: new Date(now) });
    await enrolled(1, coordinator, { dischargedAt: new Date(now) });
    const many = await read();
    expect([one.asked, many.asked]).toEqual([4, 4]);
    expect(one.input.clients).toHaveLength(1);
    expect(many.input.clients).toHaveLength(8);
    expect(many.input.clients.filter(({ discharged }) => discharged)).toHaveLength(1);
    for (const { enrollmentId, obligations, steps } of many.input.clients) {
      expect(obligations).toMatchObject([{ kind: 'contact.routine', duty: 'CO-1' }]);
      expect(steps).toMatchObject([{ facts: { type: 'scoreAcuity', score: 12 } }]);
      expect(many.input.names.get(enrollmentId)?.familyName).toMatch(/^Example/);
    }
    expect((await createReads(prisma).agendaInput(randomUUID(), coordinator)).clients).toEqual([]);
  });
});
