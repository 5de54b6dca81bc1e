import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentReply } from '../../src/kit/http/documents/schemas.ts';
import { hintsOfNote, hintsReply, noteContent } from '../../src/features/notes/api/schemas.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
let contact = '';
const reply = documentReply('Note', noteContent, hintsOfNote);
const text = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{ facts: 'She says she is no addict.', quotes: ['I am no addict.'] },
  ...{ resolution: 'Goal two goes on.', nextSteps: 'Visit on Monday.' },
};
const begin = (body: object, headers = {}) =>
  rig.post('coordinator', `/enrollments/${id}/notes`, body, headers);
const act = (login: 'coordinator' | 'supervisor', note: string, name: string, body = {}) =>
  rig.post(login, `/enrollments/${id}/notes/${note}/acts/${name}`, body);

beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  await rig.assign(id);
  const met = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  const { body } = await rig.command('coordinator', id, 'logContact', met).expect(200);
  contact = String(body.steps[0].stepId);
});
afterAll(() => rig?.close());

it('[DO-1] a note is drafted with hints, signed by its author, and added to by the team', async () => {
  const drafted = await begin({ text, about: contact }).expect(201);
  const draft = asSent(reply, drafted.body);
  expect(draft).toMatchObject({ state: 'draft', hints: [{ field: 'facts', found: 'addict' }] });
  expect(draft.content).toMatchObject({ about: contact, happenedAt: '2037-03-02T15:00:00.000Z' });
  const note = draft.documentId;
  expectProblem(await act('supervisor', note, 'sign'), 'not-your-note');
  rig.clock.set(monday + hour);
  const signed = asSent(reply, (await act('coordinator', note, 'sign').expect(200)).body);
  expect(signed).toMatchObject({ state: 'signed', hints: [] });
  expectProblem(await act('coordinator', note, 'write', { text }), 'note-signed');
  const added = await act('supervisor', note, 'add', { text: 'Read with her.' }).expect(200);
  expect(asSent(reply, added.body).content).toMatchObject({
    signed: { late: false },
    addenda: [{ by: { staffId: rig.agency.staffIds.supervisor }, text: 'Read with her.' }],
  });
  expectProblem(await rig.get('intake', `/enrollments/${id}/notes/${note}`), 'forbidden');
  expect(rig.logs.join('')).not.toContain('Her room');
});

it('[DO-2] notes are written with Temporal away, also of steps that still wait', async () => {
  rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
  const met = { with: 'client', mode: 'phone', outcome: 'reached' };
  const waiting = await rig.command('coordinator', id, 'logContact', met).expect(202);
  const about = String(waiting.body.commandId);
  const { body } = await begin({ text, about }).expect(201);
  await act('coordinator', String(body.documentId), 'sign').expect(200);
  expectProblem(await begin({ text, about: 'nothing-of-this' }), 'unknown-step');
  rig.gateway.outage = null;
});

