import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { inboxPage } from '../../src/features/notifications/api/schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());

const inbox = async (login: Login) =>
  asSent(inboxPage, (await rig.get(login, '/inbox?limit=100').expect(200)).body);

it('says of whom each message is, where it is shown, and how many are unread; all that were seen are read at once', async () => {
  const first = await rig.enroll();
  await rig.assign(first);
  const second = await rig.enroll();
  await rig.assign(second);
  const { items, unread } = await inbox('coordinator');
  expect(unread).toBe(items.length);
  const one = items.find(({ enrollmentId }) => enrollmentId === first);
  expect(one).toMatchObject({ kind: 'assignment', link: `/clients/${first}` });
  expect(one?.client?.familyName).toBeTruthy();

  // What came after the newest that was seen stays unread.
  const [newest] = items;
  rig.clock.set(monday + minute);
  await rig.assign(await rig.enroll());
  const { body } = await rig.post('coordinator', '/inbox/read-all', { upTo: newest?.id }).expect(200);
  expect(body.unread).toBe((await inbox('coordinator')).items.length - items.length);
  expect((await inbox('coordinator')).unread).toBe(body.unread);
  expect(body.unread).toBeGreaterThan(0);
  expectProblem(await rig.post('coordinator2', '/inbox/read-all', { upTo: newest?.id }), 'not-found');
});

it('tells of whom its reader has nothing to do with by now no more than reference and initials', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  await rig.assign(id, 'coordinator2');
  const { items } = await inbox('coordinator');
  const [client] = items.flatMap((item) => (item.enrollmentId === id && item.client ? [item.client] : []));
  expect(client).toMatchObject({ reference: expect.any(String), initials: expect.any(String) });
  expect(client).not.toHaveProperty('familyName');
});

it('leads to what its reader may open: whoever has no charts goes to the requests', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const { coordinator, payer } = rig.agency.staffIds;
  await rig.prisma.notification.updateMany({
    where: { enrollmentId: id, staffId: coordinator },
    data: { staffId: payer },
  });
  const links = (await inbox('payer')).items.map(({ link }) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => link !== '/requests' && link !== null)).toEqual([]);
});
