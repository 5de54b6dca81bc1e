import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

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

  it('says nothing of the client', async () => {
    const { text } = await rig.get('coordinator2', '/inbox').expect(200);
    expect(text).not.toMatch(/Ottilie|Brandywine|safety|friend/);
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
  it('see what is not sent, and what fails', async () => {
    const { body } = await rig.get('ops', '/ops/deliveries').expect(200);
    expect(body.items.length).toBeGreaterThan(0);
    expect(body).toMatchObject({ waiting: body.items.length, failing: 0 });
    await rig.prisma.delivery.update({
      where: { id: body.items[0].id },
      data: { attempts: 3, lastError: 'ECONNREFUSED' },
    });
    const { body: failing } = await rig.get('ops', '/ops/deliveries?state=failing').expect(200);
    expect(failing.failing).toBe(1);
    expect(failing.items).toEqual([
      expect.objectContaining({ id: body.items[0].id, attempts: 3, lastError: 'ECONNREFUSED' }),
    ]);
    const others = await request(rig.app)
      .get('/api/v1/ops/deliveries')
      .auth(rig.otherAgency.tokens.ops, { type: 'bearer' })
      .expect(200);
    expect(others.body).toEqual({ waiting: 0, failing: 0, items: [] });
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
    expect(text).toContain('throughline_outbox_deliveries{state="failing"} 1');
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