it('[DO-2] two people at once: one wins, the other is told', async () => {
  const { body } = await begin({ text, happenedAt: '2037-03-02T15:30:00Z' }).expect(201);
  const address = `/enrollments/${id}/notes/${body.documentId}/acts/write`;
  const put = (facts: string) =>
    rig.post('coordinator', address, { text: { ...text, facts } }, { 'If-Match': '"1"' });
  const both = await Promise.all([put('One.'), put('Two.')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
});

it('hints are given for any text, and nothing of it is kept', async () => {
  const before = await rig.written();
  const { body } = await rig.post('coordinator', '/language-hints', { text: 'An alcoholic.' }).expect(200);
  expect(asSent(hintsReply, body).items).toMatchObject([{ from: 3, to: 12, found: 'alcoholic' }]);
  expect(await rig.written()).toEqual(before);
  rig.clock.set(monday + day);
});

it('a draft, and what was told in confidence, is for its author and those who supervise them', async () => {
  const ids = async (login: 'coordinator' | 'coordinator3' | 'supervisor') =>
    (
      (await rig.get(login, `/enrollments/${id}/notes`).expect(200)).body as {
        items: { documentId: string }[];
      }
    ).items.map(({ documentId }) => documentId);
  const opened = await begin({ text, happenedAt: '2037-03-02T15:10:00Z' }).expect(201);
  const kept = await begin({ text, happenedAt: '2037-03-02T15:20:00Z', confidential: true }).expect(201);
  const [note, secret] = [opened, kept].map(({ body }) => (body as { documentId: string }).documentId);
  for (const one of [note, secret]) {
    expect(await ids('coordinator3')).not.toContain(one);
    for (const path of [`/notes/${one}`, `/notes/${one}/revisions`])
      expectProblem(await rig.get('coordinator3', `/enrollments/${id}${path}`), 'not-found');
    expect(await ids('supervisor')).toContain(one);
    expect(await ids('coordinator')).toContain(one);
    await act('coordinator', one ?? '', 'sign').expect(200);
  }
  // Signed, the one is the chart's; the other stays what it was.
  expect(await ids('coordinator3')).toContain(note);
  expect(await ids('coordinator3')).not.toContain(secret);
  expectProblem(
    await rig.post('coordinator3', `/enrollments/${id}/notes/${secret}/acts/add`, { text: 'Read.' }),
    'not-your-note',
  );
  await act('supervisor', secret ?? '', 'add', { text: 'Talked it over.' }).expect(200);
});

it('is of a day between the referral and now; one that is on record from before that is still shown and signed', async () => {
  const before = await rig.written();
  for (const [happenedAt, code] of [
    ['1926-03-02T15:00:00Z', 'occurred-before-referral'],
    ['0001-01-01T00:00:00Z', 'occurred-before-referral'],
    ['2037-03-01T00:00:00Z', 'occurred-before-referral'],
    ['2037-04-02T15:00:00Z', 'occurred-in-future'],
    ['9999-12-31T23:59:59Z', 'occurred-in-future'],
  ] as const)
    expectProblem(await begin({ text, happenedAt }), code, [{ pointer: '/happenedAt' }]);
  expect(await rig.written()).toEqual(before);

  const { body } = await begin({ text, happenedAt: '2037-03-02T15:40:00Z' }).expect(201);
  const note = (body as { documentId: string }).documentId;
  await rig.prisma
    .$executeRaw`UPDATE document SET content = jsonb_set(content, '{happenedAt}', '-1382000000000') WHERE id = ${note}::uuid`;
  const papers = await rig.get('coordinator', '/worklists/mine/paperwork').expect(200);
  expect(papers.text).toContain(note);
  const signed = await act('coordinator', note, 'sign').expect(200);
  expect(asSent(reply, signed.body)).toMatchObject({ content: { signed: { due: null, late: false } } });
});

it('a signed note in the wrong file is struck out: out of the chart, on record with who and why, and written anew', async () => {
  id = await rig.enroll();
  await rig.assign(id);
  const other = await rig.enroll({ client: { givenName: 'Perdita', familyName: 'Vane' } });
  const met = { with: 'client', mode: 'phone', outcome: 'reached' };
  const step = await rig.command('coordinator', id, 'logContact', met).expect(200);
  const about = String(step.body.steps[0].stepId);
  const papers = async () =>
    (await rig.get('coordinator', '/worklists/mine/paperwork').expect(200)).body.items.filter(
      (one: { about: string | null }) => one.about === about,
    ).length;
  const note = String((await begin({ text, about }).expect(201)).body.documentId);
  const reason = 'This is about Ms. Vane.';
  expectProblem(await act('coordinator', note, 'strike', { reason }), 'document-not-final');
  await act('coordinator', note, 'sign').expect(200);
  expect(await papers()).toBe(0);
  expectProblem(await begin({ text, about, replaces: note }), 'unknown-note');

  const path = `/enrollments/${id}/notes/${note}`;
  expectProblem(await rig.post('coordinator2', `${path}/acts/strike`, { reason }), 'not-your-document');
  expectProblem(await act('supervisor', note, 'strike', { reason: '.' }), 'invalid-field');
  const struck = asSent(reply, (await act('supervisor', note, 'strike', { reason }).expect(200)).body);
  expect(struck).toMatchObject({ state: 'struck', updatedBy: { staffId: rig.agency.staffIds.supervisor } });
  expect(await papers(), 'its contact is to be noted again').toBe(1);
  for (const [login, sees] of [
    ['coordinator2', false],
    ['coordinator', true],
    ['supervisor', true],
  ] as const) {
    expect((await rig.get(login, path)).status).toBe(sees ? 200 : 404);
    expect((await rig.get(login, `${path}/revisions`)).status).toBe(sees ? 200 : 404);
    const { items } = (await rig.get(login, `/enrollments/${id}/notes?limit=100`).expect(200)).body;
    expect(items.some((one: { documentId: string }) => one.documentId === note)).toBe(sees);
    const file = await rig.get(login, `/enrollments/${id}/file`).expect(200);
    expect(file.text).not.toContain(note);
  }
  const { items: revisions } = (await rig.get('supervisor', `${path}/revisions`).expect(200)).body;
  expect(revisions.at(-1)).toMatchObject({ act: 'strike', reason, content: { text } });
  for (const name of ['strike', 'add'])
    expectProblem(
      await act('supervisor', note, name, name === 'add' ? { text: 'x' } : { reason }),
      'document-struck',
    );

  const there = (login: 'coordinator' | 'coordinator2') =>
    rig.post(login, `/enrollments/${other}/notes`, { text, replaces: note });
  expectProblem(await there('coordinator2'), 'unknown-note');
  const anew = asSent(reply, (await there('coordinator').expect(201)).body);
  expect(anew.content).toMatchObject({ replaces: note });
  expect(JSON.stringify(anew)).not.toContain(id);
  expectProblem(await rig.get('coordinator', `/enrollments/${other}/notes/${note}`), 'not-found');
});

it('[DO-1] a draft is kept before its steps are sent, documents all of the visit, and is signed once they are there', async () => {
  id = await rig.enroll();
  await rig.assign(id);
  const happenedAt = new Date(rig.clock.now()).toISOString();
  const follows = { text, about: 'visit.1', besides: ['visit.2'], stepFollows: true };
  expectProblem(await begin(follows), 'invalid-field', [{ pointer: '/happenedAt' }]);
  expectProblem(await begin({ text, stepFollows: true, happenedAt }), 'invalid-field', [
    { pointer: '/about' },
  ]);
  expectProblem(await begin({ ...follows, happenedAt: '2037-03-01T00:00:00Z' }), 'occurred-before-referral');
  const { body } = await begin({ ...follows, happenedAt }).expect(201);
  expect(asSent(reply, body).content).toMatchObject({ about: 'visit.1', besides: ['visit.2'], happenedAt });
  const note = String(body.documentId);
  const papers = async () =>
    (await rig.get('coordinator', '/worklists/mine/paperwork').expect(200)).body.items.filter(
      ({ enrollmentId }: { enrollmentId: string }) => enrollmentId === id,
    );
  expect(await papers()).toMatchObject([{ what: 'draft', draft: note }]);
  expectProblem(await act('coordinator', note, 'sign'), 'unknown-step');

  const commands = ['contact', 'meeting'].map((one) =>
    one === 'contact'
      ? { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' }
      : {
          ...{ type: 'recordService', kind: 'housing', minutes: 30, billable: false },
        },
  );
  await rig
    .post('coordinator', `/enrollments/${id}/commands`, { commands }, { 'Idempotency-Key': 'visit' })
    .expect(200);
  expect(await papers()).toMatchObject([
    { about: 'visit.1', draft: note },
    { about: 'visit.2', draft: note },
  ]);
  await act('coordinator', note, 'sign').expect(200);
  expect(await papers()).toEqual([]);
  const file = await rig.get('coordinator', `/enrollments/${id}/file`).expect(200);
  const notes = file.body.sections.find(({ section }: { section: string }) => section === 'case-notes');
  expect(notes.missing).toEqual([]);
  expectProblem(await begin({ text, about: 'visit.1', besides: ['visit.9'] }), 'unknown-step', [
    { pointer: '/besides/0' },
  ]);
});
