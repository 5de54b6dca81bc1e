import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Response } from 'supertest';
import { printingsReply } from '../../src/features/papers/api/printings-route.ts';
import { paperList } from '../../src/features/papers/api/schemas.ts';
import { beginPlan, signedPlan } from '../support/api-plans.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { release, wholeSections } from '../support/plans.ts';
import { readPdf } from '../support/read-pdf.ts';

let rig: ApiRig;
let id = '';
let full = '';
let draft = '';
const client = { reference: 'P-1', givenName: 'Łukasz', familyName: '<Nguyễn>', birthDate: '1990-04-09' };

beforeAll(async () => {
  rig = await createApiRig();
  rig.clock.set(monday);
  id = await rig.enroll({ client });
  await rig.assign(id);
  full = await signedPlan(rig, id, { version: 'full' });
  await rig.post('coordinator', `/enrollments/${id}/plans/${full}/acts/complete`, {}).expect(200);
  rig.clock.set(monday + hour);
  draft = await beginPlan(rig, id, {
    ...{ version: 'transition', from: full },
    sections: { transition: release, strengths: [{ id: 's1', text: 'Sings "loudly".' }] },
  });
});
afterAll(() => rig?.close());

const paperOf = (name: string, query = '', login: 'coordinator' | 'supervisor' | 'intake' = 'coordinator') =>
  rig.get(login, `/enrollments/${id}/papers/${name}${query}`);
const binary = (reply: Response) => reply.body as Buffer;
const printedRows = () => rig.prisma.paperPrinted.findMany({ orderBy: { at: 'asc' } });

