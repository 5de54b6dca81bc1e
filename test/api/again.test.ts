import { inventedName } from '../../prisma/seed/invented-name.ts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const contact = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'Well.' };
const referral = (reference: string, more: object = {}) => ({
  client: { reference, ...inventedName(reference), ...more },
  referral: { level: 'rsc-i', emergency: false },
});
const start = (key: string, body: object) =>
  rig.post('intake', '/enrollments', body, { 'Idempotency-Key': key });

describe('an enrollment asked for again', () => {
  it('under the same key is the same enrollment and the same receipt', async () => {
    const first = await start('again-1', referral('A-1')).expect(201);
    const before = await rig.written();
    const second = await start('again-1', referral('A-1')).expect(200);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(await rig.written()).toEqual(before);
  });

  it('under the same key with another content is refused, and the client stays as it was', async () => {
    expectProblem(
      await start('again-1', referral('A-1', { givenName: 'Beatrix' })),
      'idempotency-key-reused',
    );
    const client = await rig.prisma.client.findFirstOrThrow({ where: { reference: 'A-1' } });
    expect(client.givenName).toBe(inventedName('A-1').givenName);
  });

  it('under another key names the open one', async () => {
    const { body: first } = await start('again-1', referral('A-1')).expect(200);
    const reply = await start('again-2', referral('A-1', { familyName: 'Changed' }));
    expectProblem(reply, 'client-already-enrolled');
    expect(JSON.parse(reply.text)).toMatchObject({ enrollmentId: first.enrollmentId });
    const client = await rig.prisma.client.findFirstOrThrow({ where: { reference: 'A-1' } });
    expect(client.familyName).toBe(inventedName('A-1').familyName);
  });

  it('by eight at once is started once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) => start(`race-${i % 4}`, referral('A-2'))),
    );
    const started = replies.filter(({ status }) => status === 201);
    expect(started).toHaveLength(1);
    for (const reply of replies) expect([200, 201, 409]).toContain(reply.status);
    expect(await rig.prisma.enrollment.count({ where: { client: { reference: 'A-2' } } })).toBe(1);
    expect(await rig.prisma.client.count({ where: { reference: 'A-2' } })).toBe(1);
  });

  it('by another agency under the same key and reference is another one', async () => {
    const { body: mine } = await start('again-1', referral('A-1')).expect(200);
    const theirs = await request(rig.app)
      .post('/api/v1/enrollments')
      .auth(rig.otherAgency.tokens.intake, { type: 'bearer' })
      .set('Idempotency-Key', 'again-1')
      .send(referral('A-1'))
      .expect(201);
    expect(theirs.body.enrollmentId).not.toBe(mine.enrollmentId);
  });

  it('after the discharge starts a new one, of the person who is on record', async () => {
    const id = await rig.enroll({ client: { reference: 'A-3' } });
    await rig
      .command('supervisor', id, 'discharge', {
        ...{ reason: 'withdrawn', note: 'As she wished.' },
        ...{ aftercareArranged: false, whyNot: 'She wants none.' },
      })
      .expect(200);
    const renamed = referral('A-3', { familyName: 'Newname' });
    const refused = await start('again-3', renamed);
    expectProblem(refused, 'person-differs');
    const { clientId } = (refused.body as { onRecord: { clientId: string } }).onRecord;
    const same = referral('A-3', { familyName: 'Newname', sameAsOnRecord: clientId });
    const { body } = await start('again-3', same).expect(201);
    expect(body.enrollmentId).not.toBe(id);
    const { body: shown } = await rig.get('intake', `/enrollments/${body.enrollmentId}`).expect(200);
    expect(shown.client).toMatchObject({ reference: 'A-3', familyName: 'Brandywine' });
    const reopen = await rig.command('supervisor', id, 'reopen', { reason: 'A change of mind.' });
    expectProblem(reopen, 'client-enrolled-elsewhere');
  });
});

describe('a command sent again', () => {
  it('under the same key is recorded once', async () => {
    const id = await rig.enroll();
    const path = `/enrollments/${id}/commands/logContact`;
    const send = (body: object) => rig.post('coordinator', path, body, { 'Idempotency-Key': 'visit-1' });
    const first = await send(contact).expect(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    await rig.command('coordinator', id, 'logContact', contact).expect(200);
    const again = await send(contact).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expectProblem(await send({ ...contact, summary: 'Ill.' }), 'idempotency-key-reused');
    expect(await rig.prisma.event.count({ where: { enrollmentId: id } })).toBe(3);
  });

  it('keeps what people wrote out of the fingerprint, which anybody could guess otherwise', async () => {
    const id = await rig.enroll();
    await rig.command('coordinator', id, 'logContact', contact).expect(200);
    const event = await rig.prisma.event.findFirstOrThrow({ where: { enrollmentId: id, seq: 2 } });
    expect(event.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(event.data).not.toHaveProperty('summary');
    expect(event.details).toEqual({ summary: 'Well.' });
  });

  it('with the version that the author saw is refused once the record has gone on', async () => {
    const id = await rig.enroll();
    const { headers } = await rig.get('coordinator', `/enrollments/${id}`).expect(200);
    const send = () =>
      rig.post('coordinator', `/enrollments/${id}/commands/logContact`, contact, {
        'If-Match': String(headers['etag']),
      });
    const { headers: next } = await send().expect(200);
    expect(next['etag']).toBe('"2"');
    expectProblem(await send(), 'version-conflict');
  });
});

describe('while the record is away', () => {
  it('says whether something may have been recorded, and under which id to ask again', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'record' };
    const unknown = await rig.command('coordinator', id, 'logContact', contact);
    expectProblem(unknown, 'outcome-unknown');
    expect(unknown.headers['retry-after']).toBe('2');
    const { commandId } = JSON.parse(unknown.text) as { commandId: string };

    rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'record' };
    expectProblem(await rig.command('coordinator', id, 'logContact', contact), 'unavailable');
    expect(await rig.prisma.pendingStep.count()).toBe(0);

    rig.gateway.outage = null;
    await rig
      .post('coordinator', `/enrollments/${id}/commands/logContact`, contact, {
        'Idempotency-Key': commandId,
      })
      .expect(200);
    expect(await rig.prisma.event.count({ where: { enrollmentId: id } })).toBe(2);
  });
});
