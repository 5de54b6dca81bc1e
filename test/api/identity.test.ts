import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { createImportStore } from '../../src/features/imports/postgres/imports.ts';
import { createIdentityStore } from '../../src/features/identity/postgres/store.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

type Shown = { id: string; reference: string; givenName: string | null; familyName: string | null };
type Identity = { revision: number; content: { identifier: object[]; telecom: object[]; source: object } };

let references = 0;
const marisol = { givenName: 'Marisol', familyName: 'Quintavalle', birthDate: '1988-04-17' };
const devon = { givenName: 'Devon', familyName: 'Achterberg' };
const phone = { value: '414 555 0134', mayLeaveMessage: false };
const newReference = () => `I-${(references += 1)}`;

async function refer(client: object, referral: object = {}): Promise<string> {
  const body = { client, referral: { level: 'rsc-i', emergency: false, ...referral } };
  const reply = await rig.refer(body);
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as { enrollmentId: string }).enrollmentId;
}

const shownIn = async (enrollmentId: string, login: Login = 'supervisor') =>
  ((await rig.get(login, `/enrollments/${enrollmentId}`).expect(200)).body as { client: Shown }).client;
const identity = async (clientId: string, login: Login = 'supervisor') =>
  (await rig.get(login, `/clients/${clientId}/identity`).expect(200)).body as Identity;
const history = async (clientId: string) =>
  (
    (await rig.get('supervisor', `/clients/${clientId}/identity/revisions`).expect(200)).body as {
      items: (Identity & { act: string; reason: string | null; recordedAt: string; by: object })[];
    }
  ).items;
const correct = (login: Login, clientId: string, body: object, revision = 1) =>
  rig.post(login, `/clients/${clientId}/identity/acts/correct`, body, { 'If-Match': `"${revision}"` });
const discharged = async (enrollmentId: string) =>
  rig.prisma.enrollment.update({
    where: { id: enrollmentId },
    data: { openClientId: null, endedAt: new Date(rig.clock.now()) },
  });

/** What the identity says, to be sent back as a correction. */
async function sayings(clientId: string) {
  const { source: _, ...content } = (await identity(clientId)).content;
  return content;
}

