import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationsReply } from '../../src/features/authorizations/api/replies.ts';
import { myWorklist, teamWorklist } from '../../src/features/enrollments/api/replies.ts';
import { fundReply } from '../../src/features/fund/api/schemas.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createReads } from '../../src/api/reads.ts';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';
import { laterDocuments } from '../support/authorizations.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  rig.clock.set(monday + hour);
  await rig.assign(id);
});
afterAll(() => rig?.close());

const sar = {
  service: 'RSS-HOUSING',
  units: 10,
  from: '2037-03-02',
  through: '2037-03-20',
  initial: true,
  justification: 'A room until the first rent is due.',
};
const whole = async (of: string) => ({ ...sar, enclosed: await rig.enclosing(of) });
const registerOf = async (login: 'coordinator' | 'payer' | 'intake' = 'coordinator') => {
  const { body } = await rig.get(login, `/enrollments/${id}/authorizations`).expect(200);
  expect(authorizationsReply.safeParse(body).error).toBeUndefined();
  return body;
};

describe('authorizations', () => {
  it('[AU-2] a request is refused by the name of what is missing, and written nowhere', async () => {
    const before = await rig.written();
    const { body } = await rig
      .command('coordinator', id, 'requestAuthorization', { ...sar, enclosed: [] })
      .expect(422);
    expect(body).toMatchObject({ code: 'document-missing', errors: [{ pointer: '/enclosed' }] });
    expect(body.detail).toContain('sccp, placement-criteria');
    expect(await rig.written()).toEqual(before);
  });

  it('[AU-3] is put before the payer, decided, used, and read as it stands', async () => {
    await rig.get('payer', `/enrollments/${id}/authorizations`).expect(404);
    const asked = await rig.command('coordinator', id, 'requestAuthorization', await whole(id)).expect(200);
    const about = asked.body.steps[0].stepId as string;
    expect(await registerOf('payer')).toMatchObject({
      authorizations: [{ stepId: about, state: 'requested' }],
    });
    const decided = { about, decision: 'approved-in-part', units: 4, from: sar.from, through: sar.through };
    await rig.command('coordinator', id, 'decideAuthorization', { ...decided, reason: 'x' }).expect(403);
    await rig
      .command('payer', id, 'decideAuthorization', { ...decided, reason: 'Four nights for now.' })
      .expect(200);
    const service = {
      kind: 'housing',
      minutes: 60,
      billable: true,
      procedureCode: 'T1016',
      authorization: about,
    };
    await rig.command('coordinator', id, 'recordService', { ...service, units: 3 }).expect(200);
    const over = await rig.command('coordinator', id, 'recordService', { ...service, units: 2 }).expect(409);
    expect(over.body.code).toBe('units-exceeded');

    rig.clock.set(monday + 7 * day);
    expect(await registerOf()).toMatchObject({
      authorizations: [
        {
          state: 'partial',
          granted: { units: 4, from: '2037-03-02', through: '2037-03-20' },
          unitsUsed: 3,
          unitsLeft: 1,
          inForce: true,
          expiring: true,
          underUsed: false,
          details: { justification: sar.justification },
          decisions: [{ decision: 'approved-in-part', details: { reason: 'Four nights for now.' } }],
        },
      ],
      services: [{ kind: 'housing', units: 3 }],
    });
    // The payer reads why it was asked for, and what it said itself; not what was given.
    expect(await registerOf('payer')).toMatchObject({
      authorizations: [{ details: { justification: sar.justification } }],
      services: [],
    });
    expect(JSON.stringify(await registerOf('intake'))).not.toMatch(/rent|nights/);
  });
});

