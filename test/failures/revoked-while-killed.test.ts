import { expect, onTestFinished, test } from 'vitest';
import { startChild } from '../support/child.ts';
import { eventually, realSystem } from '../support/real-system.ts';
import { agencyDay } from '../support/agency-days.ts';

type System = Awaited<ReturnType<typeof realSystem>>;

/** A client with something to send, and the consent under which it may be. */
async function client(system: System, key: string) {
  const id = String((await system.refer(key)).body['enrollmentId']);
  const enclosed = await system.enclosing(id);
  const { items } = (await system.get('coordinator', `/enrollments/${id}/releases`)).body as {
    items: { stepId: string }[];
  };
  const consent = items[0]?.stepId ?? '';
  const acts = {
    ask: (name: string) =>
      system.command(
        'coordinator',
        id,
        'requestAuthorization',
        {
          ...{
            service: name.toUpperCase(),
            units: 10,
            from: agencyDay(1),
            through: agencyDay(60),
            initial: true,
          },
          ...{ justification: 'Two visits a week.', enclosed },
        },
        `${name}-${key}`,
      ),
    revoke: () => system.command('coordinator', id, 'revokeRelease', { about: consent }, `revoke-${key}`),
    hand: () =>
      system.post('coordinator', `/enrollments/${id}/papers/care-plan/hand-outs`, {
        ...{ to: { kind: 'payer', id: null }, purpose: 'authorization' },
        allowedBy: { ground: 'release', release: consent },
      }),
  };
  /** Commands whose steps let something leave, and the way of what left without one. */
  const left = async () =>
    (
      await system.prisma.disclosure.findMany({ where: { enrollmentId: id }, orderBy: { recordedAt: 'asc' } })
    ).map(({ stepId, way }) => stepId ?? way);
  return { id, key, acts, left };
}

/** What is asked for while Temporal is away, and what of it has to have left in the end. */
const orders: { acts: ('ask' | 'ask again' | 'revoke' | 'hand')[]; leaves: string[] }[] = [
  { acts: ['ask', 'hand'], leaves: ['handed-out', 'ask'] },
  { acts: ['ask', 'revoke', 'hand'], leaves: [] },
  { acts: ['revoke', 'hand', 'ask'], leaves: [] },
  { acts: ['ask', 'hand', 'ask again', 'revoke'], leaves: ['handed-out'] },
  { acts: ['ask', 'ask again'], leaves: ['ask', 'ask again'] },
  { acts: ['ask', 'revoke', 'ask again'], leaves: [] },
];

test('[RF-3] requests and a revocation wait for Temporal, and a worker is killed while it brings them: what was not on record when it was taken back leaves no more, the rest leaves once', async () => {
  const system = await realSystem();
  await Promise.all([system.startTemporal(), system.startApi()]);
  const first = await system.startWorker();
  await system.whole();
  const clients = [];
  for (const order of orders.keys()) clients.push(await client(system, `order-${order}`));
  await eventually(async () => (await system.waiting()) === 0);
  await first.stop();
  await system.killTemporal();

  for (const [place, { acts }] of orders.entries())
    for (const act of acts) {
      const one = clients[place]?.acts;
      const isRevoked = acts.includes('revoke') && acts.indexOf('revoke') < acts.indexOf('hand');
      if (act === 'hand') expect((await one?.hand())?.status).toBe(isRevoked ? 409 : 201);
      else if (act === 'revoke') expect((await one?.revoke())?.status).toBe(202);
      else expect((await one?.ask(act.replace(' ', '-')))?.status).toBe(202);
    }
  const waiting = await system.waiting();

  await system.startTemporal();
  const killed = system.spawnWorker();
  await eventually(async () => (await system.waiting()) < waiting, 5);
  await killed.kill();
  await system.startWorker();
  await eventually(async () => (await system.waiting()) === 0);
  for (const [place, { leaves }] of orders.entries()) {
    const one = clients[place];
    const named = leaves.map((what) =>
      what === 'handed-out' ? what : `${what.replace(' ', '-')}-${one?.key}`,
    );
    expect([place, await one?.left()]).toEqual([place, named]);
  }
  // Whose request stayed is told.
  const stayed = orders.flatMap(({ acts, leaves }) =>
    acts.filter((act) => act.startsWith('ask') && !leaves.includes(act)),
  );
  expect(await system.prisma.notification.count({ where: { kind: 'step-refused' } })).toBe(stayed.length);
}, 240_000);

test('[RF-3] what was committed when its worker was killed had left before the revocation, and leaves once', async () => {
  const system = await realSystem();
  await Promise.all([system.startTemporal(), system.startApi()]);
  const stalling = startChild('test/support/stalling-worker.ts', {
    DATABASE_URL: system.databaseUrl,
    TEMPORAL_ADDRESS: system.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    THROUGHLINE_SEAL_KEY: system.sealKey,
    STALL_AT_COMMAND: 'ask-claimed',
  });
  onTestFinished(() => stalling.kill());
  await stalling.says('ready');
  const one = await client(system, 'claimed');
  const unanswered = one.acts.ask('ask');
  await stalling.says('committed');
  await stalling.kill();
  const revoked = one.acts.revoke();
  await system.startWorker();
  expect([200, 202]).toContain((await revoked).status);
  expect((await unanswered).status).toBeLessThan(300);
  await eventually(async () => (await system.waiting()) === 0);
  expect(await one.left()).toEqual(['ask-claimed']);
  expect((await one.acts.ask('ask')).status).toBe(200);
  expect((await one.acts.ask('later')).status).toBe(409);
  expect(await one.left()).toEqual(['ask-claimed']);
  const events = await system.prisma.event.findMany({
    where: { enrollmentId: one.id, commandId: { in: ['ask-claimed', 'revoke-claimed'] } },
    orderBy: { seq: 'asc' },
  });
  expect([...new Set(events.map(({ commandId }) => commandId))]).toEqual(['ask-claimed', 'revoke-claimed']);
}, 240_000);
