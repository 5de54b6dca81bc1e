import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { attachmentReply, attachmentsReply } from '../../src/features/attachments/api/schemas.ts';
import { checkAll } from '../../src/features/attachments/postgres/check-all.ts';
import { createScanStore } from '../../src/features/attachments/postgres/scans.ts';
import { giveUpUnfinished, resealKeys } from '../../src/features/attachments/postgres/upkeep.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { subjectUrl, wordsFor } from '../../src/kit/delivery/message.ts';
import type { Delivery } from '../../src/kit/delivery/delivery.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { filesOfKinds, unfitFiles } from '../support/files-of-kinds.ts';
import { sound } from '../support/staff-files.ts';

let rig: ApiRig;
let secret = '';
let files: string;
beforeAll(async () => {
  rig = await createApiRig({
    with(deps) {
      ({ secret } = deps);
      return deps;
    },
    scans: true,
  });
  const id = rig.agency.staffIds.coordinator;
  files = `/staff/${id}/attachments`;
  // Whatever their file had before: what is tried is at items that it surely has.
  await record(id, 'background-check');
  await rig.post('director', `/staff/${id}/file/acts/mandate`, mandate).expect(200);
});
afterAll(() => rig?.close());

const mandate = { kind: 'training', title: 'Safe visits', dueOn: '2037-03-20' };
const record = (id: string, kind: keyof typeof sound, login: Login = 'director') =>
  rig
    .post(login, `/staff/${id}/file/acts/record-item`, { kind, evidence: 'folder 12', ...sound[kind] })
    .expect(200);
const pdf = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);
const octets = { 'Content-Type': 'application/octet-stream' };
const told = ({ body }: Response) => asSent(attachmentReply, body);
const begin = (login: Login, body: object = {}, at = files) =>
  rig.post(login, at, { about: 'item.1', fileName: 'bgcheck.pdf', bytes: pdf.length, ...body });
const send = (login: Login, id: string, bytes: Buffer, at = files) =>
  rig.post(login, `${at}/${id}/parts/0`, bytes, octets);
/** Whole, and the scanner has found nothing. */
async function attach(login: Login, body: object = {}, at = files): Promise<string> {
  const { attachmentId } = told(await begin(login, body, at).expect(201));
  expect(told(await send(login, attachmentId, pdf, at).expect(200)).state).toBe('scanning');
  await createScanStore(rig.prisma, createFileSeal(secret)).answered(attachmentId, 'clean', rig.clock.now());
  return attachmentId;
}
const list = async (login: Login, at = files) =>
  asSent(attachmentsReply, (await rig.get(login, at).expect(200)).body).items;
const open = (login: Login, id: string, at = files) => rig.get(login, `${at}/${id}/content`);
const strike = (login: Login, id: string, at = files) =>
  rig.post(login, `${at}/${id}/strike`, { reason: 'Of somebody else.' });

it('is kept at an entry of the file, under its hash, with who and when, and comes back byte for byte', async () => {
  const id = await attach('supervisor');
  const [one] = (await list('director')).filter(({ attachmentId }) => attachmentId === id);
  expect(one).toMatchObject({
    ...{ about: 'item.1', what: 'other', fileName: 'bgcheck.pdf', state: 'kept' },
    by: { staffId: rig.agency.staffIds.supervisor },
    kept: { mediaType: 'application/pdf', sha256: createHash('sha256').update(pdf).digest('hex') },
  });
  const { body, headers } = await open('director', id).buffer().expect(200);
  expect(Buffer.from(body as Buffer)).toEqual(pdf);
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  const [part] = await rig.prisma.attachmentPart.findMany({ where: { attachmentId: id } });
  expect(Buffer.from(part?.sealed ?? []).includes(pdf)).toBe(false);
  await attach('supervisor', { about: 'mandate.1' });
});

