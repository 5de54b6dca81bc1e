import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  rig.clock.set(monday);
  for (const client of [marisol, noor, xiong, juan]) ids.set(client.reference, await rig.enroll({ client }));
  await rig.assign(idOf('C-1042'));
  await rig.assign(idOf('C-2001'), 'coordinator3');
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

const marisol = {
  reference: 'C-1042',
  givenName: 'Marisol',
  familyName: 'Quintavalle',
  birthDate: '1988-04-17',
};
const noor = { reference: 'C-2001', givenName: 'Noor', familyName: 'Al-Rashidi', birthDate: '1990-02-03' };
const xiong = { reference: 'C-2002', givenName: 'Mai See', familyName: 'Xiong' };
const juan = { reference: 'C-2003', givenName: 'Juán José', familyName: 'de la Cruz Peñaloza' };
const ids = new Map<string, string>();
const idOf = (reference: string) => ids.get(reference) ?? '';

type Found = {
  own: { reference: string; enrollments: { enrollmentId: string; why: string | null }[] }[];
  others: { reference: string; breakGlass: string }[];
};
const search = async (login: Login, q: string) =>
  (await rig.get(login, `/search?q=${encodeURIComponent(q)}`).expect(200)).body as Found;
const references = ({ own, others }: Found) => [...own, ...others].map(({ reference }) => reference);

describe('a client is found', () => {
  it.each([
    ['by the whole name, in either order', ['Marisol Quintavalle', 'quintavalle, marisol'], 'C-1042'],
    [
      'with typing errors',
      ['Marisl Quintavale', 'Mairsol Quintavalle', 'Quintavvale', 'Quintavalla'],
      'C-1042',
    ],
    ['by its first letters', ['Qui', 'quinta', 'mari quintav'], 'C-1042'],
    ['by its sound', ['Kintavalle', 'Cwintavale'], 'C-1042'],
    [
      'without accents, particles or hyphens',
      ['juan penaloza', 'delacruz', 'Jose De La Cruz', 'Cruz Juan'],
      'C-2003',
    ],
    ['written as one, or apart', ['alrashidi', 'Al Rashidi', 'rashidi noor', 'Noor'], 'C-2001'],
    ['by a short name', ['Xiong', 'Maisee', 'Mai See'], 'C-2002'],
    ['by the number, as people write it', ['c1042', 'C 1042', '1042', 'C–1042'], 'C-1042'],
    ['by the birth date, as people write it', ['1988-04-17', '4/17/1988', '17.4.1988', '04-17-88'], 'C-1042'],
  ])('%s', async (_, asked, reference) => {
    for (const q of asked) expect(references(await search('supervisor', q)), q).toEqual([reference]);
  });

  it('and nobody by what fits nobody, by a dot, or by a word of one letter', async () => {
    for (const q of ['Wolfeschlegel', '.', 'x', '1999-01-01', '%', "'; --"])
      expect(references(await search('supervisor', q)), q).toEqual([]);
    expectProblem(await rig.get('supervisor', '/search'), 'invalid-parameter');
    expectProblem(await rig.get('supervisor', '/search?q=%20'), 'invalid-parameter');
    expectProblem(await rig.post('supervisor', '/search', { q: ' ' }), 'invalid-field');
  });
});

