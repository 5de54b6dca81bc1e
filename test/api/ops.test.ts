import { afterEach, beforeEach, expect, test } from 'vitest';
import { standingReply } from '../../src/features/ops/api/schemas.ts';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await createApiRig();
});
afterEach(() => rig?.close());

const at = (instant: number) => new Date(instant).toISOString();
const allOk = {
  ...{ database: 'ok', temporal: 'ok', workers: 'ok', clock: 'ok', workflows: 'ok' },
  ...{ 'pending-steps': 'ok', mail: 'ok', webhook: 'ok' },
};

async function standing() {
  const { body, text } = await rig.get('ops', '/ops/standing').expect(200);
  const { parts, pages } = asSent(standingReply, body);
  const of = (name: string) => parts.find(({ part }) => part === name);
  return {
    pages,
    words: Object.fromEntries(parts.map(({ part, standing: word }) => [part, word])),
    of,
    text,
  };
}

/** The gateway of the rig has no workflow that would say which version it has. */
const confirmed = () => rig.prisma.$executeRaw`UPDATE enrollment SET confirmed_version = version`;

test('a deadline that no clock has told of is stuck, since it passed, and no longer once it is told', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  await confirmed();
  expect((await standing()).words).toEqual(allOk);
  rig.clock.set(monday + day + hour);
  const { of, text } = await standing();
  expect(of('clock')).toMatchObject({ standing: 'stuck', count: 1, since: at(monday + day) });
  expect(text).not.toContain(id);
  await rig.gateway.tick(id);
  await confirmed();
  expect((await standing()).words['clock']).toBe('ok');
});

test('what waits for Temporal is counted since the first of it was taken in, and nobody can tell of workers', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  await confirmed();
  rig.clock.set(monday + minute);
  rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
  const called = { with: 'client', mode: 'phone', outcome: 'attempted' };
  await rig.command('coordinator', id, 'logContact', called).expect(202);
  rig.clock.set(monday + hour);
  const { words, of } = await standing();
  expect(words).toEqual({ ...allOk, temporal: 'away', workers: 'unknown', 'pending-steps': 'stuck' });
  expect(of('pending-steps')).toMatchObject({ count: 1, since: at(monday + minute) });
  expect(of('temporal')).toMatchObject({ since: at(monday + minute) });
});

test('a workflow that has not seen its record, and messages that nobody takes or that fail, are stuck', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  rig.clock.set(monday + day + hour);
  const { words, of } = await standing();
  expect(words).toMatchObject({ workflows: 'stuck', mail: 'stuck' });
  expect(of('workflows')).toMatchObject({ count: 1, since: at(monday) });
  // The mail of the morning waits since its time came, one that was tried since it was raised.
  const raised = await rig.prisma.delivery.findFirstOrThrow({ where: { channel: 'mail' } });
  expect(of('mail')).toMatchObject({ count: 1, since: at(raised.notBefore.getTime()) });
  await rig.prisma.delivery.update({
    where: { id: raised.id },
    data: { state: 'failing', attempts: 2, lastError: 'refused', notBefore: new Date(monday + 3 * day) },
  });
  expect((await standing()).of('mail')).toMatchObject({ standing: 'stuck', count: 1, since: at(monday) });
});

test('is read by ops, and by nobody else', async () => {
  for (const login of ['director', 'supervisor', 'quality', 'coordinator'] as const)
    await rig.get(login, '/ops/standing').expect(403);
});

test('[IN-2] says how many pages nobody has answered, since when, and nothing of whom', async () => {
  const before = (await standing()).pages.count;
  const id = await rig.enroll({ referral: { emergency: true } });
  const { pages, text } = await standing();
  expect(pages.count).toBe(before + 1);
  expect(pages.since).not.toBeNull();
  expect(text).not.toContain(id);
  const { body } = await rig.get('supervisor', '/on-call/now').expect(200);
  const page = (body.pages as { id: string; enrollmentId: string }[]).find((one) => one.enrollmentId === id);
  await rig.post('supervisor', `/pages/${page?.id}/acknowledge`).expect(200);
  expect((await standing()).pages.count).toBe(before);
});