describe('who a client is', () => {
  it('is revision 1 of a document from the referral on: who said so, when, and whose referral it was', async () => {
    const reference = newReference();
    const id = await refer({ reference, ...marisol, phone });
    const client = await shownIn(id);
    expect(client).toMatchObject({ reference, ...marisol });
    const { body, headers } = await rig.get('intake', `/clients/${client.id}/identity`).expect(200);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      ...{ documentId: client.id, kind: 'identity', revision: 1, enrollmentId: null },
      content: {
        name: [{ use: 'official', given: 'Marisol', family: 'Quintavalle' }],
        ...{ birthDate: '1988-04-17', birthDateQuality: 'full' },
        identifier: [{ system: 'agency', value: reference }],
        telecom: [{ system: 'phone', ...phone }],
        source: { type: 'referral', enrollmentId: id },
      },
      createdBy: { staffId: rig.agency.staffIds.intake, role: 'intake' },
      createdAt: new Date(monday + hour).toISOString(),
    });
  });

  it('may be a single name, a date that nobody knows, or one that is about right', async () => {
    const single = await shownIn(await refer({ reference: newReference(), familyName: 'Sukarno' }));
    expect(single).toMatchObject({ givenName: null, familyName: 'Sukarno', birthDate: null });
    expect((await identity(single.id)).content).toMatchObject({ birthDateQuality: 'not-collected' });
    const about = { givenName: 'Ana', birthDate: '1970-01-01', birthDateQuality: 'approximate' };
    const guessed = await shownIn(await refer({ reference: newReference(), ...about }));
    expect((await identity(guessed.id)).content).toMatchObject({ birthDateQuality: 'approximate' });

    const before = await rig.written();
    const referral = { level: 'rsc-i', emergency: false };
    const refused = (client: object) =>
      rig.post('intake', '/enrollments', { client: { reference: newReference(), ...client }, referral });
    expectProblem(await refused({}), 'invalid-field', [{ pointer: '/client/familyName' }]);
    expectProblem(await refused({ ...marisol, birthDateQuality: 'refused' }), 'invalid-field', [
      { pointer: '/client/birthDateQuality' },
    ]);
    expectProblem(await refused({ ...marisol, phone: { ...phone, value: 'none' } }), 'invalid-field', [
      { pointer: '/client/phone/value' },
    ]);
    expect(await rig.written()).toEqual(before);
  });

  it('is corrected with a reason by who has the client, and every enrollment shows it; what was stays', async () => {
    const reference = newReference();
    const first = await refer({ reference, ...marisol });
    await discharged(first);
    rig.clock.set(monday + day);
    const second = await refer({ reference, ...marisol });
    await rig.assign(second);
    const { id: clientId } = await shownIn(second);
    const married = {
      ...(await sayings(clientId)),
      name: [
        { use: 'official', given: 'Marisol', family: 'Vance', period: { start: '2037-02-14' } },
        { use: 'maiden', given: 'Marisol', family: 'Quintavalle' },
      ],
      birthDate: '1988-04-18',
    };
    const reason = 'Saw her passport.';
    expectProblem(await correct('coordinator', clientId, married), 'invalid-field', [{ pointer: '/reason' }]);
    const { body } = await correct('coordinator', clientId, { ...married, reason }).expect(200);
    expect(body).toMatchObject({ revision: 2, content: { source: { type: 'correction' } } });
    expectProblem(await correct('coordinator', clientId, { ...married, reason }), 'version-conflict');
    for (const one of [first, second])
      expect(await shownIn(one)).toMatchObject({ familyName: 'Vance', birthDate: '1988-04-18' });
    const { body: mine } = await rig.get('coordinator', '/worklists/mine').expect(200);
    expect(JSON.stringify(mine)).toContain('Vance');
    expect(await history(clientId)).toMatchObject([
      { revision: 1, act: 'record', reason: null, content: { name: [{ family: 'Quintavalle' }] } },
      { revision: 2, act: 'correct', reason, by: { staffId: rig.agency.staffIds.coordinator } },
    ]);
    expectProblem(await correct('supervisor', clientId, { ...married, reason }, 2), 'nothing-changed');
    expect(rig.logs.join('')).not.toMatch(/Vance|Quintavalle|passport|1988/);

    // Referred under the name she had: the same person, nothing asked.
    await discharged(second);
    await refer({ reference, ...marisol, birthDate: '1988-04-18' });
    expect(await shownIn(first)).toMatchObject({ familyName: 'Vance' });
  });

  it('is refused where it cannot be so, or the reference is another client', async () => {
    const taken = newReference();
    await refer({ ...marisol, reference: taken });
    const { id } = await shownIn(
      await refer({ reference: newReference(), givenName: 'Ana', familyName: 'Ruiz' }),
    );
    const now = await sayings(id);
    const before = await rig.written();
    const no = async (change: object, code: string, ...pointers: string[]) =>
      expectProblem(
        await correct('supervisor', id, { ...now, ...change, reason: 'A letter.' }),
        code as never,
        pointers.map((pointer) => ({ pointer })),
      );
    await no({ birthDateQuality: 'full' }, 'identity-inconsistent', '/birthDate', '/birthDateQuality');
    await no({ name: [{ use: 'old', given: 'Ana' }] }, 'identity-inconsistent', '/name');
    await no({ name: [{ use: 'official' }] }, 'identity-inconsistent', '/name/0');
    await no({ identifier: [{ system: 'county', value: '1' }] }, 'identity-inconsistent', '/identifier');
    await no({ birthDate: '2037-03-03', birthDateQuality: 'full' }, 'invalid-field', '/birthDate');
    const theirs = { identifier: [{ system: 'agency', value: taken }] };
    await no(theirs, 'reference-taken', '/identifier/0/value');
    expect(await rig.written()).toEqual(before);

    const own = { identifier: [{ system: 'agency', value: newReference() }] };
    await correct('supervisor', id, { ...now, ...own, reason: 'It was mistyped.' }).expect(200);
    const enrollment = await rig.prisma.enrollment.findFirstOrThrow({ where: { clientId: id } });
    expect((await shownIn(enrollment.id)).reference).toBe(own.identifier[0]?.value);
  });

  it('is for who has something to do with the client, and of no other agency', async () => {
    const enrollmentId = await refer({ ...marisol, reference: newReference() });
    await rig.assign(enrollmentId);
    const { id } = await shownIn(enrollmentId);
    const change = { ...(await sayings(id)), birthDate: '1988-04-19', reason: 'A letter.' };
    await rig.get('coordinator', `/clients/${id}/identity`).expect(200);
    for (const path of ['identity', 'identity/revisions'])
      expectProblem(await rig.get('coordinator3', `/clients/${id}/${path}`), 'no-relation');
    expectProblem(await correct('coordinator3', id, change), 'no-relation');
    for (const login of ['payer', 'ops'] as const) {
      expectProblem(await rig.get(login, `/clients/${id}/identity`), 'forbidden');
      expectProblem(await correct(login, id, change), 'forbidden');
    }
    const reason = 'She stands at the desk.';
    await rig.post('coordinator3', `/enrollments/${enrollmentId}/break-glass`, { reason }).expect(201);
    await rig.get('coordinator3', `/clients/${id}/identity`).expect(200);
    const other = request(rig.app).get(`/api/v1/clients/${id}/identity`);
    expectProblem(await other.auth(rig.otherAgency.tokens.director, { type: 'bearer' }), 'not-found');
    expectProblem(await rig.get('supervisor', `/clients/${randomUUID()}/identity`), 'not-found');
  });
});