it('is read by who reads the file, and attached by who records in it: nobody else, and nobody in their own', async () => {
  const id = await attach('supervisor');
  // The one whose file it is reads it, and puts nothing there.
  await open('coordinator', id).expect(200);
  expect((await list('coordinator')).map(({ attachmentId }) => attachmentId)).toContain(id);
  expectProblem(await begin('coordinator'), 'forbidden');
  expectProblem(await strike('coordinator', id), 'forbidden');
  // To all others it is not there; with a client's rights alone, too.
  for (const login of ['coordinator2', 'intake', 'payer', 'quality', 'privacy', 'ops'] as const) {
    expectProblem(await rig.get(login, files), 'not-found');
    expectProblem(await open(login, id), 'not-found');
    expectProblem(await begin(login), 'forbidden');
    expectProblem(await send(login, id, pdf), 'forbidden');
    expectProblem(await strike(login, id), 'forbidden');
  }
  // It is under no enrollment, and nothing of an enrollment is here.
  const client = await rig.enroll();
  await rig.assign(client);
  const charts = `/enrollments/${client}/attachments`;
  for (const login of ['coordinator', 'supervisor'] as const) {
    expectProblem(await open(login, id, charts), 'not-found');
    expectProblem(await open(login, id, `/staff/${client}/attachments`), 'not-found');
  }
  expectProblem(
    await open('director', id, `/staff/${rig.agency.staffIds.coordinator2}/attachments`),
    'not-found',
  );
  expectProblem(await strike('supervisor', id, charts), 'not-found');

  // A lead has a file as well, and vouches for nothing in it.
  const own = `/staff/${rig.agency.staffIds.supervisor}/attachments`;
  const begun = await rig.post('director', `/staff/${rig.agency.staffIds.supervisor}/file/acts/begin`, {
    hiredOn: '2036-01-05',
  });
  expect([200, 409]).toContain(begun.status);
  await rig
    .post('director', `/staff/${rig.agency.staffIds.supervisor}/file/acts/mandate`, mandate)
    .expect(200);
  const theirs = await attach('director', { about: 'mandate.1' }, own);
  await open('supervisor', theirs, own).expect(200);
  for (const refused of [
    await begin('supervisor', { about: 'mandate.1' }, own),
    await send('supervisor', theirs, pdf, own),
    await strike('supervisor', theirs, own),
  ])
    expectProblem(refused, 'verified-by-oneself');
});

it('belongs to an entry that is there, and is of a kind that is kept', async () => {
  for (const about of ['item.99', 'mandate.2'])
    expectProblem(await begin('supervisor', { about }), 'unknown-entry');
  for (const about of ['item.0', 'item', 'notice.1', randomUUID()])
    expectProblem(await begin('supervisor', { about }), 'invalid-field');
  const bytes = unfitFiles['an archive'] ?? Buffer.alloc(0);
  const { attachmentId } = told(await begin('supervisor', { bytes: bytes.length }).expect(201));
  expectProblem(await send('supervisor', attachmentId, bytes), 'attachment-kind-unfit');
  expect(await rig.prisma.attachment.count({ where: { id: attachmentId } })).toBe(0);
});

it('[ST-1] closes nothing that the policy asks: an item counts once somebody vouches for it, and a file beside it is a copy', async () => {
  const { staffIds } = rig.agency;
  const person = async () =>
    (await rig.get('director', `/staff/${staffIds.coordinator}`).expect(200)).body as object;
  const before = await person();
  const id = await attach('supervisor');
  expect({ ...(await person()), asOf: null }).toEqual({ ...before, asOf: null });
  // And without evidence nothing is verified, whatever is attached.
  const bare = { kind: 'resume', ...sound.resume };
  expectProblem(
    await rig.post('director', `/staff/${staffIds.coordinator}/file/acts/record-item`, bare),
    'evidence-missing',
  );
  await strike('supervisor', id).expect(200);
  expect({ ...(await person()), asOf: null }).toEqual({ ...before, asOf: null });
});

it('is struck out with a reason, stays, and is opened by a lead alone', async () => {
  const id = await attach('supervisor');
  expect(told(await strike('supervisor', id).expect(200)).struck).toMatchObject({
    reason: 'Of somebody else.',
  });
  expectProblem(await strike('director', id), 'attachment-struck');
  expectProblem(await open('coordinator', id), 'attachment-struck');
  const seen = (await list('coordinator')).find(({ attachmentId }) => attachmentId === id);
  expect(seen).toMatchObject({ state: 'struck', fileName: null });
  await open('director', id).expect(200);
  await expect(rig.prisma.$executeRaw`DELETE FROM attachment WHERE id = ${id}::uuid`).rejects.toThrow(
    'never changed',
  );
});

