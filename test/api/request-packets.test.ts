import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packetReply } from '../../src/features/authorizations/api/packet-replies.ts';
import { accountingReply } from '../../src/features/disclosures/api/schemas.ts';
import { mayEndRelease } from '../../src/features/releases/state.ts';
import { endOf } from '../support/referrals.ts';
import { checkAccounting } from '../../src/features/disclosures/postgres/check-accounting.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { readPdf } from '../support/read-pdf.ts';
import { clientRecord } from '../support/client-record.ts';

let rig: ApiRig;
let put: ReturnType<typeof clientRecord>;
let id = '';
let other = '';
let release = '';
const sent = { sccp: '', criteria: '', index: '' };
let about = '';
beforeAll(async () => {
  rig = await createApiRig();
  put = clientRecord(rig);
  rig.clock.set(monday + hour);
  id = await rig.enroll();
  other = await rig.enroll();
  await rig.assign(id);
  await rig.assign(other);
  release = await put.letPayer(id);
  sent.sccp = await put.plan(id);
  sent.criteria = await put.file(id, 'placement-criteria');
  sent.index = await put.scoring(id, 2);
  about = await ask(id, sent);
});
afterAll(() => rig?.close());

const more = { initial: true, units: 8, through: '2037-06-01', justification: 'Two visits a week.' };
const ask = (of: string, { sccp, criteria, index }: typeof sent) =>
  put.step(of, 'requestExtension', {
    ...more,
    enclosed: [
      { document: 'sccp', id: sccp },
      { document: 'placement-criteria', id: criteria },
      { document: 'acuity-index', id: index },
    ],
  });
const at = (enrollmentId: string, request: string) => `/enrollments/${enrollmentId}/requests/${request}`;
const papers = (of: string, request: string) => `/enrollments/${of}/papers/request-packet?of=${request}`;
const packet = async (login: 'payer' | 'supervisor' = 'payer') =>
  asSent(packetReply, (await rig.get(login, at(id, about)).expect(200)).body);
const openings = async () => {
  const { body } = await rig.get('coordinator', `/enrollments/${id}/disclosures`).expect(200);
  return asSent(accountingReply, body).items.filter(({ way }) => way === 'request-read');
};
const opened = (login: 'payer' | 'supervisor' | 'coordinator', enclosure: string, of = id) =>
  rig.get(login, `${at(of, about)}/enclosures/${enclosure}`).buffer();

