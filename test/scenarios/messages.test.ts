import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createAnswerLinks } from '../../src/features/notifications/postgres/page-links.ts';
import { createSender } from '../../src/kit/delivery/sender.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { mailsAt } from '../support/post-office.ts';
import { localInstant } from '../support/policies.ts';
import { startStoryRig, type StoryRig } from '../support/story-rig.ts';

let rig: StoryRig;
beforeAll(async () => {
  rig = await startStoryRig();
}, 120_000);
afterAll(() => rig?.stop(), 120_000);

const command = (id: string, type: string) => `/enrollments/${id}/commands/${type}`;

it('20 clients in one night: reassigned, met, dead, withdrawn and covered before 08:00; who gets what, to the last mail', async () => {
  const { coordinator, coordinator3 } = rig.agency.staffIds;
  const ids: string[] = [];
  await rig.until('2037-03-02 09:00');
  for (let n = 0; n < 20; n += 1) {
    const id = await rig.enroll();
    ids.push(id);
    rig.told.push(id);
    const coordinatorId = n < 10 ? coordinator : coordinator3;
    await rig.sends('2037-03-02 09:00', 'supervisor', command(id, 'assignCoordinator'), { coordinatorId });
  }
  // Nobody reaches anybody: in the evening, duties of all twenty have been missed, and mail about them waits for the morning.
  await rig.until('2037-03-05 20:00');
  const at = (local: string) => localInstant(rig.calendar, local);
  await mailsAt(rig.prisma, at('2037-03-05 20:00'));
  const [moved = '', met = '', dead = '', never = ''] = ids;
  const waiting = (enrollmentId: string) =>
    rig.prisma.delivery.count({
      where: { channel: 'mail', state: 'waiting', notification: { enrollmentId } },
    });
  for (const id of [moved, met, dead, never]) expect(await waiting(id), 'something waits').toBeGreaterThan(0);

  const night = '2037-03-05 21:00';
  await rig.sends(night, 'supervisor', command(moved, 'assignCoordinator'), { coordinatorId: coordinator3 });
  await rig.sends(night, 'coordinator', command(met, 'logContact'), {
    ...{ with: 'client', mode: 'face-to-face', outcome: 'reached' },
    occurredAt: new Date(at('2037-03-02 15:00')).toISOString(),
  });
  await rig.sends(night, 'supervisor', command(dead, 'discharge'), {
    ...{ reason: 'deceased', note: 'As her sister told us.' },
  });
  await rig.sends(night, 'supervisor', command(never, 'enterInError'), { reason: 'Another person.' });
  await rig.sends('2037-03-06 07:00', 'supervisor', `/staff/${coordinator}/absences`, {
    cover: rig.agency.staffIds.coordinator2,
  });

  await rig.until('2037-03-06 08:00');
  const got = await mailsAt(rig.prisma, at('2037-03-06 08:00'));
  const number = new Map(ids.map((id, n) => [id, n + 1]));
  const lines = (kind: string, to: string) =>
    got
      .filter((one) => one.kind === kind && one.to.join('+') === to)
      .map(({ enrollmentId }) => number.get(enrollmentId ?? '') ?? 0)
      .toSorted((x, y) => x - y);
  const told = Object.fromEntries(
    [...new Set(got.map(({ kind, to }) => `${kind} > ${to.join('+')}`))]
      .toSorted()
      .map((line) => [line, lines(line.split(' > ')[0] ?? '', line.split(' > ')[1] ?? '')]),
  );
  expect(told).toEqual({
    // Whoever has the first client now is told so, whoever had them once, and who covers for the one with them.
    'assignment > coordinator3': [1],
    'handed-over > coordinator': [1],
    'handed-over > coordinator2': [1],
    // Of the one who was reached in time, of the dead and of who was never meant nothing is brought to the director.
    'escalation > director': [1, ...ids.slice(4).map((_, n) => n + 5)],
    // Taken back where it had been told on the days before; of the dead nobody hears any more.
    'escalation-withdrawn > coordinator': [2, 4],
    'escalation-withdrawn > coordinator2': [2, 4],
    'escalation-withdrawn > supervisor': [2, 4],
    'entered-in-error > director': [4],
    'entered-in-error > quality': [4],
  });
  const mails = new Set(got.map(({ mail }) => mail)).size;
  process.stdout.write(`${got.length} messages about 20 clients in ${mails} mails\n`);
  expect(mails).toBe(7);

  // Nothing is left for later, and why each of the others did not leave is on record.
  const unsent = await rig.prisma.delivery.findMany({
    where: { channel: 'mail', state: { not: 'sent' }, notBefore: { lte: new Date(at('2037-03-06 08:00')) } },
    select: { state: true, because: true, notification: { select: { enrollmentId: true } } },
  });
  expect(new Set(unsent.map(({ state }) => state))).toEqual(new Set(['withheld']));
  const reasons = (id: string) =>
    new Set(
      unsent.filter(({ notification }) => notification.enrollmentId === id).map(({ because }) => because),
    );
  expect(reasons(dead)).toEqual(new Set(['deceased']));
  // What took back the misses of those who had never been told of them.
  expect(reasons(never)).toEqual(new Set(['entered-in-error', 'never-told']));
  expect(reasons(met).size).toBeGreaterThan(0);
}, 300_000);

it('a page at night: its link opened by a scanner, then pressed by a person, ends the paging', async () => {
  await rig.until('2037-03-07 02:00');
  const id = await rig.enroll({ referral: { emergency: true, needs: ['safety'] } });
  rig.told.push(id);
  await rig.until('2037-03-07 02:01');
  const links = await pageLinksAt(localInstant(rig.calendar, '2037-03-07 02:01'));
  expect([...links.keys()]).toEqual(['coordinator2']);
  const link = links.get('coordinator2') ?? '';
  const events = () => rig.prisma.event.count({ where: { enrollmentId: id } });
  const before = await events();
  for (let opened = 0; opened < 3; opened += 1) {
    const { text } = await request(rig.bare).get(link).expect(200);
    expect(text).not.toMatch(/Ottilie|Brandywine|safety/);
  }
  expect(await events()).toBe(before);
  await request(rig.bare).post(link).expect(200);
  await request(rig.bare).post(link).expect(200);
  const answers = await rig.prisma.event.findMany({ where: { enrollmentId: id, type: 'PageAcknowledged' } });
  expect(answers.map(({ actor }) => actor)).toEqual([
    expect.objectContaining({ staffId: rig.agency.staffIds.coordinator2 }),
  ]);
  const pages = () => rig.prisma.notification.count({ where: { enrollmentId: id, kind: 'page' } });
  const paged = await pages();
  await rig.until('2037-03-07 06:00');
  expect(await pages(), 'nobody else is paged').toBe(paged);
}, 300_000);

/** Sends the pages that are due by mail, and answers the link of each of their readers. */
async function pageLinksAt(now: number): Promise<Map<string, string>> {
  const answerLinks = createAnswerLinks(rig.prisma, randomBytes(32).toString('base64'), '');
  const links = new Map<string, string>();
  const sender = createSender({
    ...{ channel: 'mail', outbox: createOutbox(rig.prisma, judging), now: () => now },
    log: { warn: () => undefined },
    async send(delivery) {
      const made = await answerLinks(delivery);
      if (delivery.notification.kind === 'page')
        for (const { staffId, email } of delivery.to)
          links.set(email.split('@')[0] ?? '', made.get(staffId) ?? '');
      return { outcome: 'sent' };
    },
  });
  while ((await sender.sendDue()) > 0);
  return links;
}
