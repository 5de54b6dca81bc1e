import { createHash, randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(() => rig.clock.set(monday));

type Body = Record<string, unknown> & { documentId: string };
const pathOf = (login: Login) => `/staff/${rig.agency.staffIds[login]}`;
const name = (of: Login, supervisor: Login, by: Login = 'supervisor') =>
  rig.post(by, `${pathOf(of)}/supervision/acts/name-supervisor`, {
    supervisorId: rig.agency.staffIds[supervisor],
  });
const supervise = (by: Login, act: string, body: object, of: Login = 'coordinator') =>
  rig.post(by, `${pathOf(of)}/supervision/acts/${act}`, body);
const plan = (by: Login = 'supervisor', of: Login = 'coordinator', headers = {}) =>
  rig.post(by, `${pathOf(of)}/case-reviews`, { plannedOn: '2037-03-30', format: 'virtual' }, headers);
const review = (by: Login, id: string, act: string, body: object = {}, of: Login = 'coordinator') =>
  rig.post(by, `${pathOf(of)}/case-reviews/${id}/acts/${act}`, body);
const agendaLines = async (by: Login = 'supervisor') => {
  const { body } = await rig.get(by, `${pathOf('coordinator')}/agenda`).expect(200);
  return body as { lines: { section: string; enrollmentId: string; why: string }[]; clients: object[] };
};

/** Another supervisor of the agency, by the token. */
async function anotherSupervisor() {
  const id = randomUUID();
  const { agencyId } = rig.agency;
  const hash = createHash('sha256').update(id).digest('hex');
  await rig.prisma.staff.create({
    data: { id, agencyId, name: 'Second Lead', email: `${id}@x.example`, role: 'supervisor' },
  });
  await rig.prisma.accessToken.create({
    data: { hash, staffId: id, expiresAt: new Date(monday + 90 * day) },
  });
  const bearer = `Bearer ${id}`;
  return {
    id,
    get: (path: string) => request(rig.app).get(`/api/v1${path}`).set('Authorization', bearer),
    post: (path: string, body: object) =>
      request(rig.app).post(`/api/v1${path}`).set('Authorization', bearer).send(body),
  };
}

describe("a supervisor's month", () => {
  it('[SU-1] goes from the plan over the agenda to both signatures, and leaves points to the next agenda', async () => {
    const enrollmentId = await rig.enroll();
    await rig.assign(enrollmentId);
    expectProblem(await plan(), 'no-supervisor-named');
    await name('coordinator', 'supervisor').expect(200);
    const planned = (await plan('supervisor', 'coordinator', { 'Idempotency-Key': 'march' }).expect(201))
      .body as Body;
    const again = await plan('supervisor', 'coordinator', { 'Idempotency-Key': 'march' }).expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const id = planned.documentId;
    expect(planned).toMatchObject({ state: 'planned', content: { agenda: null, plannedOn: '2037-03-30' } });
    expectProblem(
      await review('supervisor', id, 'hold', { format: 'virtual', items: [] }),
      'review-not-prepared',
    );

    rig.clock.set(monday + 28 * day);
    const { lines, clients } = await agendaLines();
    expect(clients).toMatchObject([{ enrollmentId, familyName: 'Brandywine' }]);
    expect(new Set(lines.map((line) => line.enrollmentId))).toEqual(new Set([enrollmentId]));
    expect(lines.map(({ section }) => section)).toEqual(expect.arrayContaining(['overdue', 'not-contacted']));
    const mine = await review('coordinator', id, 'prepare', {
      brought: ['case-notes'],
      remarks: 'The housing.',
    });
    expect(mine.body).toMatchObject({
      state: 'prepared',
      content: { agenda: { asOf: '2037-03-30T15:00:00.000Z', caseload: [enrollmentId] } },
    });
    expect((mine.body as { content: { agenda: { lines: object[] } } }).content.agenda.lines).toEqual(lines);
    expectProblem(await review('coordinator', id, 'prepare', { brought: ['flowers'] }), 'not-asked-for', [
      { pointer: '/brought/0' },
    ]);

    rig.clock.set(monday + 28 * day + hour);
    expectProblem(await review('supervisor', id, 'sign'), 'review-not-held');
    const items = [{ enrollmentId, what: 'Housing', decided: 'Ask the landlord again.' }];
    const points = [{ enrollmentId, what: 'Call the landlord', who: 'coordinator', dueOn: '2037-04-06' }];
    const held = { format: 'phone', items, points };
    const future = new Date(monday + 29 * day).toISOString();
    expectProblem(
      await review('supervisor', id, 'hold', { ...held, occurredAt: future }),
      'occurred-in-future',
    );
    expectProblem(
      await review('supervisor', id, 'hold', {
        ...held,
        items: [{ ...items[0], enrollmentId: randomUUID() }],
      }),
      'not-in-caseload',
      [{ pointer: '/items/0/enrollmentId' }],
    );
    expectProblem(
      await review('supervisor', id, 'hold', { ...held, points: [{ ...points[0], dueOn: '2037-03-29' }] }),
      'day-passed',
      [{ pointer: '/points/0/dueOn' }],
    );
    await review('supervisor', id, 'hold', held).expect(200);
    expectProblem(await review('coordinator', id, 'sign'), 'supervisor-signs-first');
    expectProblem(await review('director', id, 'sign'), 'not-your-signature');
    await review('supervisor', id, 'sign').expect(200);
    const signed = await review('coordinator', id, 'sign').expect(200);
    expect(signed.body).toMatchObject({
      state: 'signed',
      content: { signed: { supervisor: { late: false }, coordinator: { late: false } } },
    });
    expectProblem(await review('supervisor', id, 'hold', held), 'review-signed');
    await review('coordinator', id, 'add', { text: 'The landlord was away.' }).expect(200);

    // The next agenda carries the point, until somebody closes it.
    rig.clock.set(monday + 40 * day);
    const carried = async () =>
      (await agendaLines()).lines.filter(({ section }) => section === 'open-points');
    expect(await carried()).toMatchObject([{ enrollmentId, about: `${id}/1`, duty: 'SU-1' }]);
    await review('coordinator', id, 'close-point', { point: 1, outcome: 'Called.' }).expect(200);
    expect(await carried()).toEqual([]);
    expectProblem(await review('coordinator', id, 'close-point', { point: 1, outcome: 'x' }), 'entry-closed');

    // The prepared agenda has stayed as it was, and every act is a revision.
    const kept = await rig.get('coordinator', `${pathOf('coordinator')}/case-reviews/${id}`).expect(200);
    expect(kept.body.content.agenda.lines).toEqual(lines);
    const { body } = await rig
      .get('director', `${pathOf('coordinator')}/case-reviews/${id}/revisions`)
      .expect(200);
    expect((body.items as { act: string }[]).map(({ act }) => act)).toEqual([
      ...['plan', 'prepare', 'hold', 'sign', 'sign', 'add', 'close-point'],
    ]);
    const own = await rig.get('coordinator', pathOf('coordinator')).expect(200);
    expect((own.body.duties as { duty: string }[]).filter(({ duty }) => duty === 'SU-1')).toMatchObject([
      { state: 'met', metOn: '2037-03-30' },
      { state: 'open', due: '2037-05-01T04:59:59.999Z' },
    ]);
  });

  it('[SU-1] a late signature says so, a cancelled review is done with, and a list holds only theirs', async () => {
    await name('coordinator2', 'supervisor').expect(200);
    const first = ((await plan('supervisor', 'coordinator2').expect(201)).body as Body).documentId;
    const other = ((await plan('supervisor', 'coordinator2').expect(201)).body as Body).documentId;
    await review('supervisor', other, 'cancel', { reason: 'Twice.' }, 'coordinator2').expect(200);
    expectProblem(await review('supervisor', other, 'prepare', {}, 'coordinator2'), 'review-cancelled');
    await review('supervisor', first, 'prepare', {}, 'coordinator2').expect(200);
    await review('supervisor', first, 'hold', { format: 'phone', items: [] }, 'coordinator2').expect(200);
    rig.clock.set(monday + 8 * day);
    const { body } = await review('supervisor', first, 'sign', {}, 'coordinator2').expect(200);
    expect(body.content.signed.supervisor).toMatchObject({ late: true, due: '2037-03-09T22:00:00.000Z' });
    const list = await rig.get('coordinator2', `${pathOf('coordinator2')}/case-reviews`).expect(200);
    expect((list.body.items as Body[]).map(({ documentId }) => documentId).toSorted()).toEqual(
      [first, other].toSorted(),
    );
    // One person's review is not found under another's name.
    expectProblem(await rig.get('director', `${pathOf('coordinator3')}/case-reviews/${first}`), 'not-found');
    expectProblem(await review('director', first, 'cancel', { reason: 'x' }, 'coordinator3'), 'not-found');
  });
});

describe('supervision', () => {
  it('[SU-2] keeps goals, check-ins, trainings and mentors; the check-in starts the next fortnight', async () => {
    const of = 'coordinator3';
    await name(of, 'supervisor').expect(200);
    const act = (one: string, body: object, by: Login = 'supervisor') => supervise(by, one, body, of);
    await act('set-goal', { term: 'short', what: 'Write on the day.', targetOn: '2037-04-30' }).expect(200);
    await act('set-goal', { term: 'long', what: 'Train others.', targetOn: '2038-04-30' }).expect(200);
    expectProblem(await act('set-goal', { term: 'short', what: 'x', targetOn: '2037-03-01' }), 'day-passed');
    expectProblem(
      await act('set-goal', { term: 'short', what: 'x', targetOn: '2037-04-01' }, of),
      'forbidden',
    );
    await act('close-goal', { goal: 1, outcome: 'reached' }).expect(200);
    expectProblem(await act('close-goal', { goal: 1, outcome: 'dropped' }), 'entry-closed');
    expectProblem(await act('close-goal', { goal: 9, outcome: 'dropped' }), 'unknown-entry');
    await act('offer-training', { title: 'Motivational interviewing' }).expect(200);
    await act('answer-training', { training: 1, answer: 'attended', note: 'certificate 4' }, of).expect(200);
    await act('pair-mentor', { mentorId: rig.agency.staffIds.coordinator }).expect(200);
    expectProblem(await act('pair-mentor', { mentorId: randomUUID() }), 'unknown-staff');
    const before = await rig.get(of, pathOf(of)).expect(200);
    const due = ({ body }: typeof before) =>
      (body.duties as { kind: string; state: string; due: string }[])
        .filter(({ kind, state }) => kind === 'check-in' && state === 'open')
        .map((duty) => duty.due);
    expect(due(before)).toEqual(['2037-03-17T04:59:59.999Z']);
    rig.clock.set(monday + 4 * day);
    const { body } = await act('check-in', { mode: 'phone', notes: 'All is well.' }).expect(200);
    expect(body.content).toMatchObject({
      goals: [{ closed: { outcome: 'reached' } }, { closed: null }],
      checkIns: [{ at: '2037-03-06T15:00:00.000Z', mode: 'phone' }],
      trainings: [{ answer: { answer: 'attended' } }],
      mentorships: [{ ended: null }],
    });
    expect(due(await rig.get(of, pathOf(of)).expect(200))).toEqual(['2037-03-21T04:59:59.999Z']);
  });

  it('[SU-2] an evaluation is signed, then acknowledged with a comment by whom it is about', async () => {
    const of = 'coordinator';
    await name(of, 'supervisor');
    const begin = { from: '2037-01-01', through: '2037-02-28', text: { strengths: 'Reaches people.' } };
    const { body } = await rig.post('supervisor', `${pathOf(of)}/evaluations`, begin).expect(201);
    const act = (by: Login, one: string, given: object = {}) =>
      rig.post(by, `${pathOf(of)}/evaluations/${(body as Body).documentId}/acts/${one}`, given);
    expectProblem(await act('coordinator', 'acknowledge'), 'evaluation-not-signed');
    expectProblem(await act('supervisor', 'sign'), 'evaluation-incomplete', [
      { pointer: '/text/growth' },
      { pointer: '/text/summary' },
    ]);
    const text = { strengths: 'Reaches people.', growth: 'Notes.', summary: 'Good.' };
    await act('supervisor', 'write', { text }).expect(200);
    expectProblem(await act('director', 'sign'), 'not-your-signature');
    await act('supervisor', 'sign').expect(200);
    expectProblem(await act('supervisor', 'write', { text }), 'evaluation-signed');
    expectProblem(await act('director', 'acknowledge'), 'not-your-signature');
    const done = await act('coordinator', 'acknowledge', { comment: 'Seen.' }).expect(200);
    expect(done.body).toMatchObject({
      state: 'acknowledged',
      content: { acknowledged: { comment: 'Seen.' } },
    });
  });

  it('[SU-2] is seen by the two of them and the director, and by nobody else', async () => {
    const of = 'coordinator';
    await name(of, 'supervisor');
    const second = await anotherSupervisor();
    const before = await rig.written();
    const pages = ['supervision', 'case-reviews', 'evaluations', 'agenda'].map(
      (page) => `${pathOf(of)}/${page}`,
    );
    for (const page of pages) {
      for (const login of ['coordinator', 'supervisor', 'director'] as const)
        expect((await rig.get(login, page)).status).toBe(200);
      for (const login of ['coordinator2', 'intake', 'payer', 'ops'] as const)
        expectProblem(await rig.get(login, page), 'not-found');
      expectProblem(await second.get(page), 'not-found');
      const foreign = await request(rig.app)
        .get(`/api/v1${page}`)
        .set('Authorization', `Bearer ${rig.otherAgency.tokens.director}`);
      expectProblem(foreign, 'not-found');
    }
    expectProblem(
      await second.post(`${pathOf(of)}/case-reviews`, { plannedOn: '2037-03-30', format: 'phone' }),
      'not-found',
    );
    expectProblem(await name(of, 'coordinator2', 'director'), 'not-a-supervisor');
    expectProblem(await name('supervisor', 'supervisor', 'supervisor'), 'supervises-oneself');
    expect(await rig.written()).toEqual(before);
    // Handed over, the other one sees it, and the first no more.
    const handed = await rig.post('supervisor', `${pathOf(of)}/supervision/acts/name-supervisor`, {
      supervisorId: second.id,
    });
    expect(handed.status).toBe(200);
    expect((await second.get(`${pathOf(of)}/supervision`)).status).toBe(200);
    expectProblem(await rig.get('supervisor', `${pathOf(of)}/supervision`), 'not-found');
    await name(of, 'supervisor', 'director').expect(200);
  });
});
