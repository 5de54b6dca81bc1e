import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { mostBytes, partBytes, partsOf } from '../../src/features/attachments/attachment.ts';
import { attachmentReply, attachmentsReply } from '../../src/features/attachments/api/schemas.ts';
import { checkAll } from '../../src/features/attachments/postgres/check-all.ts';
import { giveUpUnfinished, resealKeys } from '../../src/features/attachments/postgres/upkeep.ts';
import { stepTitles } from '../../src/pathway/step-titles.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { filesOfKinds, unfitFiles } from '../support/files-of-kinds.ts';

let rig: ApiRig;
let id: string;
let secret = '';
beforeAll(async () => {
  rig = await createApiRig({
    with(deps) {
      ({ secret } = deps);
      return deps;
    },
  });
  id = await rig.enroll();
  await rig.assign(id);
});
afterAll(() => rig?.close());

const attachments = () => `/enrollments/${id}/attachments`;
type Begun = { what?: string; about?: string; fileName?: string; bytes?: number };
const begin = (login: Login, body: Begun, key: string = randomUUID()) =>
  rig.post(
    login,
    attachments(),
    { what: 'letter', fileName: 'letter.pdf', bytes: 1, ...body },
    { 'Idempotency-Key': key },
  );
const send = (login: Login, attachmentId: string, number: number, bytes: Buffer) =>
  rig.post(login, `${attachments()}/${attachmentId}/parts/${number}`, bytes, {
    'Content-Type': 'application/octet-stream',
  });
const pieces = (bytes: Buffer) =>
  Array.from({ length: partsOf(bytes.length) }, (_, n) => bytes.subarray(n * partBytes, (n + 1) * partBytes));
const content = (login: Login, attachmentId: string) =>
  rig
    .get(login, `${attachments()}/${attachmentId}/content`)
    .buffer()
    .parse((res, done) => {
      const read: Buffer[] = [];
      res.on('data', (chunk: Buffer) => read.push(chunk));
      res.on('end', () => done(null, Buffer.concat(read)));
      res.on('error', (error) => done(error, null));
    });

const refusedTo = async (
  login: Login,
  attachmentId: string,
  code: 'not-found' | 'forbidden' | 'attachment-struck',
) => expectProblem(await rig.get(login, `${attachments()}/${attachmentId}/content`), code);

const told = ({ body }: Response) => asSent(attachmentReply, body);
const list = async (login: Login) =>
  asSent(attachmentsReply, (await rig.get(login, attachments()).expect(200)).body).items;
const stored = async (attachmentId: string) => ({
  files: await rig.prisma.attachment.count({ where: { id: attachmentId } }),
  parts: await rig.prisma.attachmentPart.count({ where: { attachmentId } }),
});

/** The whole of it, from its beginning to the answer to its last part. */
async function attach(login: Login, bytes: Buffer, body: Begun = {}): Promise<Response> {
  const { attachmentId } = told(await begin(login, { bytes: bytes.length, ...body }).expect(201));
  let answer: Response | undefined;
  for (const [number, piece] of pieces(bytes).entries())
    answer = await send(login, attachmentId, number, piece);
  return answer ?? expect.unreachable();
}

