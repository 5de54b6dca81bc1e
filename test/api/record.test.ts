import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientFileReply, paperworkReply } from '../../src/features/notes/api/replies.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
let contact = '';
const text = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{ facts: 'She kept both.', resolution: 'Goal two goes on.', nextSteps: 'Visit on Monday.' },
};
const paperwork = async () =>
  asSent(paperworkReply, (await rig.get('coordinator', '/worklists/mine/paperwork').expect(200)).body);
const file = async () => {
  const { body } = await rig.get('coordinator', `/enrollments/${id}/file`).expect(200);
  return asSent(clientFileReply, body).sections;
};

beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  await rig.assign(id);
  const met = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  const { body } = await rig.command('coordinator', id, 'logContact', met).expect(200);
  contact = String(body.steps[0].stepId);
  await rig.command('coordinator', id, 'logContact', { ...met, outcome: 'attempted' }).expect(200);
});
afterAll(() => rig?.close());

it('[DO-3] the file reads in its order and names what is missing', async () => {
  const empty = await file();
  expect(empty.map(({ section }) => section)).toEqual([
    ...['fact-sheet', 'assessment', 'releases', 'service-plan', 'referrals', 'case-notes', 'updates'],
  ]);
  expect(empty.every(({ missing }) => missing.length > 0)).toBe(true);
  expect(empty[5]?.missing).toContain('signed notes about 1 of the contacts and services');
  await rig.command('coordinator', id, 'scoreAcuity', { score: 40 }).expect(200);
  const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
  await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways }).expect(200);
  const [facts, assessment] = await file();
  expect([facts?.missing, assessment?.missing]).toEqual([[], []]);
  expectProblem(await rig.get('intake', `/enrollments/${id}/file`), 'forbidden');
});

it('[DO-2] paperwork lists what lacks its note until the note is signed', async () => {
  expect((await paperwork()).items).toMatchObject([
    { what: 'logContact', about: contact, draft: null, due: '2037-03-03T23:00:00.000Z', overdue: false },
  ]);
  const begun = await rig
    .post('coordinator', `/enrollments/${id}/notes`, { text, about: contact })
    .expect(201);
  const draft = String(begun.body.documentId);
  rig.clock.set(monday + 2 * day);
  expect((await paperwork()).items).toMatchObject([{ about: contact, draft, overdue: true }]);
  await rig.post('coordinator', `/enrollments/${id}/notes/${draft}/acts/sign`, {}).expect(200);
  expect((await paperwork()).items).toEqual([]);
  const notes = (await file())[5];
  expect(notes).toMatchObject({ items: [{ documentId: draft, state: 'signed' }], missing: [] });
});
