import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { paperworkReply } from '../../src/features/notes/api/replies.ts';
import { reassignmentReply, reassignmentsReply } from '../../src/features/reassignment/api/schemas.ts';
import { type ApiRig, createApiRig, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set((now += minute)));

const staff = () => rig.agency.staffIds;
const named = { client: { reference: 'G-1', givenName: 'Ottilie', familyName: 'Brandywine' } };
const given = (id: string, coordinatorId: string) =>
  rig.command('supervisor', id, 'assignCoordinator', { coordinatorId }).expect(200);

it('[DO-2] a note stays its author’s to write when the client has gone on, and shows no more of them than a search does', async () => {
  const id = await rig.enroll(named);
  await given(id, staff().coordinator);
  rig.clock.set((now += minute));
  const met = { with: 'client', mode: 'phone', outcome: 'reached' };
  await rig.command('coordinator', id, 'logContact', met).expect(200);
  const mine = async () =>
    asSent(paperworkReply, (await rig.get('coordinator', '/worklists/mine/paperwork').expect(200)).body)
      .items;
  expect(await mine()).toMatchObject([{ enrollmentId: id, client: { familyName: 'Brandywine' } }]);

  rig.clock.set((now += minute));
  await given(id, staff().coordinator2);
  const after = await mine();
  expect(after.map(({ client, what }) => ({ client, what }))).toEqual([
    { client: { reference: 'G-1', initials: 'O. B.' }, what: 'logContact' },
  ]);
  expect(JSON.stringify(after)).not.toContain('Brandywine');
});

it('[ST-4] of a reassignment coordinators read what concerns them, and of whom they have by name', async () => {
  const [from, to, other] = [staff().coordinator, staff().coordinator2, staff().coordinator3];
  const ids: string[] = [];
  for (const reference of ['G-2', 'G-3']) {
    const id = await rig.enroll({ client: { ...named.client, reference } });
    await given(id, from);
    ids.push(id);
  }
  const [first = '', second = ''] = ids;
  const items = [
    { enrollmentId: first, to },
    { enrollmentId: second, to: other },
  ];
  const planned = await rig.post('supervisor', '/reassignments', { from, reason: 'Moves away', items });
  const { reassignmentId } = asSent(reassignmentReply, planned.body);
  const seenBy = async (login: Login) => {
    const path = `/reassignments/${reassignmentId}`;
    const { items: all } = asSent(
      reassignmentsReply,
      (await rig.get(login, '/reassignments').expect(200)).body,
    );
    const one = asSent(reassignmentReply, (await rig.get(login, path).expect(200)).body);
    expect(all).toEqual([one]);
    return one.items.map(({ enrollmentId, client }) => [
      enrollmentId,
      client?.familyName ?? client?.initials,
    ]);
  };
  const inOrder = (rows: unknown[]) => rows.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
  expect(inOrder(await seenBy('coordinator'))).toEqual(inOrder(ids.map((id) => [id, 'Brandywine'])));
  // Before a client is theirs, who is to get them sees no name; afterwards who has given them does not.
  expect(await seenBy('coordinator2')).toEqual([[first, 'O. B.']]);
  rig.clock.set((now += minute));
  await given(first, to);
  expect(await seenBy('coordinator2')).toEqual([[first, 'Brandywine']]);
  expect(inOrder(await seenBy('coordinator'))).toEqual(
    inOrder([
      [first, 'O. B.'],
      [second, 'Brandywine'],
    ]),
  );
});
