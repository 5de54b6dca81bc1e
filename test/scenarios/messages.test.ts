import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createAnswerLinks } from '../../src/features/notifications/postgres/page-links.ts';
import { createWebhooks } from '../../src/features/notifications/postgres/webhooks.ts';
import { createReach } from '../../src/kit/delivery/reach.ts';
import { createSender } from '../../src/kit/delivery/sender.ts';
import { createWebhook } from '../../src/kit/delivery/webhook.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { type Mailbox, startMailbox } from '../../src/servers/mailbox/index.ts';
import type { Login } from '../../prisma/seed/index.ts';
import { expectProblem } from '../support/api-problem.ts';
import { mailsAt } from '../support/post-office.ts';
import { localInstant } from '../support/policies.ts';
import { startStoryRig, type StoryRig } from '../support/story-rig.ts';

const secrets = { ours: `whsec_${'A'.repeat(43)}=`, theirs: 'the-other-agency-has-its-own' };

let rig: StoryRig;
let folder: string;
/** Each takes what is signed with its own secret, and nothing else. */
let pagers: Record<'ours' | 'theirs', Mailbox>;
beforeAll(async () => {
  rig = await startStoryRig();
  folder = mkdtempSync(join(tmpdir(), 'throughline-pagers-'));
  const pager = (name: keyof typeof secrets) =>
    startMailbox({ folder: join(folder, name), webhookSecret: secrets[name] });
  pagers = { ours: await pager('ours'), theirs: await pager('theirs') };
}, 120_000);
afterAll(async () => {
  await Promise.all(Object.values(pagers ?? {}).map((one) => one.stop()));
  await rig?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** What somebody of the other agency sends. */
async function theirs(
  at: string,
  login: Login,
  path: string,
  body: object,
): Promise<{ enrollmentId: string; steps: { stepId: string }[] }> {
  await rig.until(at);
  const sent = request(rig.app)
    .post(`/api/v1${path}`)
    .set('Authorization', `Bearer ${rig.otherAgency.tokens[login]}`)
    .send(body);
  const { status, text } = await sent;
  if (status >= 300) throw new Error(`${at} ${login} ${path}: ${status} ${text}`);
  return JSON.parse(text) as Awaited<ReturnType<typeof theirs>>;
}

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
    'handed-over > coordinator+coordinator2': [1],
    // Of the one who was reached in time, of the dead and of who was never meant nothing is brought to the director.
    'escalation > director': [1, ...ids.slice(4).map((_, n) => n + 5)],
    // Taken back where it had been told on the days before; of the dead nobody hears any more.
    'escalation-withdrawn > coordinator+coordinator2': [2, 4],
    'escalation-withdrawn > supervisor': [2, 4],
    'entered-in-error > director': [4],
    'entered-in-error > quality': [4],
  });
  const mails = new Set(got.map(({ mail }) => mail)).size;
  process.stdout.write(`${got.length} messages about 20 clients in ${mails} mails\n`);
  expect(mails).toBe(6);

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