describe('a file of a client', () => {
  it.each(Object.entries(filesOfKinds))(
    'is kept where it is %s, and comes back byte for byte',
    async (type, bytes) => {
      // Whatever it is called: its content says what it is.
      const kept = told(await attach('coordinator', bytes, { fileName: 'notes.exe' }));
      expect(kept).toMatchObject({ state: 'kept', arriving: null, kept: { mediaType: type } });
      expect(kept.kept?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const answer = await content('supervisor', kept.attachmentId).expect(200);
      expect(answer.headers).toMatchObject({
        'content-type': expect.stringContaining(type) as string,
        'content-disposition': "attachment; filename*=UTF-8''notes.exe",
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect((answer.body as Buffer).equals(bytes)).toBe(true);
    },
  );

  it.each(Object.entries(unfitFiles))(
    'is refused where it is %s, whatever it is called, and nothing of it stays',
    async (_, bytes) => {
      const { attachmentId } = told(
        await begin('coordinator', { fileName: 'letter.pdf', bytes: bytes.length }),
      );
      expectProblem(await send('coordinator', attachmentId, 0, bytes), 'attachment-kind-unfit');
      expect(await stored(attachmentId)).toEqual({ files: 0, parts: 0 });
      expectProblem(await send('coordinator', attachmentId, 0, bytes), 'not-found');
    },
  );

  it('comes in parts, in any order and again, and goes on where it broke off', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2 * partBytes + 17)]);
    const [first, second, third] = pieces(bytes) as [Buffer, Buffer, Buffer];
    const key = randomUUID();
    const begun = told(await begin('coordinator', { bytes: bytes.length }, key).expect(201));
    const { attachmentId } = begun;
    expect(begun).toMatchObject({ state: 'arriving', kept: null, arriving: { parts: 3, received: [] } });
    await send('coordinator', attachmentId, 2, third).expect(200);
    await send('coordinator', attachmentId, 0, first).expect(200);
    await send('coordinator', attachmentId, 0, first).expect(200);
    // Who lost the answer asks again under the same key, and learns what is there.
    const again = await begin('coordinator', { bytes: bytes.length }, key).expect(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(told(again)).toMatchObject({ attachmentId, arriving: { received: [0, 2] } });
    // Nobody else sees it, or can put anything into it.
    expect((await list('supervisor')).map((one) => one.attachmentId)).not.toContain(attachmentId);
    expectProblem(await send('supervisor', attachmentId, 1, second), 'not-found');
    await refusedTo('coordinator', attachmentId, 'not-found');
    const answers = await Promise.all([1, 1, 1].map(() => send('coordinator', attachmentId, 1, second)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await list('supervisor')).find((one) => one.attachmentId === attachmentId)).toMatchObject({
      ...{ state: 'kept', bytes: bytes.length },
      kept: { sha256: createHash('sha256').update(bytes).digest('hex') },
    });
    expect(((await content('coordinator', attachmentId)).body as Buffer).equals(bytes)).toBe(true);
    // The last answer was lost too.
    expect(told(await send('coordinator', attachmentId, 1, second).expect(200)).state).toBe('kept');
  });

  it('takes no part that is not its own: of another length, other content, or beyond its end', async () => {
    const { attachmentId } = told(await begin('coordinator', { bytes: partBytes + 3 }).expect(201));
    const start = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(partBytes - 5)]);
    await send('coordinator', attachmentId, 0, start).expect(200);
    const unfit = async (number: number, bytes: Buffer) =>
      expectProblem(await send('coordinator', attachmentId, number, bytes), 'attachment-part-unfit');
    await unfit(0, Buffer.concat([Buffer.from('%PDF='), Buffer.alloc(partBytes - 5)]));
    await unfit(1, Buffer.alloc(2));
    await unfit(1, Buffer.alloc(4));
    await unfit(2, Buffer.alloc(3));
    expectProblem(
      await send('coordinator', attachmentId, 1, Buffer.alloc(partBytes + 1)),
      'attachment-part-too-large',
    );
    expectProblem(
      await rig.post('coordinator', `${attachments()}/${attachmentId}/parts/1`, { some: 'JSON' }),
      'unsupported-media-type',
    );
    expect(await stored(attachmentId)).toEqual({ files: 1, parts: 1 });
  });

  it('is refused before anything of it is sent where it is too large, empty, or called nothing', async () => {
    await begin('coordinator', { bytes: mostBytes }).expect(201);
    for (const bytes of [mostBytes + 1, 26_000_000, 0, -1, 1.5])
      expectProblem(await begin('coordinator', { bytes }), 'invalid-field');
    expectProblem(await begin('coordinator', { fileName: ' ' }), 'invalid-field');
    expectProblem(await begin('coordinator', { what: 'anything' }), 'invalid-field');
  });

  it('belongs to a document or a step of this client, or to nothing', async () => {
    const called = async (enrollmentId: string) => {
      const met = { with: 'client', mode: 'phone', outcome: 'reached' };
      const { body } = await rig.command('coordinator', enrollmentId, 'logContact', met).expect(200);
      return String((body as { steps: { stepId: string }[] }).steps[0]?.stepId);
    };
    const [call, bytes] = [await called(id), filesOfKinds['text/plain'] ?? Buffer.alloc(0)];
    expect(told(await attach('coordinator', bytes, { about: call }))).toMatchObject({ about: call });
    const other = await rig.enroll();
    await rig.assign(other);
    for (const about of [await called(other), randomUUID(), 'nothing.1'])
      expectProblem(await begin('coordinator', { about }), 'attachment-belongs-nowhere');
  });

  it('belongs to a step of every type, and to a document of every kind that an enrollment has', async () => {
    const of = await rig.enroll();
    await rig.assign(of);
    const last = await rig.prisma.event.findFirstOrThrow({
      where: { enrollmentId: of },
      orderBy: { seq: 'desc' },
    });
    const at = new Date(rig.clock.now());
    const types = Object.keys(stepTitles);
    expect(types.length).toBeGreaterThan(60);
    await rig.prisma.event.createMany({
      data: types.map((type, n) => ({
        ...{ enrollmentId: of, seq: last.seq + n + 1, prevSeq: last.seq + n, commandId: randomUUID() },
        ...{ index: 0, type, stepId: `${randomUUID()}.1`, occurredAt: at, recordedAt: at },
        ...{ actor: {}, data: {} },
      })),
    });
    const kinds = ['note', 'plan', 'roster', 'contact-information', 'case-review'];
    await rig.prisma.document.createMany({
      data: kinds.map((kind) => ({
        ...{ id: randomUUID(), agencyId: rig.agency.agencyId, enrollmentId: of, kind, revision: 1 },
        ...{ state: 'draft', content: {}, hash: 'h', createdAt: at, createdBy: {}, updatedAt: at },
        updatedBy: {},
      })),
    });
    const events = await rig.prisma.event.findMany({ where: { enrollmentId: of, stepId: { not: null } } });
    const documents = await rig.prisma.document.findMany({ where: { enrollmentId: of } });
    const abouts = [...events.map(({ stepId }) => stepId ?? ''), ...documents.map(({ id: one }) => one)];
    for (const about of abouts) {
      const body = { what: 'letter', fileName: 'letter.pdf', bytes: 1, about };
      const begun = await rig.post('coordinator', `/enrollments/${of}/attachments`, body).expect(201);
      expect(told(begun)).toMatchObject({ about });
    }
  });

  it('is begun once a key', async () => {
    const key = randomUUID();
    await begin('coordinator', {}, key).expect(201);
    expectProblem(await begin('coordinator', { what: 'plan' }, key), 'idempotency-key-reused');
  });

  it('is struck out with a reason, once, and stays', async () => {
    const { attachmentId } = told(await attach('coordinator', filesOfKinds['image/png'] ?? Buffer.alloc(0)));
    const strike = (login: Login, reason: string, key: string = randomUUID()) =>
      rig.post(login, `${attachments()}/${attachmentId}/strike`, { reason }, { 'Idempotency-Key': key });
    expectProblem(await strike('coordinator', '.'), 'invalid-field');
    const key = randomUUID();
    expect(told(await strike('supervisor', 'Of another client.', key).expect(200))).toMatchObject({
      ...{
        state: 'struck',
        struck: { reason: 'Of another client.', by: { staffId: rig.agency.staffIds.supervisor } },
      },
    });
    expect((await strike('supervisor', 'Of another client.', key)).headers['idempotent-replayed']).toBe(
      'true',
    );
    expectProblem(await strike('supervisor', 'Another reason.', key), 'idempotency-key-reused');
    expectProblem(await strike('coordinator', 'Once more.'), 'attachment-struck');
    // It may be of another client: only who leads sees what it was called, and opens it.
    const seen = (await list('coordinator')).find((one) => one.attachmentId === attachmentId);
    expect(seen).toMatchObject({ state: 'struck', fileName: null });
    await refusedTo('coordinator', attachmentId, 'attachment-struck');
    await content('supervisor', attachmentId).expect(200);
    const arriving = told(await begin('coordinator', {}).expect(201)).attachmentId;
    expectProblem(
      await rig.post('coordinator', `${attachments()}/${arriving}/strike`, { reason: 'Not this one.' }),
      'attachment-unfinished',
    );
  });

  it('is read by the team; intake reads what it sent itself, others nothing', async () => {
    const bytes = filesOfKinds['text/plain'] ?? Buffer.alloc(0);
    const theirs = told(await attach('coordinator', bytes)).attachmentId;
    const own = told(await attach('intake', bytes, { what: 'referral-form' })).attachmentId;
    expect((await list('intake')).map((one) => one.attachmentId)).toEqual([own]);
    await refusedTo('intake', theirs, 'not-found');
    await content('intake', own).expect(200);
    for (const login of ['supervisor', 'director'] as const) await content(login, own).expect(200);
    for (const login of ['payer', 'quality', 'privacy', 'ops'] as const)
      await refusedTo(login, own, 'forbidden');
  });

  it('that nobody goes on with is given up after a day; what is kept stays', async () => {
    const kept = told(
      await attach('coordinator', filesOfKinds['text/plain'] ?? Buffer.alloc(0)),
    ).attachmentId;
    const bytes = partBytes + 9;
    const left = told(await begin('coordinator', { bytes })).attachmentId;
    const start = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(partBytes - 5)]);
    await send('coordinator', left, 0, start).expect(200);
    const begunAt = rig.clock.now();
    await giveUpUnfinished(rig.prisma, begunAt + day);
    expect(await stored(left)).toEqual({ files: 1, parts: 1 });
    await giveUpUnfinished(rig.prisma, begunAt + day + 1);
    expect(await stored(left)).toEqual({ files: 0, parts: 0 });
    expect(await stored(kept)).toEqual({ files: 1, parts: 1 });
    // Whoever comes back all the same learns that it is gone, and begins anew.
    expectProblem(await send('coordinator', left, 0, start), 'not-found');
  });
});

