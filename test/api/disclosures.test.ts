import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountingReply, unauthorizedReply } from '../../src/features/disclosures/api/schemas.ts';
import { tellingsReply } from '../../src/features/disclosures/api/tellings-route.ts';
import { signedPlan } from '../support/api-plans.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { checkAccounting } from '../../src/features/disclosures/postgres/check-accounting.ts';
import { mayEndRelease } from '../../src/features/releases/state.ts';
import { endOf } from '../support/referrals.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let harbor = '';
beforeAll(async () => {
  rig = await createApiRig();
  const { body } = await rig
    .post('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    })
    .expect(201);
  harbor = String(body.documentId);
});
afterAll(() => rig?.close());

async function client(): Promise<string> {
  rig.clock.set(monday);
  const id = await rig.enroll();
  await rig.assign(id);
  return id;
}
async function step(id: string, type: string, body: object): Promise<string> {
  const reply = await rig.command('coordinator', id, type, body).expect(200);
  return String(reply.body.steps[0].stepId);
}
const toHarbor = (more: object = {}) => ({
  ...{ recipient: harbor, recipientKind: 'provider', recipientName: 'Harbor House' },
  ...{ purpose: 'care-coordination', content: ['identity', 'plan', 'progress'], expiresOn: '2037-03-31' },
  ...{ ...signedOnPaper('2037-03-02'), ...more },
});
const talk = (disclosed: object[] | undefined, more: object = {}) => ({
  ...{ with: 'provider', mode: 'phone', outcome: 'reached', disclosed, ...more },
});
const progressTo = (recipientKind: string, recipient: string, ground: string, release?: string) => ({
  ...{ recipientKind, recipient, content: ['progress'], ground },
  ...(release === undefined ? {} : { release }),
});
const accounting = async (id: string, login: 'coordinator' | 'quality' = 'coordinator') =>
  asSent(accountingReply, (await rig.get(login, `/enrollments/${id}/disclosures`).expect(200)).body).items;

describe('what was told in a contact', () => {
  it('[RF-3] is asked for, and is a line of the accounting with what allowed it', async () => {
    const id = await client();
    expectProblem(await rig.command('coordinator', id, 'logContact', talk(undefined)), 'invalid-field', [
      { pointer: '/disclosed' },
    ]);
    await step(id, 'logContact', talk([]));
    expect(await accounting(id)).toEqual([]);
    const release = await step(id, 'grantRelease', toHarbor());
    rig.clock.set(monday + hour);
    const told = [progressTo('provider', harbor, 'release', release)];
    const stepId = await step(id, 'logContact', talk(told, { toldWords: 'That she comes.' }));
    expect(await accounting(id)).toMatchObject([
      {
        ...{ stepId, way: 'spoken', purpose: 'care-coordination', content: ['identity', 'progress'] },
        ...{ to: { kind: 'provider', id: harbor, name: 'Harbor House' }, inError: false },
        ...{ allowedBy: { type: 'release', release }, by: { name: 'Theo Marchetti' } },
      },
    ]);
    // Whoever reads no words reads no names.
    expect((await accounting(id, 'quality'))[0]).toMatchObject({ to: { id: harbor, name: null } });
  });

  it('[RF-3] is refused where it names a release that did not let it, or somebody nobody knows', async () => {
    const id = await client();
    const release = await step(id, 'grantRelease', toHarbor({ content: ['identity'] }));
    const send = (told: object) => rig.command('coordinator', id, 'logContact', talk([told]));
    expectProblem(await send(progressTo('provider', harbor, 'release', release)), 'release-missing');
    expectProblem(await send(progressTo('provider', harbor, 'court-order')), 'law-does-not-cover');
    expectProblem(await send(progressTo('provider', randomUUID(), 'none')), 'unknown-recipient');
    expectProblem(await send(progressTo('team-member', randomUUID(), 'none')), 'unknown-recipient');
    expectProblem(await send(progressTo('role', harbor, 'none')), 'invalid-field');
    expectProblem(await send(progressTo('role', 'landlord', 'release')), 'invalid-field');
    expect(await accounting(id)).toEqual([]);
  });

  it('[RF-3] to the payer, of whom there is one, has no id; to another agency, that of the agency', async () => {
    const id = await client();
    const payer = { recipientKind: 'payer', content: ['progress'], ground: 'none' };
    const zeros = { ...payer, recipient: '00000000-0000-0000-0000-000000000000' };
    expectProblem(await rig.command('coordinator', id, 'logContact', talk([zeros])), 'invalid-field');
    await step(id, 'logContact', talk([payer]));
    rig.clock.set(monday + hour);
    const { agencyId } = rig.otherAgency;
    await step(id, 'logContact', talk([progressTo('agency', agencyId, 'court-order')]));
    expectProblem(
      await rig.command('coordinator', id, 'logContact', talk([{ ...payer, recipientKind: 'agency' }])),
      'invalid-field',
    );
    const [agency, toPayer] = await accounting(id);
    expect(agency?.to).toMatchObject({ kind: 'agency', id: agencyId, name: expect.any(String) });
    expect(toPayer?.to).toEqual({ kind: 'payer', id: null, name: null });
  });

  it('[RF-3] that nothing allowed reaches the privacy officer, who settles it without a name', async () => {
    const id = await client();
    const stepId = await step(id, 'logContact', talk([progressTo('role', 'landlord', 'none')]));
    // What for, nobody has said: no purpose is made up.
    expect(await accounting(id)).toMatchObject([
      { allowedBy: null, purpose: null, to: { kind: 'role', id: 'landlord' } },
    ]);
    const waiting = async () => {
      const { body } = await rig.get('privacy', '/disclosures/unauthorized').expect(200);
      return asSent(unauthorizedReply, body).items.filter(({ enrollmentId }) => enrollmentId === id);
    };
    const { client: told } = (await rig.get('coordinator', `/enrollments/${id}`).expect(200)).body;
    expect(await waiting()).toMatchObject([{ stepId, told: [{ content: ['identity', 'progress'] }] }]);
    expect(JSON.stringify(await waiting())).not.toContain(told.familyName);
    expectProblem(await rig.get('coordinator', '/disclosures/unauthorized'), 'forbidden');
    const notices = await rig.prisma.notification.findMany({
      where: { enrollmentId: id, kind: 'disclosure' },
    });
    expect(notices).toMatchObject([{ audience: 'privacy-officer' }]);
    const settled = { about: stepId, clientTold: true, findings: 'A slip.', done: 'Talked it over.' };
    expectProblem(await rig.command('coordinator', id, 'resolveDisclosure', settled), 'forbidden');
    await rig.command('privacy', id, 'resolveDisclosure', settled).expect(200);
    expect(await waiting()).toEqual([]);
    // What was said stays said.
    expect(await accounting(id)).toHaveLength(1);
  });

  it('[RF-3] by a step that is voided never left, and says so', async () => {
    const id = await client();
    const about = await step(id, 'logContact', talk([progressTo('role', 'landlord', 'none')]));
    await step(id, 'voidStep', { step: about, reason: 'Another client.' });
    expect(await accounting(id)).toMatchObject([{ inError: true }]);
    expectProblem(
      await rig.get('coordinator', `/enrollments/${id}/papers/accounting-of-disclosures`),
      'nothing-to-print',
    );
  });

  it('[IN-6] the treatment provider is told something, and that is on the accounting', async () => {
    const id = await client();
    await step(id, 'nameTreatmentProvider', { provider: 'Harbor House' });
    for (const disclosed of [undefined, []])
      expectProblem(
        await rig.command('coordinator', id, 'notifyTreatmentProvider', { disclosed }),
        'invalid-field',
      );
    const told = progressTo('provider', harbor, 'qualified-service-organization');
    await step(id, 'notifyTreatmentProvider', { disclosed: [told] });
    expect(await accounting(id)).toMatchObject([
      { way: 'provider-told', purpose: null, allowedBy: { type: 'law', citation: '42 CFR 2.12(c)(4)' } },
    ]);
    const { text } = await rig
      .get('coordinator', `/enrollments/${id}/papers/accounting-of-disclosures?format=html`)
      .expect(200);
    expect(text).toContain('Not said');
  });
});

describe('a paper that is handed out', () => {
  const handOut = (id: string, paper: string, body: object, key: string = randomUUID()) =>
    rig.post('coordinator', `/enrollments/${id}/papers/${paper}/hand-outs`, body, { 'Idempotency-Key': key });
  const under = (release: string) => ({
    ...{ to: { kind: 'provider', id: harbor }, purpose: 'care-coordination' },
    allowedBy: { ground: 'release', release },
  });
  async function planned(): Promise<string> {
    const id = await client();
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    await step(id, 'completePreliminarySccp', { plan });
    return id;
  }

  it('[RF-3] leaves under a release, once a key, and bears to whom, why, and the notice of 42 CFR 2.32', async () => {
    const id = await planned();
    const release = await step(id, 'grantRelease', toHarbor());
    const key = randomUUID();
    const first = await handOut(id, 'care-plan', under(release), key);
    expect(first.status).toBe(201);
    const again = await handOut(id, 'care-plan', under(release), key);
    expect(again.body).toEqual(first.body);
    expectProblem(
      await handOut(id, 'care-plan', { ...under(release), purpose: 'referral' }, key),
      'idempotency-key-reused',
    );
    const rows = await accounting(id);
    expect(rows).toMatchObject([
      { way: 'handed-out', items: [{ what: 'care-plan', revision: expect.any(Number) }] },
    ]);
    const printed = (query: string) =>
      rig.get('coordinator', `/enrollments/${id}/papers/care-plan?format=html${query}`);
    const { text } = await printed(`&handedOut=${first.body.disclosureId}`).expect(200);
    for (const words of ['Harbor House', '03/31/2037', '42 CFR 2.64 or 2.65', 'Care coordination'])
      expect(text).toContain(words);
    expect((await printed('').expect(200)).text).not.toContain('2.64');
    expectProblem(await printed(`&handedOut=${randomUUID()}`), 'not-found');
    const { text: account } = await rig
      .get('coordinator', `/enrollments/${id}/papers/accounting-of-disclosures?format=html`)
      .expect(200);
    expect(account).toContain('Harbor House');
    expect(account).toContain('Paper handed out');
  });

  it('[RF-3] goes to whom the record knows: by the directory, the agencies, or the release that names them', async () => {
    const id = await planned();
    const { recipient: _, ...nobody } = toHarbor({ recipientKind: 'person', recipientName: 'Ana' });
    const address = { recipientAddress: '12 Elm Street' };
    const release = await step(id, 'grantRelease', { ...nobody, ...address });
    const ana = { ...under(release), to: { kind: 'person', id: release } };
    expect(await handOut(id, 'care-plan', ana)).toHaveProperty('status', 201);
    const order = { ground: 'law', law: 'court-order', note: 'An order on paper.' };
    const other = { kind: 'agency', id: rig.otherAgency.agencyId };
    expect(await handOut(id, 'care-plan', { ...under(release), to: other, allowedBy: order })).toHaveProperty(
      'status',
      201,
    );
    for (const kind of ['agency', 'provider', 'team-member', 'person']) {
      const stranger = { ...under(release), to: { kind, id: randomUUID() }, allowedBy: order };
      expectProblem(await handOut(id, 'care-plan', stranger), 'unknown-recipient', [{ pointer: '/to/id' }]);
    }
    for (const to of [
      { kind: 'role', id: harbor },
      { kind: 'role', id: null },
      { kind: 'payer', id: harbor },
      { kind: 'provider', id: null },
    ])
      expectProblem(await handOut(id, 'care-plan', { ...under(release), to }), 'invalid-field');
    expect(await accounting(id)).toHaveLength(2);
  });

  it('[RF-3] does not leave where nothing lets it, and that leaves nothing behind', async () => {
    const id = await planned();
    const narrow = await step(id, 'grantRelease', toHarbor({ content: ['identity', 'progress'] }));
    const wide = await step(id, 'grantRelease', toHarbor());
    const law = { ground: 'law', law: 'medical-emergency', note: 'Asked by the ward.' };
    expectProblem(await handOut(id, 'care-plan', under(narrow)), 'release-missing');
    expectProblem(await handOut(id, 'care-plan', under(randomUUID())), 'release-missing');
    const toPayer = { ...under(wide), to: { kind: 'payer', id: null }, allowedBy: law };
    expectProblem(await handOut(id, 'care-plan', toPayer), 'law-does-not-cover');
    expectProblem(await handOut(id, 'accounting-of-disclosures', under(wide)), 'not-for-handing-out');
    await step(id, 'revokeRelease', { about: wide });
    expectProblem(await handOut(id, 'care-plan', under(wide)), 'release-missing');
    expect(await accounting(id)).toEqual([]);
    const byLaw = { ...under(wide), to: { kind: 'role', id: 'physician-or-hospital' }, allowedBy: law };
    expect(await handOut(id, 'care-plan', byLaw)).toHaveProperty('status', 201);
    expect(await accounting(id)).toMatchObject([
      { allowedBy: { type: 'law', law: 'medical-emergency' }, words: { note: 'Asked by the ward.' } },
    ]);
  });
});

describe('a step that waits for Temporal, with which a release may end', () => {
  it.each(mayEndRelease)('[RF-3] stops what leaves under it: %s', async (type) => {
    const id = await client();
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    await step(id, 'completePreliminarySccp', { plan });
    const release = await step(id, 'grantRelease', toHarbor());
    const body = {
      ...{ to: { kind: 'provider', id: harbor }, purpose: 'care-coordination' },
      allowedBy: { ground: 'release', release },
    };
    const handOut = () =>
      rig.post('coordinator', `/enrollments/${id}/papers/care-plan/hand-outs`, body, {
        'Idempotency-Key': randomUUID(),
      });
    expect(await handOut()).toHaveProperty('status', 201);
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    await rig.command('coordinator', id, type, endOf(type, release)).expect(202);
    expectProblem(await handOut(), 'release-missing');
    rig.gateway.outage = null;
    expect(await accounting(id)).toHaveLength(1);
  });
});

describe('how often nothing was told', () => {
  it('[RF-3] is counted by who recorded it, with a sample that names nobody and stays the same', async () => {
    // A month of its own.
    const may = monday + 70 * day;
    const id = await client();
    rig.clock.set(may);
    const release = await step(
      id,
      'grantRelease',
      toHarbor({ ...signedOnPaper('2037-05-11'), expiresOn: '2037-12-31' }),
    );
    const told = progressTo('provider', harbor, 'release', release);
    const log = async (login: 'coordinator' | 'supervisor', disclosed: object[], n: number) => {
      rig.clock.set(may + n * hour);
      const reply = await rig.command(login, id, 'logContact', talk(disclosed)).expect(200);
      return String(reply.body.steps[0].stepId);
    };
    await log('coordinator', [told], 1);
    for (const n of [2, 3, 4]) await log('coordinator', [], n);
    await log('supervisor', [progressTo('role', 'landlord', 'none')], 5);
    const voided = await log('supervisor', [], 6);
    await rig.command('supervisor', id, 'voidStep', { step: voided, reason: 'Another client.' }).expect(200);
    // Nobody was asked in it.
    await step(id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' });
    const read = async (login: 'quality' | 'supervisor' = 'quality') =>
      asSent(tellingsReply, (await rig.get(login, '/disclosures/tellings?month=2037-05').expect(200)).body);
    const found = await read();
    expect(found).toMatchObject({ month: '2037-05', asked: 5, nothing: 3 });
    const { coordinator, supervisor } = rig.agency.staffIds;
    expect(found.items).toMatchObject([
      { by: { staffId: coordinator, name: 'Theo Marchetti' }, asked: 4, nothing: 3 },
      { by: { staffId: supervisor }, asked: 1, nothing: 0 },
    ]);
    expect(found.sample).toHaveLength(5);
    expect(found.sample.map(({ stepId }) => stepId)).not.toContain(voided);
    expect(found.sample).toContainEqual(
      expect.objectContaining({
        ...{ enrollmentId: id, what: 'contact' },
        told: [{ kind: 'role', role: 'landlord', content: ['identity', 'progress'], ground: 'none' }],
      }),
    );
    // Neither the client nor the provider is named, and whoever looks again looks at the same.
    const { client: person } = (await rig.get('coordinator', `/enrollments/${id}`).expect(200)).body;
    for (const name of [person.familyName, person.reference, harbor])
      expect(JSON.stringify(found)).not.toContain(name);
    expect((await read('supervisor')).sample).toEqual(found.sample);
    for (const login of ['coordinator', 'payer', 'intake', 'ops'] as const)
      expectProblem(await rig.get(login, '/disclosures/tellings?month=2037-05'), 'forbidden');
    const other = await rig.get('quality', '/disclosures/tellings?month=2037-04').expect(200);
    expect(other.body).toMatchObject({ asked: 0, nothing: 0, items: [], sample: [] });
  });
});

describe('the accounting of disclosures', () => {
  it('[DO-5] has what a batch told the county, a line a client', async () => {
    const id = await client();
    await step(id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' });
    rig.clock.set(monday + day);
    const { body } = await rig.post('supervisor', '/mis/batches', {}).expect(201);
    expect(await accounting(id)).toMatchObject([
      {
        way: 'mis-batch',
        items: [{ id: body.batchId }],
        allowedBy: { type: 'law', law: 'audit-evaluation' },
      },
    ]);
  });

  it('[RF-3] is held against the record: what left without a row, and what has one and never left', async () => {
    const id = await client();
    const told = await step(id, 'logContact', talk([progressTo('role', 'landlord', 'none')]));
    const whole = await checkAccounting(rig.prisma);
    expect(whole).toEqual({ rows: await rig.prisma.disclosure.count(), missing: [], stray: [], before: 0 });
    const rowId = `${id}/${told}/1`;
    const unguarded = async (sql: string) =>
      rig.prisma.$transaction([
        rig.prisma.$executeRaw`ALTER TABLE disclosure DISABLE TRIGGER USER`,
        rig.prisma.$executeRawUnsafe(sql),
        rig.prisma.$executeRaw`ALTER TABLE disclosure ENABLE TRIGGER USER`,
      ]);
    const planted = [
      // Of a step that told nothing, of a batch, a transfer and a table that never were, of no request, and of nothing.
      ...[`${id}/${told}/2`, `mis-batch/${randomUUID()}/${id}`, `transfer/${randomUUID()}/offer`],
      ...[`list/${randomUUID()}/${id}`, randomUUID(), 'somewhere/else'],
    ];
    for (const one of planted)
      await rig.prisma.$executeRaw`
        INSERT INTO disclosure (id, agency_id, enrollment_id, way, to_kind, purpose, content, items, law, actor, at, recorded_at)
        SELECT ${one}, agency_id, enrollment_id, 'list', 'payer', purpose, content, items, 'audit-evaluation', actor, at, recorded_at
        FROM disclosure WHERE id = ${rowId}`;
    await unguarded(`DELETE FROM disclosure WHERE id = '${rowId}'`);
    const found = await checkAccounting(rig.prisma);
    expect(found.missing).toEqual([rowId]);
    expect(found.stray.toSorted()).toEqual(planted.toSorted());
    // What left before there was an accounting is counted, and is no fault.
    await rig.prisma.$executeRaw`
      UPDATE _prisma_migrations SET finished_at = '2038-01-01' WHERE migration_name = '0058_disclosure'`;
    expect(await checkAccounting(rig.prisma)).toMatchObject({ missing: [], before: 1 });
    await rig.prisma.$executeRaw`
      UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = '0058_disclosure'`;
    await unguarded(`DELETE FROM disclosure WHERE enrollment_id = '${id}'`);
  });

  it('is never rewritten', async () => {
    const id = await client();
    await step(id, 'logContact', talk([progressTo('role', 'landlord', 'none')]));
    const row = await rig.prisma.disclosure.findFirstOrThrow({ where: { enrollmentId: id } });
    await expect(
      rig.prisma.disclosure.update({ where: { id: row.id }, data: { toId: 'family' } }),
    ).rejects.toThrow();
    await expect(rig.prisma.disclosure.delete({ where: { id: row.id } })).rejects.toThrow();
  });
});
