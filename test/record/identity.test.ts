import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type IdentityContent, identityKind } from '../../src/features/identity/identity.document.ts';
import { identityOf } from '../../src/features/identity/identity.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { createBareDatabase } from '../support/database.ts';

test('whoever was a client before becomes revision 1 as they stood, named by the hash that a revision has', async () => {
  const database = await createBareDatabase();
  onTestFinished(() => database.drop());
  await migrate(database.url, '0020_relation');
  const agencyId = randomUUID();
  const people = [
    { reference: 'C-1', givenName: 'Zoë "Zo"', familyName: 'O\\Neill\u0001', birthDate: '1988-04-17' },
    { reference: 'C\t2', givenName: '李', familyName: 'de la\u2028Cruz \u{1F343}', birthDate: null },
    { reference: 'C-3', givenName: 'X', familyName: '</b>', birthDate: '0001-01-01' },
  ].map((person) => ({ id: randomUUID(), ...person }));
  const waiting = randomUUID();
  const before = new pg.Client({ connectionString: database.url });
  await before.connect();
  await before.query(`INSERT INTO agency VALUES ($1, 'Harbor County', 'p', 'c')`, [agencyId]);
  for (const { id, reference, givenName, familyName, birthDate } of people)
    await before.query('INSERT INTO client VALUES ($1, $2, $3, $4, $5, $6)', [
      ...[id, agencyId, reference, givenName, familyName, birthDate],
    ]);
  await before.query(
    `INSERT INTO pending_step (enrollment_id, agency_id, command_id, kind, types, request, fingerprint, staff_id, taken_in_at)
     VALUES ($1, $2, 'k', 'enroll', '{}', json_build_object('clientId', $3::text), 'f', $1, now())`,
    [waiting, agencyId, people[2]?.id],
  );
  await before.end();
  await migrate(database.url);

  const prisma = createPrisma(database.url);
  onTestFinished(() => prisma.$disconnect());
  for (const { id, reference, ...told } of people) {
    const { identity, ...client } = await prisma.client.findUniqueOrThrow({
      where: { id },
      include: { identity: { include: { document: true } } },
    });
    expect(client).toMatchObject({
      ...{ reference, ...told, identityRevision: 1, madeFor: reference === 'C-3' ? waiting : null },
    });
    const content = { ...identityOf(reference, told), source: { type: 'before-revisions' as const } };
    expect(identity.content).toEqual(content);
    expect(identity.hash).toBe(contentHash(identityKind.hashed?.(content satisfies IdentityContent)));
    expect(identity.document).toMatchObject({
      ...{ id, clientId: id, agencyId, enrollmentId: null, kind: 'identity', revision: 1 },
      ...{ content, hash: identity.hash, createdBy: { staffId: 'system', role: 'system', agencyId } },
    });
  }
});
