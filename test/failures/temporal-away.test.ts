import { expect, test } from 'vitest';
import { type Answer, eventually, realSystem } from '../support/real-system.ts';

const called = {
  with: 'client',
  mode: 'phone',
  outcome: 'reached',
  summary: 'Words that only the record may hold',
};

const taken = ({ status, body }: Answer) => [status, body['status'], body['ahead']];

test('steps and an emergency referral are taken in while Temporal is away, and recorded in order when it is back', async () => {
  const system = await realSystem();
  const { prisma, agency } = system;
  await Promise.all([system.startTemporal(), system.startApi()]);
  await system.startWorker();
  await system.whole();

  const started = await system.refer('first');
  expect([started.status, started.body]).toEqual([201, expect.objectContaining({ version: 1 })]);
  const id = String(started.body['enrollmentId']);
  const other = String((await system.refer('second')).body['enrollmentId']);
  const direct = { coordinatorId: agency.staffIds.coordinator };
  expect((await system.command('supervisor', id, 'assignCoordinator', direct)).status).toBe(200);

  await system.killTemporal();

  // The first one finds out that Temporal is gone; the others know.
  const call = await system.command('coordinator', id, 'logContact', called, 'call');
  expect(taken(call)).toEqual([202, 'waiting', 0]);
  expect(call.headers.get('location')).toBe(`/api/v1/enrollments/${id}/pending/call`);
  const score = await system.command('coordinator', id, 'scoreAcuity', { score: 50 }, 'score');
  expect(taken(score)).toEqual([202, 'waiting', 1]);
  // It makes no sense, which is seen when it is delivered: what waits before it could have changed that.
  const senseless = await system.command('coordinator', id, 'acknowledgePage', {}, 'senseless');
  expect(taken(senseless)).toEqual([202, 'waiting', 2]);
  // Where nothing waits, the record tells at once.
  const refusedAtOnce = await system.command('coordinator', other, 'acknowledgePage');
  expect([refusedAtOnce.status, refusedAtOnce.body['code']]).toEqual([409, 'no-page-open']);
  for (const { ms } of [score, senseless, refusedAtOnce]) expect(ms).toBeLessThan(3_000);

  const emergency = await system.refer('emergency', { emergency: true, needs: ['housing'] });
  expect(taken(emergency)).toEqual([202, 'waiting', 0]);
  const urgent = String(emergency.body['enrollmentId']);
  expect(taken(await system.command('coordinator2', urgent, 'logContact', called, 'on-my-way'))).toEqual([
    202,
    'waiting',
    1,
  ]);
  // The person on call is told by mail, and paged, with Temporal still away.
  await eventually(async () => (await sent(urgent)) >= 3);
  const toldBefore = await told(urgent);
  expect(toldBefore.map(({ kind }) => kind)).toEqual(['assignment', 'page']);
  expect(system.mailbox.messages().some(({ subject }) => subject.startsWith('Page'))).toBe(true);

  // Asked again: the same answer, or a refusal where it says something else.
  const again = await system.command('coordinator', id, 'logContact', called, 'call');
  expect([again.status, again.body]).toEqual([202, call.body]);
  const reused = await system.command('coordinator', id, 'logContact', { ...called, mode: 'text' }, 'call');
  expect([reused.status, reused.body['code']]).toEqual([422, 'idempotency-key-reused']);
  const referredAgain = await system.refer('emergency', { emergency: true, needs: ['housing'] });
  expect([referredAgain.status, referredAgain.body]).toEqual([202, emergency.body]);

  // Reads go on.
  expect((await system.get('coordinator', `/enrollments/${id}`)).body).toMatchObject({
    version: 2,
    pendingSteps: 3,
  });
  const list = (await system.get('coordinator', `/enrollments/${id}/pending`)).body['items'] as object[];
  expect(list.map((item) => 'commandId' in item && item.commandId)).toEqual(['senseless', 'score', 'call']);
  expect(JSON.stringify(await prisma.pendingStep.findMany({ omit: { id: true } }))).not.toContain(
    'Words that',
  );
  expect((await system.ask('ops', 'GET', '/readyz')).body).toMatchObject({ status: 'degraded' });

  await system.startTemporal();
  await eventually(async () => (await system.waiting()) === 0);

  const events = await prisma.event.findMany({ where: { enrollmentId: id }, orderBy: { seq: 'asc' } });
  expect(events.map(({ commandId }) => commandId).slice(2)).toEqual(['call', 'score']);
  expect(events.slice(2).map(({ occurredAt }) => occurredAt.toISOString())).toEqual(
    [call, score].map(({ body }) => body['takenInAt']),
  );
  expect(events[2]?.details).toMatchObject({ summary: called.summary });
  const recorded = await system.get('coordinator', `/enrollments/${id}/pending/call`);
  expect(recorded.body).toMatchObject({ status: 'recorded', version: 3, problem: null });
  const refused = await system.get('coordinator', `/enrollments/${id}/pending/senseless`);
  expect(refused.body).toMatchObject({ status: 'refused', problem: { code: 'no-page-open', status: 409 } });

  // The author reads of it, in the inbox and by mail.
  const inbox = (await system.get('coordinator', '/inbox')).body['items'] as Record<string, unknown>[];
  const notice = inbox.filter(({ kind }) => kind === 'step-refused');
  expect(notice).toEqual([expect.objectContaining({ enrollmentId: id, audience: 'author' })]);
  expect((await system.post('coordinator', `/inbox/${String(notice[0]?.['id'])}/read`, {})).status).toBe(200);
  await eventually(async () =>
    system.mailbox
      .messages()
      .some(({ to, subject }) => to[0] === 'coordinator@demo.example.org' && subject.includes('refused')),
  );

  // The emergency is on record, dated as it came in, and nobody was told twice.
  const referral = await prisma.event.findFirstOrThrow({ where: { enrollmentId: urgent, seq: 1 } });
  expect(referral.occurredAt.toISOString()).toBe(emergency.body['takenInAt']);
  expect(await prisma.event.count({ where: { enrollmentId: urgent, commandId: 'on-my-way' } })).toBe(1);
  expect((await told(urgent)).slice(0, 2)).toEqual(toldBefore);

  // Nothing waits any more: commands are recorded at once again, and one that waited is a replay.
  const now = await system.command('coordinator', id, 'logContact', called);
  expect(now.status).toBe(200);
  const replayed = await system.command('coordinator', id, 'scoreAcuity', { score: 50 }, 'score');
  expect([replayed.status, replayed.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  expect(await prisma.event.count({ where: { enrollmentId: id, commandId: 'score' } })).toBe(1);

  async function told(enrollmentId: string) {
    return await prisma.notification.findMany({ where: { enrollmentId }, orderBy: { id: 'asc' } });
  }
  async function sent(enrollmentId: string): Promise<number> {
    return await prisma.delivery.count({ where: { notification: { enrollmentId }, state: 'sent' } });
  }
}, 180_000);
