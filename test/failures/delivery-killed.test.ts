import { expect, test } from 'vitest';
import { eventually, realSystem } from '../support/real-system.ts';

const enrollments = 4;
const steps = 10;

test('a worker killed while it delivers pending steps loses none, records none twice and keeps their order', async () => {
  const system = await realSystem();
  const { prisma } = system;
  await Promise.all([system.startTemporal(), system.startApi()]);
  const first = await system.startWorker();
  await system.whole();
  const ids: string[] = [];
  for (let i = 0; i < enrollments; i += 1)
    ids.push(String((await system.refer(`client-${i}`)).body['enrollmentId']));
  // The worker may have come last: a referral that waited for it is there by now.
  await eventually(async () => (await system.waiting()) === 0);
  await first.stop();
  await system.killTemporal();

  for (let step = 0; step < steps; step += 1) {
    const answers = await Promise.all(
      ids.map((id) =>
        system.command(
          'coordinator',
          id,
          'logContact',
          { with: 'client', mode: 'phone', outcome: 'attempted', amendment: true },
          `step-${step}`,
        ),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body['ahead']])).toEqual(ids.map(() => [202, step]));
  }

  await system.startTemporal();
  const killed = system.spawnWorker();
  await eventually(async () => (await system.waiting()) < enrollments * steps, 5);
  await killed.kill();
  // Else it was not killed in the middle of anything.
  expect(await system.waiting()).toBeGreaterThan(0);
  await system.startWorker();
  await eventually(async () => (await system.waiting()) === 0);

  const expected = Array.from({ length: steps }, (_, step) => `step-${step}`);
  for (const enrollmentId of ids) {
    const events = await prisma.event.findMany({
      where: { enrollmentId, commandId: { startsWith: 'step-' }, type: 'ContactLogged' },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ commandId }) => commandId)).toEqual(expected);
  }
  expect(await prisma.notification.count({ where: { kind: 'step-refused' } })).toBe(0);
}, 240_000);