describe('extensions', () => {
  const bare = { initial: true, units: 8, through: '2037-06-01', justification: 'It goes on.' };
  const asking = async (of: string) => ({ ...bare, enclosed: await rig.enclosing(of) });
  const asks = async (login: 'coordinator' | 'supervisor', of: string) => {
    const { body } = await rig.command(login, of, 'requestExtension', await asking(of)).expect(200);
    return String(body.steps[0].stepId);
  };
  const decides = (login: 'payer' | 'supervisor' | 'director', of: string, body: object) =>
    rig.command(login, of, 'decideExtension', body);

  it('[AU-3] are decided by the payer alone, one by one, with words for a refusal and no more than was asked', async () => {
    const of = await rig.enroll();
    await rig.assign(of);
    const first = await asks('coordinator', of);
    const before = await rig.written();
    expectProblem(await decides('supervisor', of, { decision: 'approved' }), 'payer-decides');
    expectProblem(await decides('payer', of, { decision: 'denied' }), 'invalid-field');
    expectProblem(await decides('payer', of, { decision: 'approved-in-part' }), 'decision-incomplete');
    expectProblem(await decides('payer', of, { decision: 'approved', units: 9 }), 'decision-exceeds-request');
    expect(await rig.written()).toEqual(before);
    await decides('payer', of, { decision: 'denied', reason: 'The plan says nothing of it.' }).expect(200);
    await rig.command('coordinator', of, 'appealExtension', { about: first, reason: 'It does.' }).expect(200);
    await decides('payer', of, { about: first, decision: 'approved' }).expect(200);
    const { body } = await rig.get('payer', `/enrollments/${of}/authorizations`).expect(200);
    expect(authorizationsReply.parse(body).extensions).toMatchObject([
      {
        stepId: first,
        state: 'approved',
        granted: { units: 8, through: '2037-06-01' },
        decisions: [
          { decision: 'denied', details: { reason: 'The plan says nothing of it.' }, letterDated: null },
          { decision: 'approved' },
        ],
        appeals: [{ details: { reason: 'It does.' } }],
      },
    ]);
  });

  it('[AU-3] a decision says which of two it is about, and a repetition is answered as before', async () => {
    const of = await rig.enroll();
    await rig.assign(of);
    await rig.command('coordinator', of, 'scoreAcuity', { score: 40 }).expect(200);
    const first = await asks('coordinator', of);
    const enclosed = await rig.enclosing(of, laterDocuments);
    await rig.command('coordinator', of, 'requestExtension', { ...bare, enclosed }).expect(200);
    expectProblem(await decides('payer', of, { decision: 'approved' }), 'request-not-named');
    const key = randomUUID();
    const once = () =>
      decides('payer', of, { about: first, decision: 'approved', units: 3 }).set('Idempotency-Key', key);
    const { body } = await once().expect(200);
    const again = await once().expect(200);
    expect(again.body.steps).toEqual(body.steps);
  });

  it("[AU-3] where no payer has access a lead records the payer's letter, and never of what they asked for", async () => {
    const county = await createApiRig();
    try {
      await county.prisma.staff.updateMany({ where: { role: 'payer' }, data: { active: false } });
      const of = await county.enroll();
      await county.assign(of);
      const ask = { ...bare, enclosed: await county.enclosing(of) };
      const { body } = await county.command('supervisor', of, 'requestExtension', ask).expect(200);
      const about = String(body.steps[0].stepId);
      const say = (login: 'supervisor' | 'director', letterDated?: string) =>
        county.command(login, of, 'decideExtension', {
          ...{ about, decision: 'approved' },
          ...(letterDated === undefined ? {} : { letterDated }),
        });
      expectProblem(await say('supervisor', '2037-03-02'), 'own-request');
      expectProblem(await say('director'), 'letter-date-missing');
      expectProblem(await say('director', '2037-03-01'), 'letter-date-impossible');
      expectProblem(await say('director', '2037-03-03'), 'occurred-in-future');
      await say('director', '2037-03-02').expect(200);
    } finally {
      await county.close();
    }
  });
});

