import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { crisisPage } from '../../src/features/crisis/pages.ts';
import { notificationColumns } from '../../src/kit/postgres/read-model-rows.ts';
import { createAnswerLinks } from '../../src/features/notifications/postgres/page-links.ts';
import type { Delivery } from '../../src/kit/delivery/delivery.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';

let rig: ApiRig;
const key = randomBytes(32).toString('base64');
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
let hours = 0;
beforeEach(() => rig.clock.set(monday + (hours += 1) * hour));

/** The links of that page, as the worker makes them when it sends it. */
async function linksOf(notificationId: string, ...logins: Login[]): Promise<string[]> {
  const { agencyId, ...row } = await rig.prisma.notification.findUniqueOrThrow({
    where: { id: notificationId },
  });
  const delivery: Delivery = {
    ...{ id: `${row.id}/mail`, channel: 'mail', attempts: 0 },
    to: logins.map((login) => ({ staffId: rig.agency.staffIds[login], email: `${login}@example.org` })),
    notification: {
      ...{ id: row.id, agencyId, enrollmentId: row.enrollmentId, aboutStaffId: null, kind: 'page' },
      ...{ audience: row.audience, staffId: row.staffId, obligation: row.obligation, duty: row.duty },
      ...{ due: null, raisedAt: row.raisedAt.getTime() },
    },
  };
  const made = createAnswerLinks(rig.prisma, key, '');
  const links = await made(delivery);
  expect(await made(delivery), 'another try says the same').toEqual(links);
  return logins.map((login) => links.get(rig.agency.staffIds[login]) ?? '');
}

async function pageOf(enrollmentId: string): Promise<string> {
  const { id } = await rig.prisma.notification.findFirstOrThrow({
    where: { enrollmentId, kind: 'page' },
    orderBy: { raisedAt: 'asc' },
  });
  return id;
}

/** An emergency and the links of its first page. */
async function emergency(...logins: Login[]) {
  const id = await rig.enroll({
    referral: { emergency: true, needs: ['safety'], screen: 'Hides at a friend.' },
  });
  await rig.gateway.tick(id);
  return { id, links: await linksOf(await pageOf(id), ...logins) };
}

const answers = (enrollmentId: string) =>
  rig.prisma.event.findMany({
    where: { enrollmentId, type: { in: ['PageAcknowledged', 'CrisisAnswered'] } },
    select: { actor: true, type: true },
  });

