import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { inventedName } from '../../prisma/seed/invented-name.ts';
import { signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

type Enrollment = { enrollmentId: string; crises: object[]; safetyPlan?: object | null; reported: object[] };
type File = { clientId: string; reference: string; enrollments: Enrollment[] };
type Link = { linkId: string; clients: object[]; unlinked: object | null };
type Found = { own: (File & { linked: File[] })[]; others: File[] };

let cases = 0;
const reason = 'Her sister says so, and it is the same scar.';
const contact = { with: 'client', mode: 'phone', outcome: 'reached' };

/** A person referred under a number of their own; whoever has them has reached them. */
async function file(login?: Login, client: object = {}) {
  const reference = `L-${(cases += 1)}`;
  // Nobody looks like anybody else, also of those who are referred at once.
  const told = { reference, ...inventedName(reference), ...client };
  const enrollmentId = await rig.enroll({ client: told });
  const { clientId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
  if (login) {
    await rig.assign(enrollmentId, login);
    await rig.command(login, enrollmentId, 'logContact', contact).expect(200);
  }
  return { reference, enrollmentId, clientId };
}

const link = (one: string, other: string, login: Login = 'supervisor', headers = {}) =>
  rig.post(login, `/clients/${one}/links`, { with: other, reason }, headers);
const linked = async (one: string, other: string) => {
  const reply = await link(one, other);
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as Link).linkId;
};
const unlink = (one: string, linkId: string, login: Login = 'supervisor', headers = {}) =>
  rig.post(login, `/clients/${one}/links/${linkId}/unlink`, { reason: 'They stood here together.' }, headers);
const linksOf = async (clientId: string, login: Login = 'supervisor') =>
  (await rig.get(login, `/clients/${clientId}/links`).expect(200)).body as { files: File[]; links: Link[] };
const filesOf = async (clientId: string, login?: Login) =>
  (await linksOf(clientId, login)).files.map((one) => one.clientId).toSorted();
const pageOf = async (enrollmentId: string, login: Login) =>
  (await rig.get(login, `/enrollments/${enrollmentId}`).expect(200)).body as { linked?: File[] };

const told = async (login: Login) =>
  ((await rig.get(login, '/inbox').expect(200)).body as { items: { kind: string }[] }).items.map(
    ({ kind }) => kind,
  );

describe('two files that are one person', () => {
  it('are shown together to who works on either one: whose they are, and what keeps the person safe', async () => {
    const one = await file('coordinator');
    const other = await file('coordinator3');
    const plan = await signedPlan(rig, other.enrollmentId, { version: 'preliminary' }, 'coordinator3');
    const plans = `/enrollments/${other.enrollmentId}/plans`;
    await rig.post('coordinator3', `${plans}/${plan}/acts/complete`, {}).expect(200);
    await rig
      .command('coordinator3', other.enrollmentId, 'reportCrisis', {
        ...{ kind: 'overdose', what: 'Found on the stairs.' },
      })
      .expect(200);
    expect(await linksOf(one.clientId, 'coordinator')).toEqual({ files: [], links: [] });
    expect((await pageOf(one.enrollmentId, 'coordinator')).linked).toEqual([]);

    const before = await rig.written();
    for (const login of ['coordinator', 'intake', 'payer'] as const)
      expect((await link(one.clientId, other.clientId, login)).status).toBe(403);
    const reply = await link(one.clientId, other.clientId, 'director');
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({ by: { role: 'director' }, reason, unlinked: null });
    // Clocks, caseload, numbers and both files are as they were; whoever has one of them is told.
    const { notification, delivery, ...rest } = await rig.written();
    expect({ ...rest, notification: Number(notification) - 2, delivery: Number(delivery) - 2 }).toEqual(
      before,
    );
    for (const login of ['coordinator', 'coordinator3'] as const)
      expect(await told(login)).toContain('files-linked');

    const seen = (await linksOf(one.clientId, 'coordinator')).files;
    expect(seen).toMatchObject([
      {
        ...{ clientId: other.clientId, reference: other.reference, by: { role: 'director' } },
        linkedAt: new Date(monday + hour).toISOString(),
        enrollments: [
          {
            ...{ enrollmentId: other.enrollmentId, open: true, enteredInErrorAt: null },
            coordinator: { staffId: rig.agency.staffIds.coordinator3 },
            crises: [{ state: 'unanswered', details: { what: 'Found on the stairs.' } }],
            safetyPlan: { plan: { steps: ['Calls Rosalind.'] } },
          },
        ],
      },
    ]);
    expect((await pageOf(one.enrollmentId, 'coordinator')).linked).toMatchObject([
      { clientId: other.clientId, enrollments: [{ enrollmentId: other.enrollmentId }] },
    ]);
    expect(await filesOf(other.clientId, 'coordinator3')).toEqual([one.clientId]);
    // Of the rest of the other chart nothing is opened by it.
    expectProblem(await rig.get('coordinator', `/enrollments/${other.enrollmentId}/notes`), 'no-relation');
    expectProblem(await rig.get('coordinator', `/clients/${other.clientId}/identity`), 'no-relation');
  });

  it('are not shown to who may see neither; to the payer and the quality office nobody is linked', async () => {
    const one = await file('coordinator');
    const other = await file('coordinator3');
    await linked(one.clientId, other.clientId);
    for (const { clientId } of [one, other])
      for (const login of ['coordinator2', 'intake'] as const)
        expectProblem(await rig.get(login, `/clients/${clientId}/links`), 'no-relation');
    for (const login of ['payer', 'quality', 'privacy', 'ops'] as const)
      expectProblem(await rig.get(login, `/clients/${one.clientId}/links`), 'forbidden');
    expect(await pageOf(one.enrollmentId, 'quality')).not.toHaveProperty('linked');
    const { items } = (await rig.get('supervisor', '/enrollments').expect(200)).body as { items: object[] };
    expect(JSON.stringify(items)).not.toContain('linked');
    const ask = { agency: rig.otherAgency.tokens.director, path: `/api/v1/clients/${one.clientId}/links` };
    const elsewhere = request(rig.app).get(ask.path).auth(ask.agency, { type: 'bearer' });
    expectProblem(await elsewhere, 'not-found');
    expect(rig.logs.join('')).not.toMatch(/same scar|stood here/);
  });

  it('are read without what people wrote by intake, as long as intake has the client', async () => {
    const one = await file();
    const other = await file('coordinator3');
    await linked(one.clientId, other.clientId);
    const { files, links } = await linksOf(one.clientId, 'intake');
    expect(files[0]?.enrollments[0]).not.toHaveProperty('safetyPlan');
    expect(links[0]).not.toHaveProperty('reason');
    expect(JSON.stringify(files)).not.toContain('"details"');
  });

  it('are parted again with a reason, and it stays readable that they were linked; whose it is not learns nothing', async () => {
    const one = await file('coordinator');
    const other = await file('coordinator3');
    const linkId = await linked(one.clientId, other.clientId);
    rig.clock.set(monday + 2 * hour);
    expectProblem(await unlink(one.clientId, linkId, 'coordinator'), 'forbidden');
    expectProblem(
      await rig.post('supervisor', `/clients/${one.clientId}/links/${linkId}/unlink`, {}),
      'invalid-field',
    );
    const parted = await unlink(other.clientId, linkId, 'director').expect(200);
    expect(parted.body).toMatchObject({ linkId, unlinked: { by: { role: 'director' } } });
    expectProblem(await unlink(one.clientId, linkId), 'not-linked');

    expect(await told('coordinator3')).toContain('files-parted');
    const history = (await linksOf(one.clientId)).links;
    expect(history).toMatchObject([
      { linkId, reason, unlinked: { at: '2037-03-02T17:00:00.000Z', reason: 'They stood here together.' } },
    ]);
    const mine = await linksOf(one.clientId, 'coordinator');
    expect(mine.files).toEqual([]);
    expect(mine.links[0]?.clients).toContainEqual({ clientId: one.clientId, reference: one.reference });
    expect(mine.links[0]?.clients).toContainEqual({ clientId: null, reference: null });

    const again = await linked(other.clientId, one.clientId);
    expect((await linksOf(one.clientId)).links.map((each) => each.linkId)).toEqual([again, linkId]);
    await expect(rig.prisma.clientLink.deleteMany()).rejects.toThrow();
    await expect(
      rig.prisma.clientLink.update({ where: { id: again }, data: { reason: 'Another.' } }),
    ).rejects.toThrow();
    await expect(
      rig.prisma.clientLink.update({ where: { id: linkId }, data: { unlinkReason: 'Another.' } }),
    ).rejects.toThrow();
  });

  it('are two, and both of the agency', async () => {
    const one = await file();
    const [theirs] = await rig.prisma.client.findMany({ where: { agencyId: rig.otherAgency.agencyId } });
    for (const other of [one.clientId, randomUUID(), ...(theirs ? [theirs.id] : [])])
      expectProblem(await link(one.clientId, other), 'invalid-field', [{ pointer: '/with' }]);
    expectProblem(await link(randomUUID(), one.clientId), 'not-found');
    expectProblem(await unlink(one.clientId, randomUUID()), 'not-found');
    const foreign = request(rig.app).post(`/api/v1/clients/${one.clientId}/links`);
    const body = { with: (await file()).clientId, reason };
    expectProblem(
      await foreign.auth(rig.otherAgency.tokens.supervisor, { type: 'bearer' }).send(body),
      'not-found',
    );
  });
});

describe('more than two files', () => {
  it('are one person through any of them; each link parts where it joined, and a circle is never made', async () => {
    const [a, b, c, d] = await Promise.all([file(), file(), file(), file()]);
    const ab = await linked(a.clientId, b.clientId);
    await linked(c.clientId, d.clientId);
    const bc = await linked(b.clientId, c.clientId);
    const all = [a, b, c, d].map(({ clientId }) => clientId).toSorted();
    for (const { clientId } of [a, b, c, d])
      expect(await filesOf(clientId)).toEqual(all.filter((id) => id !== clientId));
    expectProblem(await link(a.clientId, d.clientId), 'linked-already');
    expectProblem(await link(b.clientId, a.clientId), 'linked-already');
    expect((await linksOf(a.clientId)).links).toHaveLength(3);
    // A link is parted where one of its two is.
    expectProblem(await unlink(d.clientId, ab), 'not-found');
    await unlink(b.clientId, bc).expect(200);
    expect(await filesOf(a.clientId)).toEqual([b.clientId]);
    expect(await filesOf(d.clientId)).toEqual([c.clientId]);
    await linked(d.clientId, a.clientId);
    expect(await filesOf(b.clientId)).toHaveLength(3);
  });

  it('at once: one link of two, whoever says it and whichever way round; no circle of three; parted once', async () => {
    const [a, b, c] = await Promise.all([file(), file(), file()]);
    const twice = await Promise.all([
      link(a.clientId, b.clientId),
      link(b.clientId, a.clientId, 'director'),
      link(a.clientId, b.clientId, 'director'),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const circle = await Promise.all([
      link(b.clientId, c.clientId),
      link(c.clientId, a.clientId, 'director'),
    ]);
    expect(circle.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const taken = twice.filter(({ status }) => status === 201);
    const [{ linkId }] = taken.map(({ body }) => body as Link) as [Link];
    const parted = await Promise.all([unlink(a.clientId, linkId), unlink(b.clientId, linkId, 'director')]);
    expect(parted.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('a search', () => {
  const search = async (login: Login, q: string) =>
    (await rig.post(login, '/search', { q }).expect(200)).body as Found;

  it('has one entry for both to who has one of them, by whichever name; for others each is by itself', async () => {
    const name = { givenName: 'Thessaly', familyName: 'Brightwater' };
    const one = await file('coordinator', name);
    const other = await file('coordinator3', { ...name, familyName: 'Vandersloot' });
    await linked(one.clientId, other.clientId);
    for (const q of ['Thessaly', 'Brightwater', 'Vandersloot', other.reference]) {
      const { own, others } = await search('coordinator', q);
      expect([own.length, others], q).toEqual([1, []]);
      expect(own[0], q).toMatchObject({ clientId: one.clientId, linked: [{ clientId: other.clientId }] });
      expect((await search('supervisor', q)).own, q).toHaveLength(1);
    }
    // Whoever has neither learns of no link, and is on record as ever.
    const shown = await rig.prisma.clientShown.count();
    const { own, others } = await search('coordinator2', 'Thessaly');
    expect([own, others.map(({ clientId }) => clientId).toSorted()]).toEqual([
      [],
      [one.clientId, other.clientId].toSorted(),
    ]);
    expect(JSON.stringify(others)).not.toContain('linked');
    expect(await rig.prisma.clientShown.count()).toBe(shown + 1);
  });

  it('and a referral that looks like them asks once, and is told once that it is somebody else', async () => {
    const name = { givenName: 'Ignatius', familyName: 'Okonkwo-Reyes' };
    const [one, other] = [await file(undefined, name), await file(undefined, name)];
    await linked(one.clientId, other.clientId);
    const client = { reference: 'L-new', ...name };
    const referral = { level: 'rsc-i', emergency: false };
    const reply = await rig.post('supervisor', '/enrollments', { client, referral });
    expectProblem(reply, 'looks-alike');
    const { candidates } = JSON.parse(reply.text) as { candidates: Found };
    expect(candidates.own).toHaveLength(1);
    const named = { ...client, differentFrom: [candidates.own[0]?.clientId] };
    const { body } = await rig.post('supervisor', '/enrollments', { client: named, referral }).expect(201);
    const { enrollmentId } = body as { enrollmentId: string };
    expect(await rig.prisma.clientSameness.count({ where: { enrollmentId, answers: { none: {} } } })).toBe(0);
  });
});

describe('the question whether two are one', () => {
  type Question = { id: string; answers: { verdict: string }[] };
  const urgent = { emergency: true, needs: ['housing'] };
  /** An emergency that looks like somebody on record, and the questions that it left. */
  async function alike(client: object) {
    const enrollmentId = await rig.enroll({
      client: { ...client, reference: `L-${(cases += 1)}` },
      referral: urgent,
    });
    const { clientId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    const where = { enrollmentId };
    const questions = await rig.prisma.clientSameness.findMany({ where });
    return {
      clientId,
      questionWith: (id: string) => questions.find(({ otherId }) => otherId === id)?.id ?? '',
    };
  }
  const answer = (login: Login, id: string, verdict: string) =>
    rig.post(login, `/sameness/${id}/answers`, { verdict, reason });
  const newest = async (id: string) =>
    (await rig.prisma.clientSamenessAnswer.findMany({ where: { samenessId: id } }))
      .toSorted((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime())
      .map(({ verdict }) => verdict)[0];

  it('answered with yes links the files, with no parts them: one mechanism, whichever door', async () => {
    const name = { givenName: 'Calliope', familyName: 'Wintergreen' };
    const known = await file('coordinator', name);
    const { clientId, questionWith } = await alike(name);
    const question = questionWith(known.clientId);
    await answer('supervisor', question, 'same').expect(200);
    expect(await filesOf(known.clientId, 'coordinator')).toEqual([clientId]);
    expectProblem(await answer('intake', question, 'different'), 'same-by-lead');
    const { body } = await answer('supervisor', question, 'same').expect(200);
    expect((body as Question).answers).toHaveLength(2);
    await answer('director', question, 'different').expect(200);
    expect(await filesOf(known.clientId)).toEqual([]);

    // And the other way round: what a lead links or parts is answered.
    rig.clock.set(monday + hour + minute);
    const linkId = await linked(clientId, known.clientId);
    expect(await newest(question)).toBe('same');
    await unlink(clientId, linkId).expect(200);
    expect(await newest(question)).toBe('different');
  });

  it('is answered for all files that a link brings together; who is held together by others is parted there', async () => {
    const name = { givenName: 'Lysander', familyName: 'Pemberton' };
    const [one, other] = [await file('coordinator', name), await file('coordinator3', name)];
    await linked(one.clientId, other.clientId);
    // To intake the two are strangers, and so by themselves: it is asked of each.
    const { clientId, questionWith } = await alike(name);
    const [first, second] = [questionWith(one.clientId), questionWith(other.clientId)];
    expect([first, second]).not.toContain('');
    await answer('supervisor', first, 'same').expect(200);
    expect(await newest(second)).toBe('same');
    expect(await filesOf(clientId)).toHaveLength(2);
    // The new file was linked with the first alone.
    expectProblem(await answer('supervisor', second, 'different'), 'linked-through-others');
    await answer('supervisor', first, 'different').expect(200);
    expect([await newest(first), await newest(second)]).toEqual(['different', 'different']);
    expect(await filesOf(clientId)).toEqual([]);
    expect(await filesOf(one.clientId)).toEqual([other.clientId]);
  });
});

describe('a file', () => {
  it('whose only referral was never meant may be linked, shows that it was, and says nothing of the person', async () => {
    const one = await file('coordinator');
    const other = await file('coordinator3');
    const why = { reason: 'The wrong person was picked from the list.' };
    await rig.command('supervisor', other.enrollmentId, 'enterInError', why).expect(200);
    await linked(one.clientId, other.clientId);
    const [seen] = (await linksOf(one.clientId, 'coordinator')).files;
    expect(seen?.enrollments).toMatchObject([
      { open: false, enteredInErrorAt: expect.any(String), reported: [], crises: [], safetyPlan: null },
    ]);
  });

  it('that is linked is never named anew by a referral, though nobody is enrolled in it', async () => {
    rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
    const reference = `L-${(cases += 1)}`;
    const referral = { level: 'rsc-i', emergency: false };
    const told = { reference, givenName: 'Evander', familyName: 'Lindqvist' };
    const waiting = await rig.refer({ client: told, referral });
    expect(waiting.status).toBe(202);
    rig.gateway.outage = null;
    const { id } = await rig.prisma.client.findFirstOrThrow({ where: { reference } });
    await linked(id, (await file()).clientId);
    // The referral is refused in the end.
    await rig.prisma.client.update({ where: { id }, data: { madeFor: null } });
    const stranger = { reference, givenName: 'Devon', familyName: 'Achterberg' };
    expectProblem(await rig.post('intake', '/enrollments', { client: stranger, referral }), 'person-differs');
    expect(await rig.prisma.client.findUnique({ where: { id } })).toMatchObject(told);
  });

  it('repeats what was done under its key, and nobody else is told of it', async () => {
    const [a, b] = [await file(), await file()];
    const key = { 'Idempotency-Key': 'link-1' };
    const first = await link(a.clientId, b.clientId, 'supervisor', key).expect(201);
    const { linkId } = first.body as Link;
    await unlink(a.clientId, linkId, 'supervisor', key).expect(200);
    const again = await link(a.clientId, b.clientId, 'supervisor', key).expect(201);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect(await filesOf(a.clientId)).toEqual([]);
  });
});