describe('a referral under a known reference', () => {
  it('that is said to be of the same person is on record: by whom, when, with which, and what differed', async () => {
    const reference = newReference();
    await discharged(await refer({ reference, ...marisol }));
    rig.clock.set(monday + 2 * day);
    const { id: sameAsOnRecord } = await rig.prisma.client.findFirstOrThrow({ where: { reference } });
    const second = await refer({ reference, ...marisol, familyName: 'Vance', sameAsOnRecord, phone });
    const { id } = await shownIn(second);
    expect(await shownIn(second)).toMatchObject(marisol);
    expect(await history(id)).toMatchObject([
      { revision: 1 },
      {
        ...{ revision: 2, recordedAt: new Date(monday + 2 * day).toISOString() },
        by: { staffId: rig.agency.staffIds.intake },
        content: {
          ...{ birthDate: marisol.birthDate, telecom: [{ value: phone.value }] },
          source: {
            ...{ type: 'confirmation', enrollmentId: second, differing: ['familyName'] },
            told: { ...marisol, familyName: 'Vance' },
          },
        },
      },
    ]);
  });

  it('is confirmed of the one file that is named, where two references differ only in how they are written', async () => {
    const first = await refer({ reference: 'Q-771', ...marisol });
    await discharged(first);
    const file = await shownIn(first);
    const again = { ...marisol, familyName: 'Vance', reference: 'q 771' };
    const send = (client: object, referral: object = {}) =>
      rig.post('intake', '/enrollments', {
        client,
        referral: { level: 'rsc-i', emergency: false, ...referral },
      });
    const asked = await send(again);
    expectProblem(asked, 'person-differs', [{ pointer: '/client/familyName' }]);
    expect(asked.body).toMatchObject({ onRecord: { clientId: file.id, reference: 'Q-771' } });

    // Before it is sent again, an import brings somebody whose number is written just so.
    const { prisma, agency, clock } = rig;
    const tokens = { renew: () => Promise.resolve() };
    const other = await createImportStore(prisma, createIdentityStore(prisma, tokens), clock).ensureClient(
      agency.agencyId,
      { ...devon, reference: 'q 771', birthDate: null, enrollmentId: randomUUID(), attributes: {} },
    );
    const otherId = 'id' in other ? other.id : '';
    const before = await rig.written();
    const refused = await send({ ...again, sameAsOnRecord: file.id });
    expectProblem(refused, 'another-on-record', [{ pointer: '/client/sameAsOnRecord' }]);
    expect(refused.body).toMatchObject({ onRecord: { clientId: otherId, reference: 'q 771' } });
    // Nor where nothing differs from who is there.
    expectProblem(await send({ ...devon, reference: 'q 771', sameAsOnRecord: file.id }), 'another-on-record');
    expectProblem(await send({ ...again, sameAsOnRecord: true }), 'invalid-field', [
      { pointer: '/client/sameAsOnRecord' },
    ]);
    // Nor where it leads to nobody: no second file of who was said to have one.
    const nowhere = await rig.refer({
      client: { ...again, reference: 'Q-772', sameAsOnRecord: file.id },
      referral: { level: 'rsc-i', emergency: false },
    });
    expectProblem(nowhere, 'another-on-record');
    expect(nowhere.body).toMatchObject({ onRecord: null });
    expect(await rig.written()).toEqual(before);
    expect(await identity(otherId)).toMatchObject({ revision: 1 });

    // Somebody in danger does not wait for that: they get a file of their own.
    const urgent = await refer(
      { ...again, sameAsOnRecord: file.id },
      { emergency: true, needs: ['housing'] },
    );
    expect(await shownIn(urgent)).toMatchObject({ reference: `q 771~${urgent.slice(0, 8)}` });

    const second = await refer({ ...again, reference: 'Q-771', sameAsOnRecord: file.id });
    expect(await shownIn(second)).toMatchObject({ id: file.id, ...marisol });
    expect((await identity(file.id)).content.source).toMatchObject({
      ...{ type: 'confirmation', enrollmentId: second, differing: ['familyName'] },
    });
    expect(await identity(otherId)).toMatchObject({ revision: 1 });
  });

  it('says one more number, and where no message is to be left', async () => {
    const reference = newReference();
    const yes = { value: '(414) 555-0134', mayLeaveMessage: true };
    await discharged(await refer({ reference, ...marisol, phone: yes }));
    const second = await refer({ reference, ...marisol, phone });
    await discharged(second);
    const { id } = await shownIn(second);
    expect((await identity(id)).content.telecom).toEqual([
      { system: 'phone', ...yes, mayLeaveMessage: false },
    ]);
    await discharged(await refer({ reference, ...marisol, phone: { ...yes, value: '262 555 0188' } }));
    expect((await identity(id)).content.telecom).toMatchObject([
      { value: '262 555 0188' },
      { value: yes.value },
    ]);
    expect(await history(id)).toHaveLength(3);
  });

  it('of an emergency that is somebody else gets a file of its own, open or not; their number stays theirs', async () => {
    const reference = newReference();
    const first = await refer({ reference, ...marisol });
    const urgent = { emergency: true, needs: ['housing'] };
    const second = await refer({ reference, ...devon }, urgent);
    expect(await shownIn(first)).toMatchObject({ reference, ...marisol });
    const client = await shownIn(second);
    expect(client).toMatchObject({ ...devon, reference: `${reference}~${second.slice(0, 8)}` });
    expect((await identity(client.id)).content.source).toEqual({
      ...{ type: 'referral', enrollmentId: second, toldReference: reference },
    });
    expect(await rig.prisma.notification.count({ where: { enrollmentId: second, kind: 'page' } })).toBe(1);
  });
});

