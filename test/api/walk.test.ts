import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRoster } from '../../prisma/seed/index.ts';
import { signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig, hour, minute, monday } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };

describe('from referral to discharge through HTTP', () => {
  let id = '';

  it('starts an enrollment and answers with a receipt', async () => {
    const reply = await rig
      .post('intake', '/enrollments', {
        client: { reference: 'W-1', givenName: 'Ottilie', familyName: 'Brandywine', birthDate: '1990-02-03' },
        referral: { level: 'rsc-i', emergency: false, screen: 'Sleeps badly.' },
      })
      .expect(201);
    id = reply.body.enrollmentId;
    expect(reply.headers['location']).toBe(`/api/v1/enrollments/${id}`);
    expect(reply.body.stage).toBe('assignment');
    expect(reply.body.steps).toEqual([
      expect.objectContaining({ type: 'receiveReferral', occurredAt: '2037-03-02T15:00:00.000Z' }),
    ]);
    // One business day: Tuesday 17:00 in Chicago.
    expect(reply.body.nextDue).toMatchObject({ kind: 'assignment', due: '2037-03-03T23:00:00.000Z' });
  });

  it('takes steps one by one and several at once', async () => {
    rig.clock.set(monday + 6 * hour);
    await rig.assign(id);
    await rig.post('coordinator', `/enrollments/${id}/roster/acts/change`, sampleRoster(id)).expect(200);
    const visit = await rig
      .post('coordinator', `/enrollments/${id}/commands`, {
        commands: [
          { type: 'logContact', ...reached, summary: 'At her kitchen table.' },
          { type: 'completePreliminarySccp', plan: await signedPlan(rig, id, { version: 'preliminary' }) },
          { type: 'formRst' },
        ],
      })
      .expect(200);
    expect(visit.body.steps).toHaveLength(3);
    expect(visit.body.met.map((line: { kind: string }) => line.kind)).toEqual(
      expect.arrayContaining(['contact.first', 'contact.routine', 'sccp.preliminary', 'rst.formation']),
    );
    const plan = await signedPlan(rig, id, { version: 'full' });
    const full = await rig.command('coordinator', id, 'completeFullSccp', { plan }).expect(200);
    expect(full.body.stage).toBe('active');
    expect(full.body.opened).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'sccp.review' })]),
    );
  });

  it('tells why each obligation is due, and what opened and closed it', async () => {
    const { body } = await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200);
    const assignment = body.items.find((item: { kind: string }) => item.kind === 'assignment');
    expect(assignment).toMatchObject({
      status: 'met',
      overdue: false,
      openedBy: { seq: 1, type: 'ReferralReceived', by: { role: 'intake', name: 'Ines Halvorsen' } },
      closedBy: { seq: 2, type: 'CoordinatorAssigned', by: { role: 'supervisor' } },
      why: {
        duty: 'IN-4',
        source: '001 C.1',
        basis: 'policy',
        profileHash: rig.agency.policies.countyProfile,
        calendarHash: rig.agency.policies.calendar,
      },
    });
  });

  it('shows the timeline, with what people wrote', async () => {
    const { body } = await rig.get('coordinator', `/enrollments/${id}/timeline`).expect(200);
    expect(body.nextAfter).toBeNull();
    const [referral, , contact] = body.items;
    expect(referral).toMatchObject({ type: 'ReferralReceived', details: { screen: 'Sleeps badly.' } });
    expect(referral.facts).not.toHaveProperty('policy');
    expect(referral.facts['profileHash']).toBe(rig.agency.policies.countyProfile);
    expect(contact).toMatchObject({ facts: reached, details: { summary: 'At her kitchen table.' } });
    const page = await rig.get('coordinator', `/enrollments/${id}/timeline?limit=2`).expect(200);
    expect(page.body).toMatchObject({ nextAfter: 2, items: [{ seq: 1 }, { seq: 2 }] });
  });

  it('voids a step, which stays visible', async () => {
    rig.clock.set(monday + 7 * hour);
    const scored = await rig.command('coordinator', id, 'scoreAcuity', { score: 44 }).expect(200);
    const step = scored.body.steps[0].stepId;
    await rig.command('coordinator2', id, 'voidStep', { step, reason: 'Not mine.' }).expect(403);
    await rig.command('coordinator', id, 'voidStep', { step, reason: 'Wrong client.' }).expect(200);
    const { body } = await rig.get('supervisor', `/enrollments/${id}/timeline?after=6`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ type: 'AcuityScored', voidedBySeq: 8 }),
      expect.objectContaining({ type: 'StepVoided', facts: { step }, details: { reason: 'Wrong client.' } }),
    ]);
  });

  it('moves a deadline, keeping what it was', async () => {
    const { body: before } = await rig.get('supervisor', `/enrollments/${id}/obligations`);
    const old = before.items.find((item: { kind: string }) => item.kind === 'sccp.review');
    const to = new Date(Date.parse(old.due) + 48 * hour).toISOString();
    await rig
      .command('supervisor', id, 'moveDeadline', { kind: 'sccp.review', to, reason: 'Hospital.' })
      .expect(200);
    const { body } = await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200);
    const moved = body.items.find((item: { kind: string }) => item.kind === 'sccp.review');
    expect(moved).toMatchObject({
      due: to,
      originalDue: old.due,
      changes: [{ type: 'moved', from: old.due, to }],
    });
  });

  it('discharges, and takes only what follows a discharge', async () => {
    rig.clock.set(monday + 7 * hour + 5 * minute);
    const reply = await rig
      .command('coordinator', id, 'discharge', {
        ...{ reason: 'completed', note: 'All goals met.' },
        ...{ aftercareArranged: true, aftercare: 'Group on Mondays.' },
        ...{ warmHandOver: true, handedOverTo: 'The group leader, in person.' },
        ...{ lastMeetingHeld: false, whyNot: 'The team met last week.' },
      })
      .expect(200);
    expect(reply.body.stage).toBe('discharge');
    await rig.command('coordinator', id, 'formRst').expect(409);
    await rig.command('coordinator', id, 'recordOutcomes', { completed: true }).expect(200);
    const { body } = await rig.get('supervisor', `/enrollments/${id}`).expect(200);
    expect(body).toMatchObject({ stage: 'discharge', dischargedAt: '2037-03-02T22:05:00.000Z', overdue: 0 });
  });
});