it('is opened by nobody before it is scanned, nor where something was found; the privacy officer hears of it', async () => {
  const { attachmentId: id } = told(await begin('supervisor').expect(201));
  await send('supervisor', id, pdf).expect(200);
  expectProblem(await open('director', id), 'attachment-unscanned');
  const store = createScanStore(rig.prisma, createFileSeal(secret));
  expect((await store.unscanned(100)).map((one) => one.id)).toContain(id);
  await store.answered(id, 'found', rig.clock.now());
  await store.answered(id, 'found', rig.clock.now());
  expectProblem(await open('director', id), 'attachment-infected');
  const aboutStaffId = rig.agency.staffIds.coordinator;
  const toldOf = async (login: Login) =>
    ((await rig.get(login, '/inbox').expect(200)).body as { items: { kind: string }[] }).items.filter(
      ({ kind }) => kind === 'file-infected',
    );
  expect(await toldOf('privacy')).toMatchObject([
    { enrollmentId: null, aboutStaffId, link: null, client: null },
  ]);
  expect(await toldOf('director')).toMatchObject([{ link: `/people/${aboutStaffId}` }]);
  const [delivery] = await rig.prisma.delivery.findMany({
    where: { notification: { kind: 'file-infected' } },
    include: { notification: true },
  });
  // As it is sent: of a member of staff, and no word of a client.
  const sent = delivery as unknown as Delivery;
  const { text } = wordsFor(sent, { title: null, due: null, dueLocal: null }, 'https://x.example');
  expect(text).toMatch(/in a file of a member of staff/);
  expect(text).not.toMatch(/client|bgcheck/);
  expect(subjectUrl('https://x.example', sent)).toBe(`https://x.example/api/v1${files}`);
});

it('what keeps files of clients keeps these: given up after a day, under a new key, opened by doctor', async () => {
  const kept = await attach('supervisor');
  const left = told(await begin('supervisor', { bytes: 2_000_000 }).expect(201)).attachmentId;
  await giveUpUnfinished(rig.prisma, rig.clock.now() + day + 1);
  expect(await rig.prisma.attachment.count({ where: { id: { in: [kept, left] } } })).toBe(1);
  const newer = createFileSeal(secret, [randomBytes(32).toString('base64')]);
  const all = await rig.prisma.attachment.count({ where: { keptAt: { not: null } } });
  expect(await checkAll(rig.prisma, newer)).toEqual({ files: all, broken: [], keyless: [], older: all });
  await resealKeys(rig.prisma, newer);
  expect(await checkAll(rig.prisma, newer)).toEqual({ files: all, broken: [], keyless: [], older: 0 });
});

it('has one owner', async () => {
  const columns =
    'id, agency_id, enrollment_id, about_staff_id, about, what, file_name, bytes, command_id, fingerprint, actor, begun_at, key_id, sealed_key';
  const put = (enrollment: string | null, staff: string | null, about: string | null) =>
    rig.prisma.$executeRawUnsafe(
      `INSERT INTO attachment (${columns}) VALUES ($1::uuid, $1::uuid, $2::uuid, $3::uuid, $4, 'other', 'n', 1, $1, 'f', '{}', now(), 'k', '')`,
      ...[randomUUID(), enrollment, staff, about],
    );
  const [a, b] = [randomUUID(), randomUUID()];
  for (const [enrollment, staff, about] of [
    [a, b, 'item.1'],
    [null, null, 'item.1'],
    [null, b, null],
  ] as const)
    await expect(put(enrollment, staff, about)).rejects.toThrow('attachment_has_one_owner');
});

it('goes out of reach with whoever has left, and stays on record', async () => {
  const person = { name: 'Imre Castellanos', email: 'imre.leaves@demo.example.org', role: 'intake' };
  const hired = await rig.post('director', '/staff', { ...person, hiredOn: '2037-03-01' }).expect(201);
  const { documentId: id } = hired.body as { documentId: string };
  const at = `/staff/${id}/attachments`;
  await rig
    .post('director', `/staff/${id}/file/acts/mandate`, {
      kind: 'training',
      title: 'Start',
      dueOn: '2037-03-20',
    })
    .expect(200);
  const file = await attach('director', { about: 'mandate.1' }, at);
  await rig
    .post('director', `/staff/${id}/leaving`, { lastDay: '2037-03-02', reason: 'Moved away.' })
    .expect(200);
  // As the staff file itself is.
  expectProblem(await rig.get('director', `/staff/${id}/file`), 'not-found');
  expectProblem(await rig.get('director', at), 'not-found');
  expectProblem(await open('director', file, at), 'not-found');
  expect(await rig.prisma.attachment.count({ where: { id: file, aboutStaffId: id } })).toBe(1);
});
