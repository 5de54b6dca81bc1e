import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { pendingPage, pendingStepReply, takenInReply } from '../../src/features/pending-steps/api/replies.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';
import { deliverWaiting } from '../support/deliver-waiting.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
afterEach(() => {
  rig.gateway.outage = null;
  rig.clock.set(monday);
});

const away = { status: 'unavailable', unknown: true, away: 'engine' } as const;
const contact = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'Well.' };
const emergency = (reference: string) => ({
  client: { reference, givenName: 'Ottilie', familyName: 'Brandywine' },
  referral: { level: 'rsc-i', emergency: true, needs: ['housing'] },
});

const deliver = () => deliverWaiting(rig);

describe('while the engine is away', () => {
  it('a step is answered 202, with where to look, and happened when it was asked for', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    rig.clock.set(monday + hour);
    const reply = await rig.command('coordinator', id, 'logContact', contact).expect(202);
    const { commandId } = asSent(takenInReply, reply.body);
    expect(reply.headers['location']).toBe(`/api/v1/enrollments/${id}/pending/${commandId}`);
    const path = `/enrollments/${id}/pending/${commandId}`;
    const waiting = asSent(pendingStepReply, (await rig.get('supervisor', path).expect(200)).body);
    expect(waiting).toMatchObject({ status: 'waiting', version: null, commands: ['logContact'] });
    expect(waiting.by).toMatchObject({ staffId: rig.agency.staffIds.coordinator, name: 'Theo Marchetti' });

    rig.gateway.outage = null;
    rig.clock.set(monday + 5 * hour);
    await deliver();
    const event = await rig.prisma.event.findFirstOrThrow({ where: { enrollmentId: id, commandId } });
    expect([event.occurredAt.getTime(), event.recordedAt.getTime()]).toEqual([
      monday + hour,
      monday + 5 * hour,
    ]);
    expect(event.details).toEqual({ summary: 'Well.' });
    expect((await rig.get('supervisor', path).expect(200)).body).toMatchObject({
      status: 'recorded',
      version: 2,
    });
    const row = await rig.prisma.pendingStep.findFirstOrThrow({ where: { commandId } });
    expect(row.request).toBeNull();
  });

  it('what makes no sense is refused at once, as ever, and nothing waits', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    expectProblem(await rig.command('coordinator', id, 'acknowledgePage'), 'no-page-open');
    expectProblem(await rig.command('payer', id, 'logContact', contact), 'forbidden');
    expectProblem(
      await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId: rig.agency.staffIds.intake }),
      'unknown-staff',
    );
    const stale = await rig.post('coordinator', `/enrollments/${id}/commands/logContact`, contact, {
      'If-Match': '"7"',
    });
    expectProblem(stale, 'version-conflict');
    expect(await rig.prisma.pendingStep.count({ where: { enrollmentId: id } })).toBe(0);
  });

  it('a step that had been recorded is answered with its receipt', async () => {
    const id = await rig.enroll();
    const send = () =>
      rig.post('coordinator', `/enrollments/${id}/commands/logContact`, contact, {
        'Idempotency-Key': 'recorded-before',
      });
    const first = await send().expect(200);
    rig.gateway.outage = away;
    const again = await send().expect(200);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
  });

  it('a policy is kept by its hashes, and the step carries it all the same', async () => {
    const id = await rig.enroll();
    const { countyProfile, calendar } = rig.agency.policies;
    rig.gateway.outage = away;
    await rig
      .command('supervisor', id, 'adoptPolicy', { profile: countyProfile, calendar, note: 'As agreed.' })
      .expect(202);
    const row = await rig.prisma.pendingStep.findFirstOrThrow({ where: { enrollmentId: id } });
    expect(JSON.stringify(row.request).length).toBeLessThan(2_000);
    rig.gateway.outage = null;
    await deliver();
    const event = await rig.prisma.event.findFirstOrThrow({ where: { enrollmentId: id, seq: 2 } });
    expect(event.data).toMatchObject({ policy: { profileHash: countyProfile, profile: expect.anything() } });
  });
});

