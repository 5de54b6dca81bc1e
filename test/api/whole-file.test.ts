import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { clientRecord } from '../support/client-record.ts';
import { readPdf } from '../support/read-pdf.ts';

let rig: ApiRig;
let id = '';
let file = '';
let plan = '';
const text = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{ facts: 'She called two landlords.', quotes: ['I can do this.'] },
  ...{ resolution: 'Goal two goes on.', nextSteps: 'Visit on Monday.' },
};
const path = (of = id) => `/enrollments/${of}/papers/client-file`;

beforeAll(async () => {
  rig = await createApiRig();
  rig.clock.set(monday + hour);
  const put = clientRecord(rig);
  id = await rig.enroll();
  await rig.assign(id);
  await put.letPayer(id);
  file = await put.file(id, 'placement-criteria');
  plan = await put.plan(id);
  await put.scoring(id, 3);
  const ways = [{ kind: 'phone', value: '414 555 0177', mayLeaveMessage: false }];
  const contact = { ways, bestTimes: 'Evenings.' };
  await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, contact).expect(200);
  const met = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  const { body } = await rig.command('coordinator', id, 'logContact', met).expect(200);
  await note({ about: String(body.steps[0].stepId), text });
  await note({
    happenedAt: '2037-03-02T16:00:00Z',
    confidential: true,
    text: { ...text, facts: 'Told in trust.' },
  });
});
afterAll(() => rig?.close());

async function note(begin: object) {
  const { body } = await rig.post('coordinator', `/enrollments/${id}/notes`, begin).expect(201);
  const at = `/enrollments/${id}/notes/${String(body.documentId)}/acts`;
  await rig.post('coordinator', `${at}/sign`, {}).expect(200);
  await rig.post('supervisor', `${at}/add`, { text: 'Read with her.' }).expect(200);
}

describe('[DO-3] the whole client file on paper', () => {
  it('[DO-3] is in its order behind an index, each section beginning on the page that the index names', async () => {
    const reply = await rig.get('coordinator', path()).expect(200);
    const read = await readPdf(reply.body as Buffer);
    expect({ title: read.title, marked: read.marked }).toEqual({ title: 'Client File', marked: true });
    const titles = [
      ...['1. Fact sheet', '2. Assessment', '3. Releases of information'],
      ...['3. Releases of information: Release of Information', '4. Service plan'],
      ...['4. Service plan: Single Coordinated Care Plan (SCCP)', '5. Referrals', '6. Case notes'],
      ...['7. Updates', 'Files in the record'],
    ];
    const index = read.pages[0]?.pieces ?? [];
    const lines = titles.map((title) => {
      const line = index.find((piece) => piece.text === title);
      return Number(index.find((piece) => piece.y === line?.y && piece.x > 500)?.text);
    });
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    for (const [place, title] of titles.entries())
      expect(read.pages[(lines[place] ?? 0) - 1]?.pieces[0]?.text).toBe(title);
  });

  it('holds what was written once, and says what it lacks', async () => {
    const { text: page } = await rig.get('supervisor', `${path()}?format=html`).expect(200);
    const { hash } = await rig.prisma.document.findUniqueOrThrow({ where: { id: plan } });
    const { sha256 } = await rig.prisma.attachment.findUniqueOrThrow({ where: { id: file } });
    for (const words of [
      ...['414 555 0177', 'Evenings.', 'She called two landlords.', 'Told in trust.', 'scan.pdf'],
      ...[hash.slice(0, 16), (sha256 ?? '').slice(0, 16), 'This section lacks a referral.'],
    ])
      expect(page.split(words).length - 1, words).toBe(words === hash.slice(0, 16) ? 2 : 1);
    expect(page).toContain('Addendum of Ruth Okonjo');
    // In the words of the form, with what was answered.
    expect(page).toContain('Risk of withdrawal');
    expect(page).toContain('I want a door I can lock.');
  });

  it('what was told in confidence is not on the copy of who may not read it', async () => {
    await rig.command('supervisor', id, 'assignCoordinator', {
      coordinatorId: rig.agency.staffIds.coordinator3,
      reason: 'Closer to her.',
    });
    const { text: page } = await rig.get('coordinator3', `${path()}?format=html`).expect(200);
    expect(page).toContain('She called two landlords.');
    expect(page).not.toContain('Told in trust.');
  });

  it('is for who reads the file, of a client that is there, and leaves its row', async () => {
    for (const login of ['intake', 'payer'] as const)
      expectProblem(await rig.get(login, path()), 'forbidden');
    expectProblem(await rig.get('supervisor', path('5d0a7d2c-9df6-4a34-8a43-d1cd5ac1f0f1')), 'not-found');
    expectProblem(await rig.get('supervisor', `${path()}?of=${plan}`), 'nothing-to-print');
    const body = { to: { kind: 'payer', id: null }, purpose: 'authorization' };
    expectProblem(
      await rig.post('supervisor', `${path()}/hand-outs`, {
        ...body,
        allowedBy: { ground: 'law', law: 'audit-evaluation', note: 'They asked.' },
      }),
      'not-for-handing-out',
    );
    const rows = await rig.prisma.paperPrinted.findMany({ where: { paper: 'client-file' } });
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ of: id, enrollmentId: id });
  });
});