describe('the worklists', () => {
  const lines = async (login: 'coordinator' | 'coordinator2' | 'supervisor') => {
    const team = login === 'supervisor';
    const path = `/worklists/${team ? 'team' : 'mine'}`;
    const { body } = await rig.get(login, path).expect(200);
    const { underUsed }: { underUsed: object[] } = team
      ? asSent(teamWorklist, body)
      : asSent(myWorklist, body);
    return underUsed;
  };
  /** An enrollment with ten units of a month approved; answers the request's id. */
  async function approved(enrollmentId: string): Promise<string> {
    const month = { from: '2037-03-02', through: '2037-03-31', units: 10 };
    const asked = await rig.command('coordinator', enrollmentId, 'requestAuthorization', {
      ...(await whole(enrollmentId)),
      ...month,
    });
    const about = String(asked.body.steps[0].stepId);
    const yes = { about, decision: 'approved', ...month, reason: 'As asked.' };
    await rig.command('payer', enrollmentId, 'decideAuthorization', yes).expect(200);
    return about;
  }
  const served = (enrollmentId: string, authorization: string, units: number) =>
    rig
      .command('coordinator', enrollmentId, 'recordService', {
        ...{ kind: 'housing', minutes: 60, billable: true, procedureCode: 'T1016', authorization, units },
      })
      .expect(200);

  it('[AU-1] warn the coordinator and the supervisor of what is authorized and too little used', async () => {
    // Seven of thirty days have begun: too early to tell.
    rig.clock.set(monday + 6 * day);
    const [lagging, keeping, elsewhere] = [await rig.enroll(), await rig.enroll(), await rig.enroll()];
    await rig.assign(lagging);
    await rig.assign(keeping);
    await rig.assign(elsewhere, 'coordinator2');
    const about = await approved(lagging);
    const kept = await approved(keeping);
    const other = await approved(elsewhere);
    await served(keeping, kept, 5);
    await served(lagging, about, 1);
    expect(await lines('supervisor')).toEqual([]);

    // Fifteen of thirty days have begun: half of half the units are expected.
    rig.clock.set(monday + 14 * day);
    const line = {
      ...{ enrollmentId: lagging, authorization: about, service: 'RSS-HOUSING', through: '2037-03-31' },
      ...{ unitsGranted: 10, unitsUsed: 1, expectedShare: 0.25 },
      client: expect.objectContaining({ familyName: 'Brandywine' }),
      coordinatorId: rig.agency.staffIds.coordinator,
    };
    const theirs = { enrollmentId: elsewhere, authorization: other, unitsUsed: 0 };
    expect(await lines('coordinator')).toEqual([line]);
    expect(await lines('coordinator2')).toMatchObject([theirs]);
    const team = await lines('supervisor');
    expect(team).toHaveLength(2);
    expect(team).toEqual(expect.arrayContaining([line, expect.objectContaining(theirs)]));
    const { body } = await request(rig.app)
      .get('/api/v1/worklists/team')
      .auth(rig.otherAgency.tokens.supervisor, { type: 'bearer' });
    expect(body.underUsed).toEqual([]);

    // Asked to be extended, it is still to be used; used, nobody is warned any more.
    const more = { initial: true, authorization: about, units: 5, through: '2037-04-15' };
    const words = { enclosed: await rig.enclosing(lagging), justification: 'Goes on.' };
    await rig.command('coordinator', lagging, 'requestExtension', { ...more, ...words }).expect(200);
    expect(await lines('coordinator')).toEqual([line]);
    await served(lagging, about, 2);
    expect(await lines('coordinator')).toEqual([]);
    await rig.command('coordinator', elsewhere, 'endAuthorization', { about: other, reason: 'Moved.' });
    expect(await lines('supervisor')).toEqual([]);
    expect(rig.logs.join()).not.toMatch(/Brandywine/);
    rig.clock.set(monday + 7 * day);
  });
});

