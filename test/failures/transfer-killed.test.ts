import { expect, test } from 'vitest';
import { type Login, seedAgency, signedOnPaper } from '../../prisma/seed/index.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { agencyDay } from '../support/agency-days.ts';

const clients = 5;

/**
 * Several clients go from one agency to another while worker after worker is killed, with no regard to how far each has come.
 * Each of them arrives once and leaves once, and is never without an agency.
 */
test('[OU-4] clients on their way to another agency arrive and leave once, whenever the worker is killed', async () => {
  const system = await realSystem();
  const { prisma } = system;
  const other = await seedAgency(prisma, { now: Date.now(), slug: 'other', name: 'Another County' });
  await Promise.all([system.startTemporal(), system.startApi()]);
  let worker = system.spawnWorker();
  await worker.says('running');
  await system.whole();
  const there = async (login: Login, path: string, body: object) => {
    const reply = await fetch(`${system.url}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.tokens[login]}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([path, reply.status]).toEqual([path, 200]);
  };
  const step = async (id: string, type: string, body: object) => {
    const reply = await system.command('supervisor', id, type, body);
    expect([type, reply.status]).toEqual([type, 200]);
    return (reply.body['steps'] as { stepId: string }[])[0]?.stepId;
  };

  const transfers: { id: string; from: string }[] = [];
  for (let n = 0; n < clients; n += 1) {
    const from = String((await system.refer(`client-${n}`)).body['enrollmentId']);
    await step(from, 'assignCoordinator', { coordinatorId: system.agency.staffIds.coordinator });
    await step(from, 'scoreAcuity', { score: 52 });
    const release = await step(from, 'grantRelease', {
      ...{ recipient: other.agencyId, recipientKind: 'agency', purpose: 'care-coordination' },
      ...{
        content: ['identity', 'assessment', 'progress', 'contact-information'],
        expiresOn: agencyDay(300),
      },
      ...{ recipientName: 'Another County', ...signedOnPaper(agencyDay(-1)) },
    });
    const ways = [{ kind: 'phone', value: '414 555 0173', mayLeaveMessage: true }];
    await system.post(
      ...(['supervisor', `/enrollments/${from}/contact-information/acts/change`, { ways }] as const),
      ...[`ways-${n}`, { 'if-match': '"0"' }],
    );
    const offered = await system.post('supervisor', `/enrollments/${from}/transfers`, {
      ...{ toAgency: other.agencyId, reason: 'agency-closes', release, carries: ['contact-information'] },
      enclosed: await system.enclosing(from, ['acuity-documentation']),
      leaving: { warmHandOver: false, whyNot: 'All at once.', note: 'The agency closes.' },
    });
    expect(offered.status).toBe(200);
    transfers.push({ id: String(offered.body['transfer']), from });
  }

  const coordinatorId = other.staffIds.coordinator;
  for (const { id } of transfers)
    await there('intake', `/transfers/${id}/accept`, { reference: `B-${id}`, coordinatorId });
  const reached = async () => {
    const rows = await prisma.transfer.findMany();
    return rows.filter(({ state }) => state !== 'accepted').length;
  };
  // Never without an agency: looked at all the while.
  const lost: string[] = [];
  const watching = setInterval(() => {
    void prisma.transfer
      .findMany()
      .then(async (rows) => {
        for (const { fromEnrollmentId, toEnrollmentId } of rows) {
          const left = await prisma.enrollment.findUnique({ where: { id: fromEnrollmentId } });
          if (left?.dischargedAt === null) continue;
          const arrived = await prisma.enrollment.findUnique({ where: { id: toEnrollmentId ?? '' } });
          if (arrived?.dischargedAt !== null) lost.push(fromEnrollmentId);
        }
      })
      .catch(() => undefined);
  }, 50);

  let kills = 0;
  for (let done = 1; done < clients; done += 2) {
    await eventually(async () => (await reached()) >= done, 5);
    await worker.kill();
    kills += 1;
    worker = system.spawnWorker();
    await worker.says('running');
  }
  await eventually(async () => (await prisma.transfer.count({ where: { state: 'done' } })) === clients);
  clearInterval(watching);
  expect(lost).toEqual([]);
  expect(kills).toBeGreaterThan(1);

  for (const { id, from } of transfers) {
    const { toEnrollmentId, notAssigned } = await prisma.transfer.findUniqueOrThrow({ where: { id } });
    expect(notAssigned).toBeNull();
    const to = toEnrollmentId ?? '';
    const events = await prisma.event.findMany({ where: { enrollmentId: { in: [from, to] } } });
    const of = (type: string, enrollmentId: string) =>
      events.filter((event) => event.type === type && event.enrollmentId === enrollmentId).length;
    const once = ['ReferralReceived', 'TakenOver', 'CoordinatorAssigned'].map((type) => of(type, to));
    expect([...once, of('Discharged', from)]).toEqual([1, 1, 1, 1]);
    expect(await prisma.document.count({ where: { enrollmentId: to } })).toBe(1);
    const places = await prisma.caseloadPlace.findMany({ where: { enrollmentId: { in: [from, to] } } });
    expect(places.map(({ staffId }) => staffId)).toEqual([coordinatorId]);
  }
  expect(await prisma.client.count({ where: { agencyId: other.agencyId } })).toBe(clients);
}, 300_000);