describe('what a request gives the payer to read', () => {
  it('[AU-2] is what went with it, as it was then, whatever has been written since', async () => {
    await put.plan(id);
    await put.scoring(id, 3);
    const { request, enclosures } = await packet();
    expect(request).toMatchObject({
      ...{ stepId: about, state: 'requested', asked: { units: 8 }, unitsUsed: 0, decisions: [] },
      ...{ details: { justification: more.justification }, client: { reference: expect.any(String) } },
    });
    expect(request.client).not.toHaveProperty('familyName');
    expect(enclosures.map((one) => one.id)).toEqual([sent.sccp, sent.criteria, sent.index]);
    const [plan, criteria, index] = enclosures;
    expect(plan?.plan).toMatchObject({
      state: 'complete',
      content: { sections: { needs: [{ id: 'n1' }, {}] } },
    });
    expect(criteria?.file).toMatchObject({ attachmentId: sent.criteria, mediaType: 'application/pdf' });
    // Two points for each item, in the words of the form.
    expect(new Set(index?.index?.answers.map(({ points }) => points))).toEqual(new Set([2]));
    expect(index?.index?.answers.every(({ asks, means }) => asks !== '' && means !== null)).toBe(true);
  });

  it('[RF-3] goes with the notice of 42 CFR 2.32 and with what the consent lets be read, on the page and on each paper', async () => {
    const { letBy } = await packet();
    expect(letBy).toMatchObject({
      ...{ release, purpose: 'authorization', until: '2037-12-31' },
      notice: expect.stringContaining('42 CFR 2.64 or 2.65'),
    });
    expect((await packet('supervisor')).letBy).toBeNull();
    for (const address of [`${at(id, about)}/paper`, `${at(id, about)}/enclosures/${sent.sccp}`]) {
      const { body } = await rig.get('payer', address).expect(200);
      const { letters } = await readPdf(body as Buffer);
      for (const words of ['42CFR2.64or2.65', '12/31/2037', 'OpenedbyNoorBassett'])
        expect(letters).toContain(words);
      const own = await rig.get('supervisor', address).expect(200);
      expect((await readPdf(own.body as Buffer)).letters).not.toContain('2.64');
    }
  });

  it('[AU-2] each opening is in the accounting of disclosures, with the version and its hash; those of leads are none', async () => {
    const before = (await openings()).length;
    await packet('supervisor');
    await opened('supervisor', sent.criteria).expect(200);
    expect(await openings()).toHaveLength(before);
    rig.clock.set(monday + hour + minute);
    await opened('payer', sent.criteria).expect(200);
    rig.clock.set(monday + hour + 2 * minute);
    const paper = await opened('payer', sent.sccp).expect(200);
    expect(paper.headers['content-type']).toContain('application/pdf');
    rig.clock.set(monday + hour + 3 * minute);
    await packet();
    const [whole, plan, criteria] = await openings();
    expect(await openings()).toHaveLength(before + 3);
    const { hash } = await rig.prisma.document.findUniqueOrThrow({ where: { id: sent.sccp } });
    expect(plan).toMatchObject({
      ...{ to: { kind: 'payer' }, by: { role: 'payer' }, allowedBy: { type: 'release', release } },
      items: [
        { what: 'request', id: about },
        { what: 'sccp', id: sent.sccp, hash },
      ],
    });
    expect(criteria?.items).toHaveLength(2);
    expect(whole?.items).toHaveLength(4);
  });

  it('[AU-2] is printed with an index, the plan at the revision that went with it, the answers and the files by name and hash', async () => {
    const before = (await openings()).length;
    const ours = await rig.get('coordinator', papers(id, about)).expect(200);
    const read = await readPdf(ours.body as Buffer);
    const [cover] = read.pages;
    expect({ title: read.title, marked: read.marked }).toEqual({
      ...{ title: 'Service Request Packet', marked: true },
    });
    for (const role of ['H1', 'H2', 'H3', 'H4', 'TOC', 'TOCI', 'Reference'])
      expect(read.roles, role).toContain(role);
    const plan = await rig.prisma.documentRevision.findFirstOrThrow({
      where: { documentId: sent.sccp },
      orderBy: { revision: 'desc' },
    });
    const file = await rig.prisma.attachment.findUniqueOrThrow({ where: { id: sent.criteria } });
    const whole = read.pages.map(({ text }) => text).join(' ');
    const { familyName } = await rig.prisma.client.findFirstOrThrow({
      where: { enrollments: { some: { id } } },
    });
    for (const words of [
      ...[more.justification, 'Patient placement criteria: scan.pdf', 'Acuity Index', familyName ?? ''],
      ...[`revision ${plan.revision}`, plan.hash.slice(0, 16), (file.sha256 ?? '').slice(0, 16)],
      ...[sent.sccp, sent.criteria, sent.index, about],
    ])
      expect(cover?.text, words).toContain(words);
    expect(whole).toContain('None on record.');
    // Each part begins on the page that the index names.
    const pageOf = (heading: string) => read.pages.findIndex(({ pieces }) => pieces[0]?.text === heading) + 1;
    const numbers = cover?.pieces.filter(({ x }) => x > 500).map(({ text }) => text) ?? [];
    for (const heading of ['Single Coordinated Care Plan (SCCP)', 'Acuity Index']) {
      expect(pageOf(heading)).toBeGreaterThan(1);
      expect(numbers).toContain(String(pageOf(heading)));
    }
    expect(await openings()).toHaveLength(before);
  });

  it('[AU-2] the payer prints the same without a name, with the notice of the law; that is an opening, and a row of who printed', async () => {
    const before = (await openings()).length;
    rig.clock.set(monday + hour + 4 * minute);
    const { text } = await rig.get('payer', `${at(id, about)}/paper?format=html`).expect(200);
    const { givenName, familyName, birthDate, reference } = await rig.prisma.client.findFirstOrThrow({
      where: { enrollments: { some: { id } } },
    });
    for (const known of [givenName, familyName, birthDate]) expect(text).not.toContain(known ?? '<script');
    for (const words of [reference, more.justification, '42 CFR 2.64', 'href="#part-1"', 'id="part-3"'])
      expect(text).toContain(words);
    // A file is in the index and is read at its own address.
    expect(text).not.toContain('id="part-2"');
    const lines = await openings();
    expect(lines).toHaveLength(before + 1);
    expect(lines[0]?.items).toHaveLength(4);
    const last = await rig.prisma.paperPrinted.findFirst({ orderBy: { at: 'desc' } });
    expect(last).toMatchObject({ paper: 'request-packet', of: about, enrollmentId: id });
    expect(last?.actor).toMatchObject({ role: 'payer' });
    expectProblem(await rig.get('coordinator', `${at(id, about)}/paper`), 'forbidden');
    expectProblem(await rig.get('payer', `${at(id, 'no-such-request')}/paper`), 'not-found');
    expectProblem(await rig.get('payer', `${at(other, about)}/paper`), 'not-found');
    expectProblem(await rig.get('coordinator', papers(other, about)), 'nothing-to-print');
    expectProblem(await rig.get('payer', papers(id, about)), 'forbidden');
  });

  it('[AU-3] is nothing else: no document and no file that no request named, on no way', async () => {
    const others = { plan: await put.plan(other), file: await put.file(other, 'placement-criteria') };
    const { agencyId } = rig.agency;
    const documents = await rig.prisma.document.findMany({
      where: { agencyId, enrollmentId: { not: null } },
    });
    const files = await rig.prisma.attachment.findMany({ where: { agencyId } });
    const given: string[] = Object.values(sent);
    const kept = [...documents, ...files].filter((one) => !given.includes(one.id));
    expect(kept.map((one) => one.id)).toEqual(expect.arrayContaining(Object.values(others)));
    const before = (await openings()).length;
    for (const one of kept) {
      expectProblem(await opened('payer', one.id), 'not-found');
      // A request of one client opens nothing at another.
      expectProblem(await opened('payer', one.id, other), 'not-found');
    }
    for (const one of files)
      for (const of of [id, other]) {
        const { status } = await rig.get('payer', `/enrollments/${of}/attachments/${one.id}/content`);
        expect([403, 404]).toContain(status);
      }
    for (const one of documents)
      for (const below of [`plans/${one.id}`, `notes/${one.id}`, 'plans', 'team', 'papers', 'file']) {
        const { status } = await rig.get('payer', `/enrollments/${one.enrollmentId ?? ''}/${below}`);
        expect([403, 404]).toContain(status);
      }
    expect(await openings()).toHaveLength(before);
  });

  it('is for the payer and who leads; and of a request that is there', async () => {
    expectProblem(await rig.get('coordinator', at(id, about)), 'forbidden');
    expectProblem(await opened('coordinator', sent.criteria), 'forbidden');
    expectProblem(await rig.get('payer', at(id, 'no-such-request')), 'not-found');
    expectProblem(await rig.get('payer', at(other, about)), 'not-found');
  });

  it('is withheld, with a word why, once it was struck out', async () => {
    rig.clock.set(monday + 2 * hour);
    await rig
      .post('coordinator', `/enrollments/${id}/attachments/${sent.criteria}/strike`, {
        reason: 'Wrong file.',
      })
      .expect(200);
    const { enclosures } = await packet();
    expect(enclosures[1]).toMatchObject({ id: sent.criteria, withheld: 'struck-out', file: null });
    // What was not shown was not told.
    const [newest] = (await openings()).filter(({ items }) => items.length > 2);
    expect(newest?.items.map((one) => one.id)).toEqual([about, sent.sccp, sent.index]);
    const paper = await rig.get('coordinator', `${papers(id, about)}&format=html`).expect(200);
    expect(paper.text).toContain('struck out since, and not to be used');
    expect(paper.text).not.toContain('scan.pdf');
    for (const login of ['payer', 'supervisor'] as const)
      expectProblem(await opened(login, sent.criteria), 'attachment-struck');
  });

  it.each(mayEndRelease)('waits while a %s waits for Temporal that may end the consent', async (type) => {
    const before = await openings();
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    await rig.command('coordinator', id, type, endOf(type, release)).expect(202);
    expectProblem(await rig.get('payer', at(id, about)), 'consent-over');
    expectProblem(await opened('payer', sent.sccp), 'consent-over');
    rig.gateway.outage = null;
    await rig.prisma.pendingStep.deleteMany({ where: { enrollmentId: id } });
    expect(await openings()).toEqual(before);
  });

  it('ends with the consent: what was taken back is not opened again', async () => {
    rig.clock.set(monday + day);
    await rig.command('coordinator', id, 'revokeRelease', { about: release }).expect(200);
    rig.clock.set(monday + day + hour);
    const before = await openings();
    expectProblem(await rig.get('payer', at(id, about)), 'consent-over');
    expectProblem(await opened('payer', sent.sccp), 'consent-over');
    const printed = await rig.prisma.paperPrinted.count();
    expectProblem(await rig.get('payer', `${at(id, about)}/paper`), 'consent-over');
    expect(await rig.prisma.paperPrinted.count()).toBe(printed);
    expect(await openings()).toEqual(before);
    await packet('supervisor');
    // That it waits, and until when, the payer sees all the same.
    const { body } = await rig.get('payer', '/requests').expect(200);
    expect(JSON.stringify(body)).toContain(about);
  });
});

it('[RF-3] all that left has its row in the accounting, and each row let something leave', async () => {
  const { rows, missing, stray } = await checkAccounting(rig.prisma);
  expect({ missing, stray }).toEqual({ missing: [], stray: [] });
  expect(rows).toBeGreaterThan(3);
});