it("a page at night reaches its agency's pager; its link opened by a scanner, then pressed by a person, ends the paging", async () => {
  const friday = '2037-03-06 17:00';
  const hook = (name: 'ours' | 'theirs') => ({ url: pagers[name].pagerUrl ?? '', secret: secrets[name] });
  await rig.sends(friday, 'director', '/webhook/acts/set', hook('ours'));
  await theirs(friday, 'director', '/webhook/acts/set', hook('theirs'));
  await rig.until('2037-03-07 02:00');
  const danger = { emergency: true, needs: ['safety'] };
  const client = { givenName: 'Ottilie', familyName: 'Brandywine' };
  const id = await rig.enroll({ client, referral: danger });
  const other = await theirs('2037-03-07 02:00', 'intake', '/enrollments', {
    client: { reference: 'N-1', ...client },
    referral: { level: 'rsc-i', ...danger },
  });
  rig.told.push(id, other.enrollmentId);
  await rig.until('2037-03-07 02:01');
  const now = localInstant(rig.calendar, '2037-03-07 02:01');
  await sendPages(now);
  // Each pager has its own agency's page, whoever of the two has the client of that name.
  expect(await arrived(pagers.ours)).toEqual([[rig.agency.agencyId, id]]);
  expect(await arrived(pagers.theirs)).toEqual([[rig.otherAgency.agencyId, other.enrollmentId]]);
  const links = await pageLinksAt(now, rig.agency.agencyId);
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

it('an extension denied, sent again, appealed; and one decided by letter where the payer has no access', async () => {
  const documents = ['sccp', 'placement-criteria'];
  const ask = {
    initial: true,
    units: 24,
    through: '2037-06-30',
    documents,
    justification: 'A door to lock.',
  };
  const id = await rig.enroll();
  rig.told.push(id);
  await rig.sends('2037-03-09 09:00', 'supervisor', command(id, 'assignCoordinator'), {
    coordinatorId: rig.agency.staffIds.coordinator3,
  });
  const asked = await rig.sends('2037-03-09 10:00', 'coordinator3', command(id, 'requestExtension'), ask);
  const about = (asked.body as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
  const decides = (at: string, decision: string, more: object = { reason: 'As the rules say.' }) =>
    rig.sends(at, 'payer', command(id, 'decideExtension'), { about, decision, ...more });
  const works = (at: string, type: string, more: object) =>
    rig.sends(at, 'coordinator3', command(id, type), { about, ...more });
  await decides('2037-03-10 10:00', 'returned', { reason: 'The plan is missing.' });
  await works('2037-03-11 10:00', 'resubmitExtension', { documents });
  await decides('2037-03-12 10:00', 'denied');
  await works('2037-03-12 15:00', 'appealExtension', { reason: 'Her room is lost otherwise.' });
  await decides('2037-03-13 10:00', 'approved', { units: 24, through: '2037-06-30' });
  const { body } = await rig.get('coordinator3', `/enrollments/${id}/authorizations`).expect(200);
  expect((body as { extensions: unknown }).extensions).toMatchObject([
    {
      stepId: about,
      state: 'approved',
      decisions: [
        { decision: 'returned' },
        { decision: 'denied' },
        { decision: 'approved', letterDated: null },
      ],
    },
  ]);

  // The other agency's payer is not in the system: what they wrote is entered by a lead who did not ask for it.
  const { agencyId, staffIds, tokens } = rig.otherAgency;
  await rig.prisma.staff.updateMany({ where: { agencyId, role: 'payer' }, data: { active: false } });
  const referral = { level: 'rsc-i', emergency: false };
  const client = { reference: 'N-2', givenName: 'Leopold', familyName: 'Harkness' };
  const monday = '2037-03-16 09:00';
  const started = await theirs(monday, 'intake', '/enrollments', { client, referral });
  const there = started.enrollmentId;
  rig.told.push(there);
  const assigned = { coordinatorId: staffIds.coordinator };
  await theirs(monday, 'supervisor', command(there, 'assignCoordinator'), assigned);
  const put = await theirs('2037-03-16 10:00', 'coordinator', command(there, 'requestExtension'), ask);
  const letter = { about: put.steps[0]?.stepId, decision: 'approved', units: 24, through: '2037-06-30' };
  const send = (body: object) =>
    request(rig.app)
      .post(`/api/v1${command(there, 'decideExtension')}`)
      .set('Authorization', `Bearer ${tokens.supervisor}`)
      .send(body);
  await rig.until('2037-03-18 10:00');
  expectProblem(await send(letter), 'letter-date-missing');
  expectProblem(await send({ ...letter, letterDated: '2037-03-15' }), 'letter-date-impossible');
  await send({ ...letter, letterDated: '2037-03-17' }).expect(200);
  const read = await request(rig.app)
    .get(`/api/v1/enrollments/${there}/authorizations`)
    .set('Authorization', `Bearer ${tokens.coordinator}`);
  expect((read.body as { extensions: unknown }).extensions).toMatchObject([
    {
      state: 'approved',
      decisions: [{ decision: 'approved', letterDated: '2037-03-17', by: { staffId: staffIds.supervisor } }],
    },
  ]);
}, 300_000);

/** As the worker posts them: to whoever's webhook is the agency's. */
async function sendPages(now: number): Promise<void> {
  const sender = createSender({
    ...{ channel: 'webhook', outbox: createOutbox(rig.prisma, judging), now: () => now },
    send: createWebhook({
      webhookOf: createWebhooks(rig.prisma, createSeal(rig.key), null),
      ...{ publicUrl: 'https://tl.example', reach: createReach(['127.0.0.0/8']) },
    }),
    log: { warn: () => undefined },
  });
  while ((await sender.sendDue()) > 0);
}

async function arrived({ webUrl }: Mailbox): Promise<[string, string][]> {
  type Page = { body: { data: { agencyId: string; enrollmentId: string } } };
  const pages = (await (await fetch(`${webUrl}/pages`)).json()) as Page[];
  return pages.map(({ body: { data } }) => [data.agencyId, data.enrollmentId]);
}

/** Sends the pages that are due by mail, and answers the link of each of their readers in that agency. */
async function pageLinksAt(now: number, agencyId: string): Promise<Map<string, string>> {
  const answerLinks = createAnswerLinks(rig.prisma, randomBytes(32).toString('base64'), '');
  const links = new Map<string, string>();
  const sender = createSender({
    ...{ channel: 'mail', outbox: createOutbox(rig.prisma, judging), now: () => now },
    log: { warn: () => undefined },
    async send(delivery) {
      const made = await answerLinks(delivery);
      if (delivery.notification.kind === 'page' && delivery.notification.agencyId === agencyId)
        for (const { staffId, email } of delivery.to)
          links.set(email.split('@')[0] ?? '', made.get(staffId) ?? '');
      return { outcome: 'sent' };
    },
  });
  while ((await sender.sendDue()) > 0);
  return links;
}
