import type { z } from 'zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import {
  enrollmentPage,
  enrollmentReply,
  myWorklist,
  obligationList,
  receiptReply,
  teamWorklist,
  timelineReply,
} from '../../src/features/enrollments/api/replies.ts';
import { deliveryList, inboxPage, policyReply } from '../../src/features/notifications/api/schemas.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
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

const documented: [Login, string, z.ZodType][] = [
  ['supervisor', '/enrollments', enrollmentPage],
  ['supervisor', '/enrollments/{id}', enrollmentReply],
  ['supervisor', '/enrollments/{id}/obligations', obligationList],
  ['supervisor', '/enrollments/{id}/timeline', timelineReply],
  ['intake', '/enrollments/{id}/timeline', timelineReply],
  ['coordinator', '/worklists/mine', myWorklist],
  ['supervisor', '/worklists/team', teamWorklist],
  ['supervisor', '/inbox', inboxPage],
  ['ops', '/ops/deliveries', deliveryList],
  ['payer', '/policies/{calendar}', policyReply],
];

it.each(documented)('%s gets what the document promises: %s', async (login, path, schema) => {
  const address = path.replace('{id}', id).replace('{calendar}', rig.agency.policies.calendar);
  const { body } = await rig.get(login, address).expect(200);
  expect(schema.safeParse(body).error).toBeUndefined();
});

it('receipts are as promised, too', async () => {
  const reply = await rig.command('coordinator', id, 'scoreAcuity', { score: 50 }).expect(200);
  expect(receiptReply.safeParse(reply.body).error).toBeUndefined();
  expect(reply.body.met).toHaveLength(1);
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