describe('the link of a page', () => {
  it('opened by a scanner uses nothing up and shows nothing; pressed by a person it answers, once', async () => {
    const { id, links } = await emergency('coordinator2', 'supervisor');
    const [link = '', leads = ''] = links;
    const before = await rig.written();
    for (const method of ['get', 'head', 'get'] as const) {
      const opened = await request(rig.bare)[method](link).expect(200);
      expect(opened.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(opened.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      if (method === 'head') continue;
      expect(opened.text).toContain('I am on it</button>');
      expect(opened.text).not.toMatch(/Ottilie|Brandywine|safety|friend|script|[0-9a-f]{8}-[0-9a-f]{4}/);
    }
    expect(await rig.written()).toEqual(before);
    expect(await rig.prisma.pageLink.count({ where: { usedAt: { not: null } } })).toBe(0);

    // It lives as long as the escalation: the chain has gone on meanwhile.
    rig.clock.set(monday + hours * hour + 25 * minute);
    await rig.gateway.tick(id);
    const pressed = await request(rig.bare).post(link).type('form').send('').expect(200);
    expect(pressed.text).toContain('You are on it');
    const { coordinator2: staffId } = rig.agency.staffIds;
    const once = [
      { type: 'PageAcknowledged', actor: expect.objectContaining({ staffId, role: 'coordinator' }) },
    ];
    expect(await answers(id)).toEqual(once);

    for (const method of ['post', 'get'] as const) {
      const again = await request(rig.bare)[method](link).expect(200);
      expect(again.text).toContain('You are on it');
      expect(again.text).not.toContain('<form');
      expect((await request(rig.bare)[method](leads).expect(410)).text).toContain('Somebody is on it');
    }
    expect(await answers(id)).toEqual(once);
  });

  it('answers a crisis as well, by the crisis it was about', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    await rig
      .command('coordinator', id, 'reportCrisis', {
        ...{ kind: 'overdose', what: 'Found on the stairs.', who: 'A neighbour.' },
      })
      .expect(200);
    const { stepId: thing } = await rig.prisma.event.findFirstOrThrow({
      where: { enrollmentId: id, type: 'CrisisReported' },
    });
    // As the crisis that runs beside the enrollment raises it.
    const at = rig.clock.now();
    const draft = crisisPage({ enrollmentId: id, thing: thing ?? '' }, { page: 1, to: 'on-call', at });
    await rig.prisma.notification.create({
      data: notificationColumns(id, rig.agency.agencyId, draft),
    });
    const [link = '', other = ''] = await linksOf(draft.id, 'coordinator2', 'director');
    await request(rig.bare).get(link).expect(200);
    await request(rig.bare).post(other).expect(200);
    expect(await answers(id)).toEqual([
      { type: 'CrisisAnswered', actor: expect.objectContaining({ staffId: rig.agency.staffIds.director }) },
    ]);
    await request(rig.bare).post(link).expect(410);
  });

  it('ends with the escalation, and with its person', async () => {
    const { id, links } = await emergency('coordinator2', 'coordinator3');
    const [link = '', lefts = ''] = links;
    const where = { id: rig.agency.staffIds.coordinator3 };
    await rig.prisma.staff.update({ where, data: { active: false } });
    await request(rig.bare).get(lefts).expect(404);
    await request(rig.bare).post(lefts).expect(404);
    await rig.prisma.staff.update({ where, data: { active: true } });
    await rig
      .command('supervisor', id, 'enterInError', { reason: 'Another person of that name.' })
      .expect(200);
    expect((await request(rig.bare).get(link).expect(410)).text).toContain('This page is over.');
    await request(rig.bare).post(link).expect(410);
    expect(await answers(id)).toEqual([]);
  });

  it('cannot be guessed, flooded or read in a log', async () => {
    const { id, links } = await emergency('coordinator2');
    const [link = ''] = links;
    expect(link).toMatch(/^\/page\/[\w-]{43}$/);
    const token = link.slice('/page/'.length);
    expect(JSON.stringify(await rig.prisma.pageLink.findMany())).not.toContain(token);
    for (const wrong of ['x', 'A'.repeat(43), `${token}x`, '%00', token.toLowerCase()])
      await request(rig.bare).get(`/page/${wrong}`).expect(404);
    await request(rig.bare).post(link).type('text').send('x'.repeat(2_000)).expect(413);
    const statuses: number[] = [];
    for (let n = 0; n < 70; n += 1)
      statuses.push((await request(rig.bare).post(`/page/${'B'.repeat(43)}`)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(await answers(id)).toEqual([]);
    rig.clock.set(monday + hours * hour + minute);
    await request(rig.bare).get(link).expect(200);
    expect(`${rig.logs.join('')}${await rig.metrics()}`).not.toContain(token);
  });
});

describe('how often a link is tried', () => {
  const tried = (api: ApiRig, from: string) =>
    request(api.bare)
      .get(`/page/${'x'.repeat(43)}`)
      .set('X-Forwarded-For', from);

  it('is bounded by address: nobody gets another one by saying so', async () => {
    const statuses = [];
    for (let n = 0; n < 61; n += 1) statuses.push((await tried(rig, `203.0.113.${n}`)).status);
    expect([statuses[59], statuses[60]]).toEqual([404, 429]);
  });

  it('and behind a proxy that ops trust, by the address that it names', async () => {
    const proxied = await createApiRig({
      trustedProxies: ['127.0.0.0/8', '::1/128', '::ffff:127.0.0.0/104'],
    });
    try {
      for (let n = 0; n < 60; n += 1) await tried(proxied, '203.0.113.1').expect(404);
      await tried(proxied, '203.0.113.1').expect(429);
      await tried(proxied, '203.0.113.2').expect(404);
      // What a caller puts before it is not the proxy's word.
      await tried(proxied, '198.51.100.7, 203.0.113.1').expect(429);
    } finally {
      await proxied.close();
    }
  });
});