describe('a paper from the record', () => {
  it('is a PDF under the letterhead of the agency, with who printed it, and leaves its row', async () => {
    rig.clock.set(monday + day);
    const reply = await paperOf('care-plan').expect(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      // Whose it is, a list of files does not tell.
      'content-disposition': 'inline; filename="care-plan.pdf"',
    });
    const { pages, language, marked } = await readPdf(binary(reply));
    expect({ language, marked }).toEqual({ language: 'en-US', marked: true });
    const text = pages[0]?.text ?? '';
    const agency = await rig.prisma.agency.findUniqueOrThrow({ where: { id: rig.agency.agencyId } });
    for (const words of [
      ...[agency.name, 'Single Coordinated Care Plan (SCCP)', 'Łukasz <Nguyễn>', 'P-1', '04/09/1990'],
      ...['Theo Marchetti', 'Full plan', `Page 1 of ${pages.length}`],
    ])
      expect(text.normalize()).toContain(words);
    // By the clocks of the agency.
    expect(text).toContain('Printed by Theo Marchetti on 03/03/2037 09:00');
    const { hash, revision } = await rig.prisma.document.findUniqueOrThrow({ where: { id: full } });
    expect(text).toContain(hash.slice(0, 16));
    expect(await printedRows()).toMatchObject([
      {
        ...{ staffId: rig.agency.staffIds.coordinator, agencyId: rig.agency.agencyId, enrollmentId: id },
        ...{ paper: 'care-plan', format: 'pdf', of: full, revision, hash, aboutStaffId: null },
        at: new Date(monday + day),
      },
    ]);
    const [row] = await printedRows();
    await expect(rig.prisma.paperPrinted.delete({ where: { id: row?.id ?? '' } })).rejects.toThrow();
  });

  it('is a page as well: what people wrote is no markup, and its browser runs nothing', async () => {
    const { text, headers } = await paperOf('care-plan', `?format=html&of=${draft}`).expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(text).toContain('Łukasz &#60;Nguyễn&#62;');
    expect(text).toContain('Sings &#34;loudly&#34;.');
    expect(text).not.toMatch(/<script|style=|onload|<Nguyễn/);
    expect(text).toContain('Draft: this plan is not complete.');
  });

  it('without a document named is of the newest plan that is complete; each paper has its own', async () => {
    const textOf = async (name: string, query = '') =>
      (await paperOf(name, `?format=html${query}`).expect(200)).text;
    expect(await textOf('care-plan')).toContain('Full plan, revision');
    expect(await textOf('safety-plan')).toContain('<h2>Crisis contacts</h2>');
    expect(await textOf('safety-card')).toContain('<body class="card">');
    // Of the release only the draft knows.
    const transition = await textOf('transition-plan');
    expect(transition).toContain('Racine Correctional');
    expect(transition).toContain('To be ready before the release');
    const bytes = binary(await paperOf('safety-card').expect(200));
    expect((await readPdf(bytes)).letters).toContain('Warmline,4145550199');
  });

  it('the list says what there is, and who printed each last', async () => {
    const { body } = await rig.get('supervisor', `/enrollments/${id}/papers`).expect(200);
    const { items } = asSent(paperList, body);
    expect(items.map(({ paper, of, state }) => [paper, of, state])).toEqual([
      ...['care-plan', 'safety-plan', 'safety-card', 'transition-plan'].map((one) => [one, draft, 'draft']),
      ...['care-plan', 'safety-plan', 'safety-card'].map((one) => [one, full, 'complete']),
    ]);
    expect(items.find(({ paper, of }) => paper === 'safety-plan' && of === full)?.printed).toMatchObject({
      ...{ by: { name: 'Theo Marchetti' }, format: 'html', at: '2037-03-03T15:00:00.000Z' },
    });
    expect(items.find(({ paper, of }) => paper === 'safety-plan' && of === draft)?.printed).toBeNull();
  });

  it('is for who may read what it is made of; what is not on record makes no empty paper, and no row', async () => {
    const before = (await printedRows()).length;
    expectProblem(await paperOf('care-plan', '', 'intake'), 'forbidden');
    expectProblem(await paperOf('discharge-summary'), 'nothing-to-print');
    expectProblem(await paperOf('referral-form'), 'nothing-to-print');
    expectProblem(await paperOf('care-plan', `?of=${randomUUID()}`), 'nothing-to-print');
    expectProblem(await paperOf('transition-plan', `?of=${full}`), 'nothing-to-print');
    expectProblem(await paperOf('payslip'), 'not-found');
    expectProblem(await paperOf('care-plan', '?format=doc'), 'invalid-parameter');
    const bare = await rig.enroll();
    await rig.assign(bare);
    for (const name of ['care-plan', 'safety-plan', 'safety-card', 'transition-plan'])
      expectProblem(await rig.get('coordinator', `/enrollments/${bare}/papers/${name}`), 'nothing-to-print');
    expect((await rig.get('coordinator', `/enrollments/${bare}/papers`).expect(200)).body).toEqual({
      items: [],
    });
    expect(await printedRows()).toHaveLength(before);
  });

  it('is in Spanish where the client takes it home: titles and codes, not what people wrote; others are refused by name', async () => {
    const { text } = await paperOf('care-plan', '?format=html&language=es').expect(200);
    expect(text).toContain('<html lang="es-US">');
    for (const words of [
      'Plan de atención (SCCP)',
      'Vivienda',
      'I want a door I can lock.',
      'Impreso por Theo',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/Not on record|Target date|Housing</);
    const { language, title, letters } = await readPdf(
      binary(await paperOf('safety-card', '?language=es').expect(200)),
    );
    expect({ language, title }).toEqual({ language: 'es-US', title: 'Plan de seguridad y crisis' });
    expect(letters).toContain('Warmline,4145550199');
    const release = await paperOf('release-form', '?format=html&language=es&of=template').expect(200);
    expect(release.text).toContain('Usted puede retirarla');
    const before = (await printedRows()).length;
    for (const name of ['client-file', 'discharge-summary', 'referral-form', 'request-packet'])
      expectProblem(await paperOf(name, '?language=es'), 'paper-in-english');
    expectProblem(await paperOf('care-plan', '?language=fr'), 'invalid-parameter');
    expect(await printedRows()).toHaveLength(before);
  });

  it('has below the name of the agency where it is and how it is called, once that is on record', async () => {
    const head = async () => {
      const { text } = await paperOf('care-plan', '?format=html').expect(200);
      return /<header>([^]*?)<\/header>/.exec(text)?.[1] ?? '';
    };
    const where = { id: rig.agency.agencyId };
    const { name } = await rig.prisma.agency.findUniqueOrThrow({ where });
    expect(await head()).toBe(`<p class="agency">${name}</p>`);
    const letterhead = '2600 N Lake Drive\nMilwaukee, WI 53211\n(414) 555-0100';
    await rig.prisma.agency.update({ where, data: { letterhead } });
    expect(await head()).toContain(letterhead);
    const read = await readPdf(binary(await paperOf('care-plan').expect(200)));
    const [first, ...lines] = read.pages[0]?.pieces.map(({ text }) => text) ?? [];
    expect([first, ...lines.slice(0, 3)]).toEqual([name, ...letterhead.split('\n')]);
    for (const words of ['', ' \n ', 'x'.repeat(401)])
      await expect(rig.prisma.agency.update({ where, data: { letterhead: words } })).rejects.toThrow();
    await rig.prisma.agency.update({ where, data: { letterhead: null } });
    expect(await head()).toBe(`<p class="agency">${name}</p>`);
  });

  it('each time that it was printed is there for who answers for it, the newest first, and for nobody else', async () => {
    await paperOf('safety-plan').expect(200);
    const { body } = await rig.get('supervisor', `/enrollments/${id}/printings`).expect(200);
    const { items, more } = asSent(printingsReply, body);
    const rows = await rig.prisma.paperPrinted.findMany({ where: { enrollmentId: id } });
    expect(items).toHaveLength(rows.length);
    expect(more).toBe(false);
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const { hash, revision } = await rig.prisma.document.findUniqueOrThrow({ where: { id: full } });
    expect(items).toContainEqual({
      ...{ paper: 'safety-plan', of: full, format: 'pdf', hash, revision },
      ...{
        at: new Date(rig.clock.now()).toISOString(),
        by: expect.objectContaining({ name: 'Theo Marchetti' }),
      },
    });
    expectProblem(await rig.get('coordinator', `/enrollments/${id}/printings`), 'forbidden');
    expectProblem(await rig.get('director', `/enrollments/${randomUUID()}/printings`), 'not-found');
    // Whose client it is not, has to say why first.
    const glass = { reason: 'A client asks who has seen their plan.' };
    expect((await rig.get('privacy', `/enrollments/${id}/printings`)).status).not.toBe(200);
    const broken = await rig.post('privacy', `/enrollments/${id}/break-glass`, glass);
    if (broken.status < 300) await rig.get('privacy', `/enrollments/${id}/printings`).expect(200);
  });

  it('is not handed out where the row cannot be written', async () => {
    await rig.prisma.$executeRawUnsafe('ALTER TABLE paper_printed RENAME TO paper_gone');
    const { status } = await paperOf('care-plan');
    await rig.prisma.$executeRawUnsafe('ALTER TABLE paper_gone RENAME TO paper_printed');
    expect(status).toBe(500);
  });

  it('[PL-3] of a plan that was struck out there is none', async () => {
    const wrong = await signedPlan(rig, id, { version: 'full', sections: wholeSections() });
    const at = `/enrollments/${id}/plans/${wrong}`;
    await rig.post('coordinator', `${at}/acts/complete`, {}).expect(200);
    await paperOf('care-plan', `?of=${wrong}`).expect(200);
    const reason = 'Written in the wrong file.';
    await rig.post('coordinator', `${at}/acts/strike`, { reason }).expect(200);
    expectProblem(await paperOf('care-plan', `?of=${wrong}`), 'nothing-to-print');
  });
});