describe('while steps wait for an enrollment', () => {
  it('every command joins them, though the engine is back; one refused later reaches its author', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    await rig.command('coordinator', id, 'logContact', contact).expect(202);
    rig.gateway.outage = null;
    const joined = await rig
      .post('intake', `/enrollments/${id}/commands/reportEmergentNeed`, { needs: ['safety'] })
      .expect(202);
    expect(joined.body).toMatchObject({ ahead: 1 });
    const key = { 'Idempotency-Key': 'answered' };
    const path = `/enrollments/${id}/commands/releaseHold`;
    await rig.post('supervisor', path, { kinds: ['acuity.assessment'] }, key).expect(202);
    expect((await rig.get('supervisor', `/enrollments/${id}`)).body).toMatchObject({ pendingSteps: 3 });
    const page = asSent(
      pendingPage,
      (await rig.get('supervisor', `/enrollments/${id}/pending?limit=2`).expect(200)).body,
    );
    expect(page.items.map(({ commands }) => commands[0])).toEqual(['releaseHold', 'reportEmergentNeed']);
    const rest = await rig.get(
      'supervisor',
      `/enrollments/${id}/pending?limit=2&cursor=${String(page.nextCursor)}`,
    );
    expect(asSent(pendingPage, rest.body).items.map(({ commands }) => commands[0])).toEqual(['logContact']);

    await deliver();
    const types = await rig.prisma.event.findMany({
      where: { enrollmentId: id, stepId: { not: null } },
      orderBy: { seq: 'asc' },
      select: { type: true },
    });
    expect(types.map(({ type }) => type)).toEqual([
      'ReferralReceived',
      'ContactLogged',
      'EmergentNeedReported',
    ]);
    const refused = (await rig.get('supervisor', `/enrollments/${id}/pending/answered`).expect(200)).body;
    expect(asSent(pendingStepReply, refused)).toMatchObject({
      status: 'refused',
      problem: { code: 'not-held' },
    });
    const notices = await rig.prisma.notification.findMany({
      where: { enrollmentId: id, kind: 'step-refused' },
      include: { deliveries: true },
    });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({
      staffId: rig.agency.staffIds.supervisor,
      deliveries: [{ channel: 'mail', state: 'waiting' }],
    });

    // Asked anew it is decided anew: the hold that was missing is there by now.
    const reviewOn = new Date(monday + 5 * 24 * hour).toISOString().slice(0, 10);
    await rig
      .command('supervisor', id, 'holdClocks', { kinds: ['acuity.assessment'], reviewOn, reason: 'Away.' })
      .expect(200);
    rig.gateway.outage = away;
    await rig.post('supervisor', path, { kinds: ['acuity.assessment'] }, key).expect(202);
    rig.gateway.outage = null;
    await deliver();
    expect((await rig.get('supervisor', `/enrollments/${id}/pending/answered`)).body).toMatchObject({
      status: 'recorded',
      problem: null,
    });
  });

  it('they are seen by those who may see the enrollment, and by nobody else', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    const { body } = await rig.command('coordinator', id, 'logContact', contact).expect(202);
    const path = `/enrollments/${id}/pending`;
    const { commandId } = asSent(takenInReply, body);
    for (const where of [path, `${path}/${commandId}`]) {
      await rig.get('intake', where).expect(200);
      expectProblem(await rig.get('payer', where), 'forbidden');
      expectProblem(await rig.get('ops', where), 'forbidden');
      const stranger = await request(rig.app)
        .get(`/api/v1${where}`)
        .auth(rig.otherAgency.tokens.supervisor, { type: 'bearer' });
      expectProblem(stranger, 'not-found');
    }
    expectProblem(await rig.get('intake', `${path}/unheard-of`), 'not-found');
    expectProblem(await rig.get('intake', `${path}?cursor=made-up`), 'bad-cursor');
  });
});

describe('the key of a step that waits', () => {
  const send = (login: 'coordinator' | 'coordinator2', id: string, body: object) =>
    rig.post(login, `/enrollments/${id}/commands/logContact`, body, { 'Idempotency-Key': 'waits' });

  it("is its author's, and for nothing else", async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    const first = await send('coordinator', id, contact).expect(202);
    expect((await send('coordinator', id, contact).expect(202)).body).toEqual(first.body);
    expectProblem(await send('coordinator', id, { ...contact, mode: 'text' }), 'idempotency-key-reused');
    expect(await rig.prisma.pendingStep.count({ where: { enrollmentId: id } })).toBe(1);
    // Whoever has chosen the same one does their own act under it, once.
    const theirs = await send('coordinator2', id, contact).expect(202);
    expect((await send('coordinator2', id, contact).expect(202)).body).toEqual(theirs.body);
    expect(await rig.prisma.pendingStep.count({ where: { enrollmentId: id } })).toBe(2);
    rig.gateway.outage = null;
    await deliver();
    const receipts = [];
    for (const login of ['coordinator', 'coordinator2'] as const) {
      const { headers, body } = await send(login, id, contact).expect(200);
      expect(headers['idempotent-replayed']).toBe('true');
      receipts.push((body as { steps: { stepId: string }[] }).steps[0]?.stepId);
    }
    expect(new Set(receipts).size).toBe(2);
  });

  it("of somebody else's that was refused later is still theirs: nobody's act is done twice for it", async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    await send('coordinator', id, contact).expect(202);
    await send('coordinator2', id, contact).expect(202);
    rig.gateway.outage = null;
    await rig.prisma.pendingStep.updateMany({
      where: { enrollmentId: id, commandId: 'waits' },
      data: { state: 'refused', settledAt: new Date(monday), rejection: { code: 'discharged' } },
    });
    await deliver();
    const again = await send('coordinator2', id, contact).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    // Its author may ask anew.
    const anew = await send('coordinator', id, contact).expect(200);
    expect(anew.headers['idempotent-replayed']).toBeUndefined();
    expect(await rig.prisma.event.count({ where: { enrollmentId: id, type: 'ContactLogged' } })).toBe(2);
  });

  it('that was refused by a name it has no more is shown by the one it has now', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    await send('coordinator', id, contact).expect(202);
    const rejection = { code: 'command-id-reused', detail: 'It was used before.', index: 0, version: 0 };
    await rig.prisma.pendingStep.updateMany({
      where: { enrollmentId: id },
      data: { state: 'refused', settledAt: new Date(monday), rejection },
    });
    const { body } = await rig.get('coordinator', `/enrollments/${id}/pending/waits`).expect(200);
    expect(pendingStepReply.parse(body)).toMatchObject({
      ...{ status: 'refused', problem: { code: 'idempotency-key-reused', status: 422 } },
    });
    await request(rig.app)
      .get('/problems/command-id-reused')
      .expect(200, /idempotency-key-reused/);
  });
});