describe('while the engine is away', () => {
  it('the person whose referral waits is nobody else, whoever is referred meanwhile', async () => {
    const reference = newReference();
    rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
    const body = (client: object) => ({
      client: { reference, ...client },
      referral: { level: 'rsc-i', emergency: false },
    });
    const waiting = await rig.refer(body(marisol));
    expect(waiting.status).toBe(202);
    const other = { givenName: 'Devon', familyName: 'Achterberg' };
    expectProblem(await rig.post('intake', '/enrollments', body(other)), 'person-differs');
    rig.gateway.outage = null;
    expectProblem(await rig.post('intake', '/enrollments', body(other)), 'person-differs');
    const { enrollmentId } = waiting.body as { enrollmentId: string };
    const client = await rig.prisma.client.findFirstOrThrow({ where: { reference } });
    expect(client).toMatchObject({ ...marisol, madeFor: enrollmentId });
  });
});

it('the database shows nobody as another without a revision', async () => {
  const { id } = await shownIn(await refer({ reference: newReference(), ...marisol }));
  const { prisma } = rig;
  const data = { givenName: 'Devon' };
  await expect(prisma.client.update({ where: { id }, data })).rejects.toThrow();
  await expect(
    prisma.client.update({ where: { id }, data: { ...data, identityRevision: 2 } }),
  ).rejects.toThrow();
  expect(await prisma.client.findUnique({ where: { id } })).toMatchObject(marisol);
});