describe('the discharge summary', () => {
  it('[OU-4] says how the client left, once they have', async () => {
    const leaving = { reason: 'deceased', note: 'His sister told us.' };
    const { body } = await rig.command('supervisor', id, 'discharge', leaving).expect(200);
    const { text } = await paperOf('discharge-summary', '?format=html').expect(200);
    for (const words of ['His sister told us.', 'Deceased', 'Ruth Okonjo', 'I want a door I can lock.'])
      expect(text).toContain(words);
    const of = (body as { steps: { stepId: string }[] }).steps[0]?.stepId;
    const { items } = asSent(paperList, (await rig.get('coordinator', `/enrollments/${id}/papers`)).body);
    expect(items.at(-1)).toMatchObject({ paper: 'discharge-summary', of, state: 'discharged' });
  });
});

describe('a case review', () => {
  it('[SU-1] is printed by those who see it, and by nobody else', async () => {
    const { staffIds } = rig.agency;
    const path = `/staff/${staffIds.coordinator}`;
    const named = { supervisorId: staffIds.supervisor };
    await rig.post('supervisor', `${path}/supervision/acts/name-supervisor`, named).expect(200);
    const plan = { plannedOn: '2037-03-19', format: 'in-person' };
    const { body } = await rig.post('supervisor', `${path}/case-reviews`, plan).expect(201);
    const review = `${path}/case-reviews/${String(body.documentId)}`;
    await rig.post('supervisor', `${review}/acts/prepare`, {}).expect(200);
    const items = [{ what: 'Visits.', decided: 'Weekly again.' }];
    await rig.post('supervisor', `${review}/acts/hold`, { format: 'phone', items }).expect(200);
    await rig.post('supervisor', `${review}/acts/sign`, {}).expect(200);
    const { text } = await rig.get('coordinator', `${review}/paper?format=html`).expect(200);
    for (const words of [
      'Case Review',
      'Theo Marchetti',
      'Ruth Okonjo',
      'Weekly again.',
      'Coordinator, signature',
    ])
      expect(text).toContain(words);
    expect((await rig.get('director', `${review}/paper`).expect(200)).headers['content-type']).toBe(
      'application/pdf',
    );
    for (const login of ['coordinator3', 'intake', 'quality'] as const)
      expectProblem(await rig.get(login, `${review}/paper`), 'not-found');
    expect((await printedRows()).at(-1)).toMatchObject({
      paper: 'case-review',
      aboutStaffId: staffIds.coordinator,
      enrollmentId: null,
    });
  });
});