describe('what lies in the record', () => {
  it('is sealed, and a bit that was flipped is found before a reader has the part', async () => {
    const words = 'Words of a client that nobody may find. '.repeat(40_000);
    const { attachmentId } = told(await attach('coordinator', Buffer.from(words)));
    const parts = await rig.prisma.attachmentPart.findMany({
      where: { attachmentId },
      orderBy: { number: 'asc' },
    });
    expect(parts).toHaveLength(2);
    for (const { sealed } of parts)
      expect(Buffer.from(sealed ?? []).includes('Words of a client')).toBe(false);
    await rig.prisma.$executeRaw`ALTER TABLE attachment_part DISABLE TRIGGER USER`;
    await rig.prisma.$executeRaw`
      UPDATE attachment_part SET sealed = set_byte(sealed, 5000, get_byte(sealed, 5000) # 1)
      WHERE attachment_id = ${attachmentId}::uuid AND number = 1`;
    await rig.prisma.$executeRaw`ALTER TABLE attachment_part ENABLE TRIGGER USER`;
    // The connection breaks off: no reader takes the first part for the whole.
    await expect(content('coordinator', attachmentId)).rejects.toThrow(/aborted|hang up/);
    // And whoever looks after the system learns of it, by its id.
    const whole = await rig.prisma.attachment.count({ where: { keptAt: { not: null } } });
    expect(whole).toBeGreaterThan(5);
    const looked = await checkAll(rig.prisma, createFileSeal(secret));
    expect(looked).toEqual({ files: whole, broken: [attachmentId], keyless: [], older: 0 });
    await rig.prisma.$executeRaw`ALTER TABLE attachment_part DISABLE TRIGGER USER`;
    await rig.prisma
      .$executeRaw`DELETE FROM attachment_part WHERE attachment_id = ${attachmentId}::uuid AND number = 1`;
    await rig.prisma.$executeRaw`ALTER TABLE attachment_part ENABLE TRIGGER USER`;
    expect((await checkAll(rig.prisma, createFileSeal(secret))).broken).toEqual([attachmentId]);
    const another = createFileSeal(randomBytes(32).toString('base64'));
    const [keyId] = createFileSeal(secret).keyIds;
    const { broken, keyless } = await checkAll(rig.prisma, another);
    expect([broken, keyless.length]).toEqual([[], whole]);
    expect(new Set(keyless.map((one) => one.keyId))).toEqual(new Set([keyId]));
  });

  it('comes under a new key with its bytes as they lie, whole or on its way, and the former key may go', async () => {
    const own = randomBytes(32).toString('base64');
    const newer = createFileSeal(secret, [own]);
    const bytes = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);
    const { attachmentId } = told(await attach('coordinator', bytes));
    const arriving = told(await begin('coordinator', {}).expect(201)).attachmentId;
    const before = await rig.prisma.attachmentPart.findMany({ where: { attachmentId } });
    const { files, broken, older } = await checkAll(rig.prisma, newer);
    expect(older).toBeGreaterThan(0);
    await resealKeys(rig.prisma, newer);
    const after = await checkAll(rig.prisma, newer);
    expect(after).toEqual({ files, broken, keyless: [], older: 0 });
    expect(await checkAll(rig.prisma, createFileSeal(own))).toEqual(after);
    expect(await rig.prisma.attachmentPart.findMany({ where: { attachmentId } })).toEqual(before);
    const row = await rig.prisma.attachment.findUniqueOrThrow({ where: { id: arriving } });
    expect(row.keyId).toBe(newer.keyIds[0]);
    // Whoever has the former key alone is told so, and never shown anything else.
    await expect(content('coordinator', attachmentId)).rejects.toThrow(/aborted|hang up/);
    await resealKeys(rig.prisma, createFileSeal(own, [secret]));
    expect((await content('coordinator', attachmentId).expect(200)).body).toEqual(bytes);
  });

  it('is never changed once it is kept', async () => {
    const { attachmentId } = told(await attach('coordinator', filesOfKinds['text/plain'] ?? Buffer.alloc(0)));
    for (const attempt of [
      () => rig.prisma.$executeRaw`UPDATE attachment SET what = 'plan' WHERE id = ${attachmentId}::uuid`,
      () =>
        rig.prisma
          .$executeRaw`UPDATE attachment SET key_id = 'k', what = 'plan' WHERE id = ${attachmentId}::uuid`,
      () => rig.prisma.$executeRaw`UPDATE attachment SET sealed_key = '' WHERE id = ${attachmentId}::uuid`,
      () => rig.prisma.$executeRaw`DELETE FROM attachment WHERE id = ${attachmentId}::uuid`,
      () => rig.prisma.$executeRaw`DELETE FROM attachment_part WHERE attachment_id = ${attachmentId}::uuid`,
      () =>
        rig.prisma
          .$executeRaw`UPDATE attachment_part SET number = 4 WHERE attachment_id = ${attachmentId}::uuid`,
      () => rig.prisma.$executeRaw`INSERT INTO attachment_part VALUES (${attachmentId}::uuid, 1, '')`,
      () => rig.prisma.$executeRaw`TRUNCATE attachment CASCADE`,
    ])
      await expect(attempt()).rejects.toThrow('never changed');
    expect(await stored(attachmentId)).toEqual({ files: 1, parts: 1 });
  });
});