describe('an emergency referral while the engine is away', () => {
  it('tells the person on call at once, and once only', async () => {
    rig.gateway.outage = away;
    const key = { 'Idempotency-Key': 'emergency-1' };
    const reply = await rig.post('intake', '/enrollments', emergency('E-1'), key).expect(202);
    const { enrollmentId } = asSent(takenInReply, reply.body);
    const told = () =>
      rig.prisma.notification.findMany({
        where: { enrollmentId },
        include: { deliveries: true },
        orderBy: { id: 'asc' },
      });
    const atOnce = await told();
    expect(atOnce.map(({ kind, id }) => [kind, id])).toEqual([
      ['assignment', `${enrollmentId}/1/1`],
      ['page', `${enrollmentId}/2/1`],
    ]);
    expect((await rig.post('intake', '/enrollments', emergency('E-1'), key).expect(202)).body).toEqual(
      reply.body,
    );
    const changed = await rig.post('intake', '/enrollments', emergency('E-2'), key);
    expectProblem(changed, 'idempotency-key-reused');
    const second = await rig.post('intake', '/enrollments', emergency('E-1'));
    expectProblem(second, 'client-already-enrolled');
    expect(JSON.parse(second.text)).toMatchObject({ enrollmentId });
    expectProblem(await rig.get('intake', `/enrollments/${enrollmentId}`), 'not-found');
    // Whoever answers the page does not have to wait either.
    const page = String(atOnce[1]?.id).replaceAll('/', '.');
    await rig.post('coordinator2', `/pages/${page}/acknowledge`).expect(202);
    const before = await told();
    expect(before).toHaveLength(2);

    rig.gateway.outage = null;
    // Late enough for the warning to be overtaken by the miss: the ids of what was told must not move.
    rig.clock.set(monday + hour);
    await deliver();
    const after = await told();
    expect(after.filter(({ id }) => before.some((known) => known.id === id))).toEqual(before);
    expect(after.filter(({ kind }) => kind === 'page').map(({ audience }) => audience)).toEqual([
      'on-call',
      'supervisor',
      'director',
    ]);
    const events = await rig.prisma.event.findMany({ where: { enrollmentId, stepId: { not: null } } });
    expect(events.map(({ type }) => type)).toEqual(['ReferralReceived', 'PageAcknowledged']);
    await rig.post('intake', '/enrollments', emergency('E-1'), key).expect(200);
  });

  it('that is refused later reaches its author, with what had waited behind it', async () => {
    rig.gateway.outage = away;
    const reply = await rig.post('intake', '/enrollments', emergency('E-3')).expect(202);
    const { enrollmentId } = asSent(takenInReply, reply.body);
    // Who was paged for it, and nobody else of the coordinators.
    expectProblem(await rig.command('coordinator', enrollmentId, 'logContact', contact), 'no-relation');
    await rig.command('coordinator2', enrollmentId, 'logContact', contact).expect(202);
    rig.gateway.outage = null;
    // Enrolled by somebody else meanwhile.
    const client = await rig.prisma.client.findFirstOrThrow({ where: { reference: 'E-3' } });
    const other = await rig.enroll();
    await rig.prisma.enrollment.update({
      where: { id: other },
      data: { clientId: client.id, openClientId: client.id },
    });
    await deliver();
    const { body } = await rig.get('intake', `/enrollments/${enrollmentId}/pending`).expect(200);
    expect(asSent(pendingPage, body).items.map(({ status, problem }) => [status, problem?.code])).toEqual([
      ['refused', 'not-found'],
      ['refused', 'client-already-enrolled'],
    ]);
    const notices = await rig.prisma.notification.findMany({
      where: { enrollmentId, kind: 'step-refused' },
    });
    expect(new Set(notices.map(({ staffId }) => staffId))).toEqual(
      new Set([rig.agency.staffIds.intake, rig.agency.staffIds.coordinator2]),
    );
    expectProblem(await rig.command('coordinator2', enrollmentId, 'logContact', contact), 'not-found');
  });
});
