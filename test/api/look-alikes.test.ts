import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  rig.clock.set(monday);
  first = await rig.enroll({ client: marisol });
  await rig.assign(first);
  await rig.command('coordinator', first, 'logContact', contact).expect(200);
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

let first = '';
const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
const marisol = {
  reference: 'C-1042',
  givenName: 'Marisol',
  familyName: 'Quintavalle',
  birthDate: '1988-04-17',
};
const refer = (client: object, referral: object = {}, headers: Record<string, string> = {}) =>
  rig.post(
    'intake',
    '/enrollments',
    { client: { ...marisol, ...client }, referral: { level: 'rsc-i', emergency: false, ...referral } },
    headers,
  );
type Asked = {
  candidates: { own: { clientId: string }[]; others: { clientId: string; matched: string[] }[] };
};
type Item = { id: string; enrollmentId: string; clients: Record<'own' | 'others', { reference: string }[]> };
const open = async (login: 'intake' | 'supervisor' = 'supervisor', state = 'open') =>
  ((await rig.get(login, `/sameness?state=${state}`).expect(200)).body as { items: Item[] }).items;

describe('a referral whose person looks like somebody on record', () => {
  it.each([
    ['the same, under another reference', { reference: 'C-9' }],
    ['a slip in the name', { reference: 'C-9', familyName: 'Quintavale' }],
    [
      'names the other way round, and no birth date',
      { reference: 'C-9', givenName: 'Quintavalle', familyName: 'Marisol', birthDate: undefined },
    ],
    ['another family name, the same birth date', { reference: 'C-9', familyName: 'Vance' }],
    ['day and month the other way round', { reference: 'C-9', birthDate: '1988-04-11' }],
  ])('is asked back: %s; nothing is written but that they were shown', async (_, client) => {
    const [before, shown] = [await rig.written(), await rig.prisma.clientShown.count()];
    const reply = await refer(client);
    expectProblem(reply, 'looks-alike');
    // A lasting coordinator has reached her: to intake she is somebody else's by now.
    const { own, others } = (JSON.parse(reply.text) as Asked).candidates;
    expect(own).toEqual([]);
    expect(others).toEqual([
      expect.objectContaining({
        reference: 'C-1042',
        initials: 'M. Q.',
        birthYear: 1988,
        matched: expect.any(Array),
      }),
    ]);
    expect(reply.text).not.toMatch(/Marisol|Quintaval|1988-04/);
    expect(await rig.written()).toEqual(before);
    expect(await rig.prisma.clientShown.count()).toBe(shown + 1);
    expect(rig.logs.join('')).not.toMatch(/Quintaval/);
  });

  it.each([
    ['the same name, born another year', { reference: 'F-1', birthDate: '1961-11-30' }],
    ['the same birth date, another name', { reference: 'F-2', givenName: 'Devon', familyName: 'Achterberg' }],
    ['another given name, and no birth date', { reference: 'F-3', givenName: 'Devon', birthDate: undefined }],
  ])('is not asked back: %s', async (_, client) => {
    await refer(client).expect(201);
  });

  it('is taken once it names whom it is not about, and that is on record; nobody else can be named', async () => {
    const reply = await refer({ reference: 'D-1', familyName: 'Quintavalla' });
    const { others } = (JSON.parse(reply.text) as Asked).candidates;
    const differentFrom = others.map(({ clientId }) => clientId);
    const stranger = [randomUUID(), ...differentFrom];
    expectProblem(await refer({ reference: 'D-1', differentFrom: stranger }), 'invalid-field', [
      { pointer: '/client/differentFrom/0' },
    ]);
    const key = { 'Idempotency-Key': 'different' };
    const body = { reference: 'D-1', familyName: 'Quintavalla', differentFrom };
    const taken = await refer(body, {}, key).expect(201);
    expect((await refer(body, {}, key).expect(200)).body).toEqual(taken.body);
    const answered = await open('supervisor', 'answered');
    const { enrollmentId } = taken.body as { enrollmentId: string };
    expect(answered.filter((one) => one.enrollmentId === enrollmentId)).toMatchObject([
      { answers: [{ verdict: 'different', by: { role: 'intake' } }] },
    ]);
    expect((await open()).filter((one) => one.enrollmentId === enrollmentId)).toEqual([]);
  });

  it('under the same reference, whatever its case, dashes and blanks, is about the same client', async () => {
    for (const reference of ['c-1042', 'C 1042', ' c1042 ', 'C–1042'])
      expectProblem(await refer({ reference }), 'client-already-enrolled');
    await rig.prisma.enrollment.update({
      where: { id: first },
      data: { openClientId: null, endedAt: new Date(monday) },
    });
    expectProblem(await refer({ reference: 'c1042', familyName: 'Oberst' }), 'person-differs');
    const { body } = await refer({ reference: 'c 1042' }).expect(201);
    const { enrollmentId } = body as { enrollmentId: string };
    const { client } = await rig.prisma.enrollment.findUniqueOrThrow({
      where: { id: enrollmentId },
      include: { client: true },
    });
    expect(client).toMatchObject(marisol);
  });

  it('and at once: one client, enrolled once; nor is it given to another by a correction', async () => {
    const odile = { givenName: 'Odile', familyName: 'Varga', birthDate: '1971-08-02' };
    const replies = await Promise.all(
      ['Z-77', 'z 77', 'Z77', ' z–77'].map((reference) => refer({ ...odile, reference })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    const where = { familyName: 'Varga' };
    const { id: clientId } = await rig.prisma.client.findFirstOrThrow({ where });
    expect(await rig.prisma.client.count({ where })).toBe(1);

    const at = `/clients/${clientId}/identity`;
    const { source: _, ...sayings } = (
      (await rig.get('supervisor', at).expect(200)).body as { content: { source: object } }
    ).content;
    const identifier = [{ system: 'agency', value: 'c1042' }];
    const body = { ...sayings, identifier, reason: 'Read from her card.' };
    expectProblem(await rig.post('supervisor', `${at}/acts/correct`, body), 'reference-taken');
  });
});

describe('an emergency', () => {
  it('is taken and pages at once; whether it is the same person comes to the list, and is answered once it is known', async () => {
    const reply = await refer({ reference: 'E-1' }, { emergency: true, needs: ['housing'] }).expect(201);
    const { enrollmentId } = reply.body as { enrollmentId: string };
    expect(await rig.prisma.notification.count({ where: { enrollmentId, kind: 'page' } })).toBe(1);
    const mine = (items: Item[]) => items.filter((one) => one.enrollmentId === enrollmentId);
    const item = mine(await open()).find(({ clients }) =>
      clients.own.some(({ reference }) => reference === 'C-1042'),
    );
    expect(item?.clients.own.map(({ reference }) => reference).toSorted()).toEqual(['C-1042', 'E-1']);
    // Intake has the new one; of the other one it sees what it may.
    const seen = mine(await open('intake')).find(({ id }) => id === item?.id);
    expect(seen?.clients.own.map(({ reference }) => reference)).toContain('E-1');

    const answers = `/sameness/${item?.id}/answers`;
    const same = { verdict: 'same', reason: 'Her sister says so, and it is the same telephone.' };
    expectProblem(await rig.post('intake', answers, same), 'same-by-lead');
    expectProblem(await rig.post('supervisor', answers, { ...same, reason: '.' }), 'invalid-field');
    expectProblem(await rig.post('payer', answers, same), 'forbidden');
    // A coordinator has to do with one of the two, and links no files; whoever has neither learns of neither.
    expectProblem(await rig.post('coordinator', answers, same), 'same-by-lead');
    expectProblem(await rig.post('coordinator3', answers, { ...same, verdict: 'different' }), 'not-found');
    expectProblem(await rig.post('supervisor', `/sameness/${randomUUID()}/answers`, same), 'not-found');
    const answered = await rig.post('supervisor', answers, same).expect(200);
    expect(answered.body).toMatchObject({ id: item?.id, answers: [{ ...same, by: { role: 'supervisor' } }] });
    expect(mine(await open()).map(({ id }) => id)).not.toContain(item?.id);
    // A mistake is answered anew; what was said stays.
    const other = { verdict: 'different', reason: 'They stood here together.' };
    expectProblem(await rig.post('intake', answers, other), 'same-by-lead');
    const again = await rig.post('supervisor', answers, other).expect(200);
    expect(again.body).toMatchObject({ answers: [other, same] });
    await expect(rig.prisma.clientSamenessAnswer.deleteMany()).rejects.toThrow();
    expect(rig.logs.join('')).not.toMatch(/sister says|stood here/);
  });
  it('leaves the question where people look: at the client, at intake and with what waits for a lead, until somebody has said', async () => {
    const juno = { givenName: 'Juno', familyName: 'Abernathy', birthDate: '1990-01-30' };
    const { enrollmentId: known } = (await refer({ ...juno, reference: 'J-1' }).expect(201)).body as {
      enrollmentId: string;
    };
    const reply = await refer({ ...juno, reference: 'J-2' }, { emergency: true, needs: ['housing'] });
    const { enrollmentId } = reply.body as { enrollmentId: string };
    await rig.assign(enrollmentId);
    type Came = { enrollmentId: string; sameness: number };
    const atIntake = async (id: string) =>
      ((await rig.get('intake', '/intake').expect(200)).body as { items: Came[] }).items.find(
        (one) => one.enrollmentId === id,
      )?.sameness;
    const atClient = async () =>
      ((await rig.get('coordinator', `/enrollments/${enrollmentId}/overview`).expect(200)).body as Came)
        .sameness;
    const waiting = async () =>
      (
        (await rig.get('supervisor', '/approvals').expect(200)).body as {
          items: (Came & { what: string })[];
        }
      ).items.filter((one) => one.what === 'sameness' && one.enrollmentId === enrollmentId);
    expect([await atIntake(enrollmentId), await atIntake(known), await atClient()]).toEqual([1, 1, 1]);
    expect(await waiting()).toMatchObject([{ sameness: 1 }]);

    // The coordinator has the new file: of the other one they see what tells it from others, and that is on record.
    const shown = await rig.prisma.clientShown.count();
    const asked = (await rig.get('coordinator', `/enrollments/${enrollmentId}/sameness`).expect(200))
      .body as {
      items: Item[];
    };
    expect(asked.items).toMatchObject([
      { clients: { own: [{ reference: 'J-2' }], others: [{ reference: 'J-1', initials: 'J. A.' }] } },
    ]);
    expect(await rig.prisma.clientShown.count()).toBe(shown + 1);
    expectProblem(await rig.get('coordinator3', `/enrollments/${enrollmentId}/sameness`), 'no-relation');
    expectProblem(await rig.get('payer', `/enrollments/${enrollmentId}/sameness`), 'forbidden');

    const different = { verdict: 'different', reason: 'Her sister is J-1.' };
    await rig.post('coordinator', `/sameness/${asked.items[0]?.id}/answers`, different).expect(200);
    expect([await atIntake(enrollmentId), await atIntake(known), await atClient()]).toEqual([0, 0, 0]);
    expect(await waiting()).toEqual([]);
    const after = await rig.get('coordinator', `/enrollments/${enrollmentId}/sameness`).expect(200);
    expect(after.body).toEqual({ items: [] });
  });
});
