import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { promises } from '../support/promised.ts';

let rig: ApiRig;
let id = '';
let promised: Awaited<ReturnType<typeof promises>>;
beforeAll(async () => {
  rig = await createApiRig();
  promised = await promises(rig.app);
  id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
  rig.clock.set(monday + hour);
  await rig.gateway.tick(id);
  await rig.assign(id);
  await rig
    .command('supervisor', id, 'holdClocks', {
      kinds: ['sccp.full'],
      reviewOn: '2037-03-12',
      reason: 'In the hospital.',
    })
    .expect(200);
  rig.clock.set(monday + 2 * day);
  await rig.gateway.tick(id);
  await rig
    .command('coordinator', id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' })
    .expect(200);
});
afterAll(() => rig?.close());

const documented: [Login, string][] = [
  ['supervisor', '/enrollments'],
  ['supervisor', '/enrollments/{id}'],
  ['supervisor', '/enrollments/{id}/obligations'],
  ['supervisor', '/enrollments/{id}/timeline'],
  ['intake', '/enrollments/{id}/timeline'],
  ['coordinator', '/worklists/mine'],
  ['supervisor', '/worklists/team'],
  ['supervisor', '/inbox'],
  ['ops', '/ops/deliveries'],
  ['payer', '/policies/{hash}'],
];

it.each(documented)('%s gets what the document promises: %s', async (login, path) => {
  const address = path.replace('{id}', id).replace('{hash}', rig.agency.policies.calendar);
  const { body } = await rig.get(login, address).expect(200);
  expect(promised('get', path, 200)?.safeParse(body)).toMatchObject({ success: true });
});

it('receipts are as promised, too', async () => {
  const reply = await rig.command('coordinator', id, 'scoreAcuity', { score: 50 }).expect(200);
  const receipt = promised('post', '/enrollments/{id}/commands/scoreAcuity', 200);
  expect(receipt?.safeParse(reply.body)).toMatchObject({ success: true });
  expect(reply.body.met).toHaveLength(1);
});

it('what the document does not promise is noticed', async () => {
  const { body } = await rig.get('supervisor', `/enrollments/${id}`).expect(200);
  const { version: _, ...less } = body;
  const reply = promised('get', '/enrollments/{id}', 200);
  for (const other of [{ ...body, surprise: 1 }, less, { ...body, receivedAt: 'soon' }])
    expect(reply?.safeParse(other)).toMatchObject({ success: false });
});

it('shows a held clock and an announced miss', async () => {
  const { body } = await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200);
  const of = (kind: string) => body.items.find((item: { kind: string }) => item.kind === kind);
  expect(of('sccp.full')).toMatchObject({
    suspended: { type: 'hold', since: '2037-03-02T16:00:00.000Z' },
    changes: [{ type: 'held' }],
  });
  expect(of('emergency.contact-client')).toMatchObject({
    status: 'met-late',
    missRaisedAt: '2037-03-02T16:00:00.000Z',
    why: { duty: 'IN-2', basis: 'policy' },
  });
});
