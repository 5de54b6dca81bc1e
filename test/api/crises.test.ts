import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createReads } from '../../src/api/reads.ts';
import { crisisGuideReply, crisisRegisterReply } from '../../src/features/crisis/api/replies.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

const away = { status: 'unavailable', unknown: false, away: 'engine' } as const;
const crisis = { kind: 'overdose', what: 'Found on the stairs, breathing.', who: 'A neighbour.' };
let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
beforeEach(() => {
  rig.gateway.outage = null;
  rig.clock.set(monday);
});
afterAll(() => rig?.close());

const report = async (id: string, body: object = crisis) =>
  String((await rig.command('intake', id, 'reportCrisis', body).expect(200)).body.steps[0].stepId);
const register = async (id: string, login: 'supervisor' | 'intake' = 'supervisor') =>
  asSent(crisisRegisterReply, (await rig.get(login, `/enrollments/${id}/crises`).expect(200)).body).items;
const pages = (enrollmentId: string) =>
  rig.prisma.notification.findMany({
    where: { enrollmentId, id: { contains: '/crisis-' } },
    include: { deliveries: true },
  });

describe('a crisis', () => {
  it('[CR-5] is what the guide of the agency says', async () => {
    const guide = asSent(crisisGuideReply, (await rig.get('intake', '/crisis-guide').expect(200)).body);
    expect(guide.counts.map(({ code }) => code)).toContain('overdose');
    expect(guide).toMatchObject({ basis: 'agency', paging: { everyMinutes: 10 } });
    expect(guide.designatedProfessional).not.toBe('');
  });

  it('[CR-2] is in the register with all that was done and what is missing; its words only for those who may', async () => {
    const id = await rig.enroll();
    const about = await report(id);
    await rig.command('coordinator2', id, 'answerCrisis', { about }).expect(200);
    await rig
      .command('coordinator2', id, 'recordCrisisAction', { about, action: 'respond', summary: 'Went there.' })
      .expect(200);
    expectProblem(await rig.command('coordinator2', id, 'closeCrisis', { about }), 'crisis-incomplete');
    await rig
      .command('supervisor', id, 'recordStaffing', {
        ...{ about, purpose: 'crisis' },
        ...{ talk: 'What next.', recommendations: 'A bed tonight.' },
      })
      .expect(200);
    expect(await register(id)).toMatchObject([
      {
        stepId: about,
        state: 'answered',
        details: crisis,
        answered: { by: { staffId: rig.agency.staffIds.coordinator2 } },
        actions: [{ action: 'respond', details: { summary: 'Went there.' } }],
        missing: ['listen', 'consult', 'act', 'plan'],
        staffings: [{ details: { recommendations: 'A bed tonight.' } }],
      },
    ]);
    const { text } = await rig.get('intake', `/enrollments/${id}/crises`).expect(200);
    expect(text).not.toMatch(/overdose|stairs|neighbour|Went|bed tonight/);
    const stored = await rig.prisma.event.findMany({ where: { enrollmentId: id, seq: { gt: 1 } } });
    expect(JSON.stringify(stored.map(({ data }) => data))).not.toMatch(/overdose|stairs|neighbour/);
    expect(rig.logs.join('')).not.toMatch(/overdose|stairs|neighbour/);
    expectProblem(await rig.get('payer', `/enrollments/${id}/crises`), 'forbidden');
  });
});

