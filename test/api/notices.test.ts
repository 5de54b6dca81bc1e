import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';
import { deliveryList } from '../../src/features/notifications/api/schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';
import { mailsAt } from '../support/post-office.ts';

let rig: ApiRig;
let emergency = '';
beforeAll(async () => {
  rig = await createApiRig();
  emergency = await rig.enroll({
    referral: { emergency: true, needs: ['safety'], screen: 'Hides at a friend.' },
  });
});
afterAll(() => rig?.close());

type Item = { id: string; kind: string; enrollmentId: string; readAt: string | null };
const inbox = async (login: Login, query = '') =>
  (await rig.get(login, `/inbox${query}`).expect(200)).body.items as Item[];

describe('the inbox', () => {
  it('holds the page of an emergency for who is on call, and for nobody else', async () => {
    const items = await inbox('coordinator2');
    expect(items.map(({ kind }) => kind)).toContain('page');
    expect(items.every(({ enrollmentId }) => enrollmentId === emergency)).toBe(true);
    for (const login of ['coordinator', 'intake', 'payer', 'ops'] as const)
      expect(await inbox(login)).toEqual([]);
  });

  it('says who the client is, beside the message, to who answers for them; nothing more, and not in its words', async () => {
    const { text, body } = await rig.get('coordinator2', '/inbox').expect(200);
    expect(text).not.toMatch(/safety|friend/);
    const messages = (body.items as object[]).map((item) => ({ ...item, client: null }));
    expect(JSON.stringify(messages)).not.toMatch(/Ottilie|Brandywine/);
  });

  it('fills as the clock announces', async () => {
    const before = (await inbox('supervisor')).length;
    rig.clock.set(monday + 25 * minute);
    await rig.gateway.tick(emergency);
    expect((await inbox('supervisor')).length).toBeGreaterThan(before);
  });

  it('marks as read once, for its reader only', async () => {
    const [item] = await inbox('supervisor');
    const path = `/inbox/${String(item?.id)}/read`;
    expectProblem(await rig.post('intake', path), 'not-found');
    const first = await rig.post('supervisor', path).expect(200);
    expect(first.body.readAt).toBe(new Date(monday + 25 * minute).toISOString());
    rig.clock.set(monday + 26 * minute);
    const second = await rig.post('supervisor', path).expect(200);
    expect(second.body).toEqual(first.body);
    const unread = await inbox('supervisor', '?unread=true');
    expect(unread.map(({ id }) => id)).not.toContain(item?.id);
  });

  it('comes in pages', async () => {
    const all = await inbox('supervisor');
    expect(all.length).toBeGreaterThan(1);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 50; pages++) {
      const reply: Response = await rig
        .get('supervisor', `/inbox?limit=1${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      const body = reply.body as { items: Item[]; nextCursor: string | null };
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});

describe('a page', () => {
  it('is answered once, however often it is tapped', async () => {
    const page = (await inbox('coordinator2')).find(({ kind }) => kind === 'page');
    const path = `/pages/${String(page?.id)}/acknowledge`;
    expectProblem(await rig.post('coordinator', path), 'not-found');
    expectProblem(await rig.post('intake', path), 'forbidden');
    const first = await rig.post('coordinator2', path).expect(200);
    expect(first.body.steps).toEqual([expect.objectContaining({ type: 'acknowledgePage' })]);
    const again = await rig.post('coordinator2', path).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    const { body } = await rig.get('coordinator2', `/enrollments/${emergency}/obligations`).expect(200);
    const acknowledged = body.items.filter((item: { acknowledged: boolean }) => item.acknowledged);
    expect(acknowledged.map((item: { kind: string }) => item.kind)).toContain('emergency.contact-client');
    const acknowledgements = await rig.prisma.event.count({ where: { type: 'PageAcknowledged' } });
    expect(acknowledgements).toBe(1);
  });
});

describe('ops', () => {
  const deliveries = async (query = '') =>
    asSent(deliveryList, (await rig.get('ops', `/ops/deliveries${query}`).expect(200)).body);

  it('see how it stands with what has not left: what waits for its time does not fail', async () => {
    const [morning] = (await deliveries()).items;
    await rig.prisma.delivery.update({
      where: { id: morning?.id ?? '' },
      data: { notBefore: new Date(monday + 24 * hour) },
    });
    const { items, counts } = await deliveries('?limit=200');
    expect(items.length).toBeGreaterThan(2);
    const [first] = (await deliveries('?state=due')).items;
    expect(counts.scheduled).toBe(1);
    expect(counts).toMatchObject({ sending: 0, failing: 0, undeliverable: 0 });
    expect(counts.scheduled + counts.due).toBe(items.length);
    await rig.prisma.delivery.update({
      where: { id: first?.id ?? '' },
      data: { attempts: 3, state: 'failing', lastError: 'ECONNREFUSED' },
    });
    const failing = await deliveries('?state=failing');
    expect(failing.counts).toMatchObject({ scheduled: counts.scheduled, due: counts.due - 1, failing: 1 });
    expect(failing.items).toEqual([{ ...first, state: 'failing', attempts: 3, lastError: 'ECONNREFUSED' }]);
    const page = await deliveries('?limit=1');
    expect(page.nextCursor).not.toBeNull();
    const next = await deliveries(`?limit=200&cursor=${page.nextCursor}`);
    expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    const { body: others } = await request(rig.app)
      .get('/api/v1/ops/deliveries')
      .auth(rig.otherAgency.tokens.ops, { type: 'bearer' })
      .expect(200);
    expect(others.items).toEqual([]);
    expect(Object.values(others.counts as object)).toEqual([0, 0, 0, 0, 0]);
  });

  it('have what failed tried again, or give it up with a reason: all that is named, or none', async () => {
    const { items } = await deliveries('?state=failing');
    const id = items[0]?.id ?? '';
    const waits = (await deliveries('?state=scheduled')).items[0]?.id ?? '';
    const send = (act: string, body: object) => rig.post('ops', `/ops/deliveries/${act}`, body);
    const reason = 'The address is wrong.';
    expectProblem(await send('give-up', { deliveries: [id], reason: '.' }), 'invalid-field');
    expectProblem(await send('give-up', { deliveries: [id] }), 'invalid-field');
    expectProblem(
      await rig.post('director', '/ops/deliveries/give-up', { deliveries: [id], reason }),
      'forbidden',
    );
    const mixed = await send('give-up', { deliveries: [id, waits], reason });
    expectProblem(mixed, 'delivery-not-failing');
    expect(JSON.parse(mixed.text)).toMatchObject({
      errors: [{ pointer: '/deliveries/1', detail: 'is scheduled' }],
    });
    expectProblem(await send('resend', { deliveries: [waits] }), 'delivery-not-failing');
    expectProblem(await send('resend', { deliveries: ['nothing'] }), 'unknown-delivery');
    const stranger = await request(rig.app)
      .post('/api/v1/ops/deliveries/give-up')
      .auth(rig.otherAgency.tokens.ops, { type: 'bearer' })
      .send({ deliveries: [id], reason });
    expectProblem(stranger, 'unknown-delivery');

    const leasedUntil = new Date(monday + hour);
    await rig.prisma.delivery.update({ where: { id }, data: { leasedUntil, state: 'sending' } });
    expectProblem(await send('give-up', { deliveries: [id], reason }), 'delivery-under-way');
    await rig.prisma.delivery.update({ where: { id }, data: { leasedUntil: null, state: 'failing' } });

    const gave = await send('give-up', { deliveries: [id], reason }).expect(200);
    expect(gave.body).toMatchObject({ act: 'give-up', deliveries: [id], reason, by: { role: 'ops' } });
    const [given] = (await deliveries('?state=given-up')).items;
    expect(given).toMatchObject({
      id,
      state: 'given-up',
      lastAct: { act: 'give-up', reason, by: { role: 'ops' } },
    });
    expect((await deliveries('?state=failing')).items).toEqual([]);
    const notification = await rig.prisma.notification.findUniqueOrThrow({
      where: { id: given?.notificationId ?? '' },
    });
    const login = notification.audience === 'supervisor' ? 'supervisor' : 'coordinator2';
    const told = (await inbox(login)).find((item) => item.id === notification.id.replaceAll('/', '.'));
    expect(told).toMatchObject({ notSentBecause: 'given-up' });
    const left = async () => (await rig.prisma.delivery.findUniqueOrThrow({ where: { id } })).state;
    await mailsAt(rig.prisma, monday + 30 * 24 * hour);
    expect(await left()).toBe('given-up');

    // Given up is not gone: tried again it is judged as whatever leaves.
    rig.clock.set(monday + 27 * minute);
    await send('resend', { deliveries: [id] }).expect(200);
    const again = (await deliveries('?state=failing')).items;
    expect(again).toEqual([
      expect.objectContaining({ id, lastAct: expect.objectContaining({ act: 'resend' }) }),
    ]);
    await mailsAt(rig.prisma, monday + hour);
    expect(['sent', 'withheld']).toContain(await left());
    const acts = rig.prisma.$executeRaw`UPDATE delivery_act SET reason = 'Another.' WHERE act = 'give-up'`;
    await expect(acts).rejects.toThrow('stays on record');
  });

  it('bring another policy into force, knowing nothing of the client', async () => {
    const { recoveryCoachProfile, calendar } = rig.agency.policies;
    const reply = await rig
      .command('ops', emergency, 'adoptPolicy', { profile: recoveryCoachProfile, calendar })
      .expect(200);
    expect(reply.body.steps).toEqual([expect.objectContaining({ type: 'adoptPolicy' })]);
    const { body } = await rig.get('supervisor', `/enrollments/${emergency}/timeline`).expect(200);
    expect(body.items.at(-1).facts).toEqual({ profileHash: recoveryCoachProfile, calendarHash: calendar });
    const policy = await rig.get('ops', `/policies/${recoveryCoachProfile}`).expect(200);
    expect(policy.body).toMatchObject({
      hash: recoveryCoachProfile,
      kind: 'profile',
      content: { rules: expect.any(Array) },
    });
  });

  it('have metrics by pattern and type, without an id in them', async () => {
    rig.clock.set(monday + hour);
    const text = await rig.metrics();
    // Not on the port of those who call.
    await request(rig.app).get('/metrics').expect(404);
    expect(text).toContain('throughline_commands_total{type="acknowledgePage",outcome="accepted"} 1');
    expect(text).toContain('throughline_commands_total{type="acknowledgePage",outcome="replayed"} 1');
    expect(text).toContain('throughline_outbox_deliveries{state="failing"} 0');
    expect(text).toContain('route="/api/v1/pages/{id}/acknowledge"');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('have logs that say who did what kind of thing, and no more', () => {
    const lines = rig.logs.map((line) => JSON.parse(line) as Record<string, unknown>);
    const page = lines.find(({ route }) => route === '/api/v1/pages/{id}/acknowledge');
    expect(page).toMatchObject({ method: 'POST', status: 404, role: 'coordinator', problem: 'not-found' });
    expect(page).toMatchObject({
      requestId: expect.any(String),
      ms: expect.any(Number),
      staffId: expect.any(String),
    });
    expect(rig.logs.join('')).not.toMatch(/Ottilie|Brandywine|friend|tl_/);
    expect(rig.logs.join('')).not.toContain(emergency);
  });
});