describe('the discretionary fund', () => {
  const payment = {
    amountCents: 4500,
    purpose: 'food',
    payee: 'The corner shop',
    justification: 'Nothing to eat until Monday.',
  };
  const pay = (body: object) => rig.post('coordinator', `/enrollments/${id}/fund-payments`, body);
  const fund = async () => {
    const { body } = await rig.get('coordinator', '/fund').expect(200);
    expect(fundReply.safeParse(body).error).toBeUndefined();
    return body;
  };
  /** Serves what waits, until nothing does. */
  async function deliver(): Promise<void> {
    const store = createPendingStore(rig.prisma);
    const delivery = startPendingDelivery({
      store,
      gateway: { ...rig.gateway, away: () => false },
      policies: createPolicies(createReads(rig.prisma)),
      record: createRecordReader(rig.prisma),
      log: { info: () => {}, warn: () => {} },
      now: rig.clock.now,
      pollMs: 10,
    });
    await expect.poll(() => store.waiting()).toBe(0);
    await delivery.stop();
  }

  it('[AU-4] is filled by leads, and pays what it holds', async () => {
    await rig.post('coordinator', '/fund/deposits', { amountCents: 5000 }).expect(403);
    const key = { 'Idempotency-Key': 'deposit-1' };
    const filled = await rig.post('supervisor', '/fund/deposits', { amountCents: 5000 }, key).expect(200);
    expect(filled.body).toMatchObject({ seq: 1, entry: 'deposit-1', balanceCents: 5000 });
    const again = await rig.post('supervisor', '/fund/deposits', { amountCents: 5000 }, key).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    await rig.post('supervisor', '/fund/deposits', { amountCents: 1 }, key).expect(422);

    for (const [parts, code] of [
      [{ amountCents: 5001 }, 'fund-exhausted'],
      [{ purpose: 'referral-fee' }, 'referral-fee'],
      [{ paidFor: 'other-person' }, 'not-the-identified-patient'],
    ] as const)
      expect((await pay({ ...payment, ...parts })).body.code).toBe(code);

    const paid = await pay(payment).expect(202);
    expect(paid.body).toMatchObject({ amountCents: -4500, balanceCents: 500, status: 'waiting' });
    await deliver();
    const { commandId } = paid.body as { commandId: string };
    const { body: step } = await rig
      .get('coordinator', String(paid.headers['location']).slice(7))
      .expect(200);
    expect(step).toMatchObject({ status: 'recorded' });
    const register = await registerOf();
    expect(register.payments).toMatchObject([
      { stepId: commandId, amountCents: 4500, claimedBy: null, details: { payee: 'The corner shop' } },
    ]);
    expect(JSON.stringify(await fund())).not.toMatch(/corner|eat/);
    expect(rig.logs.join()).not.toMatch(/corner|eat until/);

    const claim = { ...sar, service: 'FUND', claims: commandId, enclosed: await rig.enclosing(id, ['sccp']) };
    await rig.command('coordinator', id, 'requestAuthorization', claim).expect(200);
    expect((await registerOf()).payments).toMatchObject([{ claimedBy: expect.any(String) }]);
    const back = { payment: commandId, amountCents: 4500 };
    await rig.post('supervisor', '/fund/reimbursements', back).expect(200);
    expect((await rig.post('supervisor', '/fund/reimbursements', back)).body.code).toBe('payment-settled');
    await rig.post('director', '/fund/reconciliations', { countedCents: 4990 }).expect(200);
    expect(await fund()).toMatchObject({
      balanceCents: 4990,
      items: [{ kind: 'reconciled', amountCents: -10 }, { kind: 'claimed-back' }, { kind: 'payment' }, {}],
    });
  });

  it('[AU-4] takes back what its enrollment refuses', async () => {
    const before = await fund();
    const paid = await pay({ ...payment, amountCents: 100, need: 'no-such-step' }).expect(202);
    await deliver();
    const { body: step } = await rig
      .get('coordinator', String(paid.headers['location']).slice(7))
      .expect(200);
    expect(step).toMatchObject({ status: 'refused', problem: { code: 'need-not-confirmed' } });
    const after = await fund();
    expect(after.balanceCents).toBe(before.balanceCents);
    expect(after.items[0]).toMatchObject({ kind: 'reversal', about: paid.body.commandId, amountCents: 100 });
    expect((await registerOf()).payments).toHaveLength(1);
  });

  it('[AU-4] answers a payment asked for again after its enrollment has ended as before, and makes no new one', async () => {
    await rig.post('supervisor', '/fund/deposits', { amountCents: 1000 }).expect(200);
    const own = await rig.enroll();
    const key = { 'Idempotency-Key': 'paid-before-the-end' };
    const again = (more = key) =>
      rig.post('coordinator', `/enrollments/${own}/fund-payments`, { ...payment, amountCents: 200 }, more);
    const paid = await again().expect(202);
    await deliver();
    const endedAt = new Date(rig.clock.now());
    await rig.prisma.enrollment.update({ where: { id: own }, data: { endedAt, openClientId: null } });
    const repeated = await again().expect(202);
    expect([repeated.headers['idempotent-replayed'], repeated.body]).toEqual(['true', paid.body]);
    expect((await again({ 'Idempotency-Key': 'after-the-end' })).body.code).toBe('enrollment-ended');
    expect(await rig.prisma.fundEntry.count({ where: { enrollmentId: own } })).toBe(1);
  });

  it('[AU-4] pays for a client whose referral still waits; the step comes after it', async () => {
    rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
    const client = { reference: 'C-WAITS', givenName: 'Ottilie', familyName: 'Brandywine' };
    const referral = { level: 'rsc-i', emergency: true, needs: ['housing'] };
    const referred = await rig.post('intake', '/enrollments', { client, referral }).expect(202);
    const { enrollmentId } = referred.body as { enrollmentId: string };
    await rig.letLook(enrollmentId);
    const url = `/enrollments/${enrollmentId}/fund-payments`;
    const paid = await rig.post('coordinator', url, { ...payment, amountCents: 300 }).expect(202);
    rig.gateway.outage = null;
    await deliver();
    await rig.letLook(enrollmentId);
    const { body: step } = await rig
      .get('coordinator', String(paid.headers['location']).slice(7))
      .expect(200);
    expect(step).toMatchObject({ status: 'recorded', version: expect.any(Number) });
    const nobody = await rig.post('coordinator', `/enrollments/${randomUUID()}/fund-payments`, payment);
    expect(nobody.status).toBe(404);
  });

  it('is another agency’s own', async () => {
    const token = `Bearer ${rig.otherAgency.tokens.coordinator}`;
    const { body } = await rig.get('coordinator', '/fund').set('Authorization', token).expect(200);
    expect(body).toEqual({ balanceCents: 0, items: [], nextBefore: null });
    await rig
      .post('coordinator', `/enrollments/${id}/fund-payments`, payment)
      .set('Authorization', token)
      .expect(404);
  });
});