describe('a crisis while the engine is away', () => {
  it('[CR-1] pages the person on call at once, under the id its workflow would use, and is answered there', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    const key = { 'Idempotency-Key': 'crisis-1' };
    const path = `/enrollments/${id}/commands/reportCrisis`;
    await rig.post('intake', path, crisis, key).expect(202);
    const [page, ...others] = await pages(id);
    expect(others).toEqual([]);
    expect(page).toMatchObject({ kind: 'page', audience: 'on-call', duty: 'CR-1' });
    expect(page?.deliveries.map(({ channel }) => channel).toSorted()).toEqual(['mail', 'webhook']);
    rig.clock.set(monday + minute);
    await rig.post('intake', path, crisis, key).expect(202);
    expect(await pages(id)).toEqual([page]);

    const answer = `/pages/${String(page?.id).replaceAll('/', '.')}/acknowledge`;
    await rig.post('coordinator2', answer).expect(202);
    rig.gateway.outage = null;
    await deliver();
    expect(await register(id)).toMatchObject([
      {
        stepId: 'crisis-1',
        state: 'answered',
        answered: { by: { staffId: rig.agency.staffIds.coordinator2 } },
      },
    ]);
    await rig.post('coordinator2', answer).expect(200);
    expect(await pages(id)).toMatchObject([{ id: page?.id, raisedAt: page?.raisedAt }]);
  });

  it('pages nobody about one that is reported with its answer', async () => {
    const id = await rig.enroll();
    rig.gateway.outage = away;
    const commands = [
      { type: 'reportCrisis', ...crisis },
      { type: 'answerCrisis', about: 'both.1' },
    ];
    await rig
      .post('coordinator2', `/enrollments/${id}/commands`, { commands }, { 'Idempotency-Key': 'both' })
      .expect(202);
    expect(await pages(id)).toEqual([]);
  });
});

/** Brings what waits to its enrollments, as the worker does. */
async function deliver(): Promise<void> {
  const store = createPendingStore(rig.prisma);
  const delivery = startPendingDelivery({
    store,
    gateway: { ...rig.gateway, away: () => false },
    policies: createPolicies(createReads(rig.prisma)),
    record: createRecordReader(rig.prisma),
    log: { info: () => undefined, warn: () => undefined },
    now: rig.clock.now,
    pollMs: 10,
  });
  await expect.poll(() => store.waiting(), { timeout: 10_000 }).toBe(0);
  await delivery.stop();
}

describe('[CR-6] a discharged client in danger', () => {
  it('is paged for by whoever is on the phone; a lead reopens, or says why not', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const left = await report(id);
    await rig
      .command('coordinator', id, 'discharge', {
        ...{
          reason: 'withdrawn',
          aftercareArranged: false,
          whyNot: 'She wants none.',
          note: 'As she wished.',
        },
      })
      .expect(200);
    rig.clock.set(monday + 60 * minute);
    const about = await report(id);
    expectProblem(await rig.command('supervisor', id, 'answerCrisis', { about: left }), 'discharged');
    const staffing = { purpose: 'plan', talk: 'The plan.', recommendations: 'None.' };
    expectProblem(await rig.command('supervisor', id, 'recordStaffing', staffing), 'discharged');

    const list = async () => (await rig.get('supervisor', '/worklists/team').expect(200)).body.toReopen;
    expect(await list()).toMatchObject([{ enrollmentId: id, client: { givenName: 'Ottilie' } }]);
    await rig.command('coordinator2', id, 'answerCrisis', { about }).expect(200);
    await rig.command('coordinator2', id, 'recordCrisisAction', {
      about,
      action: 'respond',
      summary: 'Went.',
    });
    const open = (await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200)).body.items;
    const states = Object.fromEntries(
      open
        .filter(
          (one: { about: string; kind: string }) => one.kind.startsWith('crisis.') && one.about !== left,
        )
        .map((one: { kind: string; status: string }) => [one.kind, one.status]),
    );
    expect(states).toEqual({
      ...{ 'crisis.response': 'met', 'crisis.actions': 'open', 'crisis.staffing': 'open' },
      ...{ 'crisis.safety-plan': 'open', 'crisis.reopening': 'open' },
    });

    expectProblem(await rig.command('coordinator', id, 'keepDischarged', { reason: 'No.' }), 'forbidden');
    await rig.command('supervisor', id, 'keepDischarged', { reason: 'She is in hospital.' }).expect(200);
    expect(await list()).toEqual([]);
    const again = await rig.command('supervisor', id, 'keepDischarged', { reason: 'Once more.' });
    expectProblem(again, 'nothing-to-meet');
    await rig.command('supervisor', id, 'reopen', { reason: 'She came back.' }).expect(200);
    const { items } = (await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200)).body;
    expect(items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'crisis.actions', about, status: 'open' })]),
    );
  });
});