describe('what is seen of whom was found', () => {
  it('all of those whom one has, with their enrollments and why', async () => {
    const { own, others } = await search('coordinator', 'quintavalle');
    expect(others).toEqual([]);
    expect(own).toEqual([
      {
        ...{ clientId: expect.any(String), ...marisol, matched: ['name'], linked: [] },
        enrollments: [expect.objectContaining({ enrollmentId: idOf('C-1042'), why: 'assigned', open: true })],
      },
    ]);
  });

  it('of others the reference, initials and year of birth, how the glass is broken; and it is on record', async () => {
    const before = await rig.prisma.clientShown.count();
    const reply = await rig.post('coordinator', '/search', { q: 'Rashidi' }).expect(200);
    const { own, others } = reply.body as Found;
    expect(own).toEqual([]);
    const breakGlass = `/api/v1/enrollments/${idOf('C-2001')}/break-glass`;
    expect(others).toEqual([
      {
        ...{ clientId: expect.any(String), reference: 'C-2001', initials: 'N. A.', birthYear: 1990 },
        ...{ matched: ['name'], breakGlass },
      },
    ]);
    expect(reply.text).not.toMatch(/Noor|Rashidi|1990-/);
    expect(await rig.prisma.clientShown.count()).toBe(before + 1);

    // The reply says how: once the glass is broken, the client is one's own.
    const path = breakGlass.replace('/api/v1', '');
    await rig.post('coordinator', path, { reason: 'She stands at the desk.' }).expect(201);
    const again = await search('coordinator', 'Rashidi');
    expect(again.own.map(({ enrollments }) => enrollments[0]?.why)).toEqual(['broke-the-glass']);
    expect(await rig.prisma.clientShown.count()).toBe(before + 1);
  });

  it('the privacy officer reads who was shown whom, by page, and not what was typed', async () => {
    rig.clock.set(monday + 1.5 * hour);
    await search('coordinator', 'Xiong');
    rig.clock.set(monday + 2 * hour);
    await search('coordinator', 'Peñaloza');
    const { staffIds } = rig.agency;
    const page = (query: string) => rig.get('privacy', `/search/shown${query}`).expect(200);
    type Page = {
      items: { clients: { clientId: string; reference: string }[] }[];
      nextCursor: string | null;
    };
    const first = await page(`?staffId=${staffIds.coordinator}&limit=1`);
    const { items, nextCursor } = first.body as Page;
    expect(items).toEqual([
      {
        ...{ id: expect.any(String), at: '2037-03-02T17:00:00.000Z', occasion: 'search' },
        by: expect.objectContaining({ staffId: staffIds.coordinator, role: 'coordinator' }),
        clients: [{ clientId: expect.any(String), reference: 'C-2003' }],
      },
    ]);
    const next = `?staffId=${staffIds.coordinator}&limit=1&cursor=${nextCursor}`;
    const second = (await page(next)).body as Page;
    expect(second.items[0]?.clients).toMatchObject([{ reference: 'C-2002' }]);
    const who = second.items[0]?.clients[0]?.clientId;
    expect(((await page(`?clientId=${who}`)).body as Page).items).toHaveLength(1);
    expect(first.text).not.toMatch(/Pe.aloza|Juan/i);
    expectProblem(await rig.get('coordinator', '/search/shown'), 'forbidden');
    await expect(rig.prisma.clientShown.deleteMany()).rejects.toThrow();
    await expect(rig.prisma.clientShown.updateMany({ data: { clientIds: [] } })).rejects.toThrow();
  });

  it('your own come before others who fit better', async () => {
    const id = await rig.enroll({
      client: { reference: 'C-3001', givenName: 'Marisol', familyName: 'Quintavale' },
    });
    const found = await search('coordinator', 'Marisol Quintavale');
    expect(references(found)).toEqual(['C-1042', 'C-3001']);
    expect(found.own.map(({ reference }) => reference)).toEqual(['C-1042']);
    expect(references(await search('supervisor', 'Marisol Quintavale'))[0]).toBe('C-3001');
    expect(id).not.toBe('');
  });

  it('nothing of another agency, and nothing at all to whom clients are not shown', async () => {
    const stranger = request(rig.app)
      .get('/api/v1/search?q=Quintavalle')
      .set('Authorization', `Bearer ${rig.otherAgency.tokens.supervisor}`);
    expect(((await stranger.expect(200)).body as Found).own).toEqual([]);
    for (const login of ['payer', 'privacy', 'ops'] as const) {
      expectProblem(await rig.get(login, '/search?q=Quintavalle'), 'forbidden');
      expectProblem(await rig.post(login, '/search', { q: 'Quintavalle' }), 'forbidden');
    }
  });
});

it('what was typed stands in no log, no metric and no address that is kept', async () => {
  await rig.get('coordinator', '/search?q=Zwetschkenbaum%20C-1042').expect(200);
  await rig.get('coordinator', '/search?q=%E0%A4%A').expect(200);
  await rig.get('coordinator', '/search?q=Zwetschkenbaum&surname=Zwetschkenbaum').expect(400);
  await rig.get('payer', '/search?q=Zwetschkenbaum').expect(403);
  await request(rig.app).get('/api/v1/search?q=Zwetschkenbaum').expect(401);
  await request(rig.app).get('/api/v1/searches?q=Zwetschkenbaum').expect(404);
  const kept = rig.logs.join('') + (await rig.metrics());
  expect(kept).toContain('/api/v1/search');
  expect(kept).not.toMatch(/Zwetschkenbaum|q=/i);
  const tokens = await rig.prisma.$queryRaw<object[]>`SELECT * FROM client_token`;
  expect(JSON.stringify(tokens, (_, value: unknown) => String(value))).not.toMatch(/quintavalle/i);
});

it('what is found by changes with who is written, in the same transaction', async () => {
  const { agencyId } = rig.agency;
  const id = randomUUID();
  const unseen = { reference: 'C-4001', givenName: 'Wilhelmina', familyName: 'Oberst' };
  await makeClient(rig.prisma, { clientId: id, agencyId, ...unseen });
  expect(references(await search('supervisor', 'Wilhelmina'))).toEqual([]);
  await rig.enroll({ client: { ...unseen, familyName: 'Oberstein' } });
  expect(references(await search('supervisor', 'Wilhelmina Oberstein'))).toEqual(['C-4001']);
  const made = await rig.prisma.client.findUniqueOrThrow({ where: { id } });
  expect(made.tokensMade).not.toBeNull();
  // Nobody writes past that.
  const past = rig.prisma.client.update({ where: { id }, data: { familyName: 'Vorher' } });
  await expect(past).rejects.toThrow();

  const { body } = await rig.get('supervisor', `/clients/${id}/identity`).expect(200);
  const { source: _, ...identity } = (body as { content: Record<string, unknown> }).content;
  const corrected = {
    ...{ ...identity, reason: 'As her passport says.' },
    name: [
      { use: 'official', given: 'Wilhelmina', family: 'Ashdown' },
      { use: 'old', family: 'Oberstein' },
    ],
    telecom: [{ system: 'phone', value: '+1 414 555 0177', mayLeaveMessage: true }],
  };
  await rig
    .post('supervisor', `/clients/${id}/identity/acts/correct`, corrected, { 'If-Match': '"2"' })
    .expect(200);
  for (const asked of ['Wilhelmina Ashdown', 'Oberstein', '414 555 0177'])
    expect(references(await search('supervisor', asked)), asked).toEqual(['C-4001']);
});
