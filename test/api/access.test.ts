import type { CommandType } from '../../src/kit/http/command.ts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { permissions } from '../../src/api/permissions.ts';
import { commandTypes } from '../../src/api/steps/specs.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll({ referral: { emergency: true, needs: ['suicidality'], screen: 'A heavy story.' } });
  rig.clock.set(monday + hour);
  await rig
    .command('supervisor', id, 'assignCoordinator', { coordinatorId: rig.agency.staffIds.coordinator })
    .expect(200);
});
afterAll(() => rig?.close());

const logins: Login[] = ['intake', 'coordinator', 'supervisor', 'director', 'payer', 'ops'];

/** Written out by hand, so that a slip in the table shows. */
const onlyLeads: CommandType[] = [
  'assignCoordinator',
  'changeLevel',
  'reopen',
  'holdClocks',
  'releaseHold',
  'moveDeadline',
  'waiveDuty',
  'explainMiss',
];

describe('commands', () => {
  it('are refused to every role that the table does not name, before anything is looked at', async () => {
    for (const type of commandTypes) {
      for (const login of logins) {
        const allowed: readonly string[] = permissions[`command:${type}`];
        const reply = await rig.command(login, id, type, { nonsense: true });
        // A body that nothing would take: who may send it learns what is wrong with it.
        // Of whom nothing was put before the payer, nobody is there.
        const heard = login === 'payer' ? 404 : 400;
        expect(reply.status, `${login} ${type}`).toBe(allowed.includes(login) ? heard : 403);
      }
    }
  });

  it('that belong to leads are not for coordinators, alone or in a batch', async () => {
    for (const type of onlyLeads) {
      expect(permissions[`command:${type}`]).toEqual(['supervisor', 'director']);
    }
    const commands = [{ type: 'formRst' }, { type: 'changeLevel', level: 'cm', reason: 'x' }];
    const before = await rig.written();
    const reply = await rig.post('coordinator', `/enrollments/${id}/commands`, { commands });
    expectProblem(reply, 'forbidden', [{ pointer: '/commands/1' }]);
    expect(await rig.written()).toEqual(before);
  });

  it('of intake are what comes with a referral, emergencies and consents', async () => {
    const mine = commandTypes.filter((type) =>
      (permissions[`command:${type}`] as readonly string[]).includes('intake'),
    );
    expect(mine.toSorted()).toEqual([
      'endRelease',
      'enterClientGroup',
      'grantRelease',
      'nameTreatmentProvider',
      'recordNoConsents',
      'reportCrisis',
      'reportEmergentNeed',
      'revokeRelease',
      'tellRevocation',
    ]);
  });
});

describe('what is shown', () => {
  it('is nothing of clients to ops', async () => {
    for (const path of [
      '/enrollments',
      `/enrollments/${id}`,
      `/enrollments/${id}/timeline`,
      '/worklists/team',
    ]) {
      expectProblem(await rig.get('ops', path), 'forbidden');
    }
    await rig.get('ops', '/ops/deliveries').expect(200);
    expectProblem(await rig.get('supervisor', '/ops/deliveries'), 'forbidden');
  });

  it('is to intake what happened, but not what people wrote', async () => {
    const { body } = await rig.get('intake', `/enrollments/${id}/timeline`).expect(200);
    expect(body.items[0].details).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('suicidality');
    expect(JSON.stringify(body)).not.toContain('heavy story');
  });

  it('is to the payer only what was put before it and why, without names and needs', async () => {
    const all = async () => (await rig.get('payer', '/enrollments').expect(200)).body.items;
    expect(await all()).toEqual([]);
    expectProblem(await rig.get('payer', `/enrollments/${id}`), 'not-found');
    expectProblem(await rig.command('payer', id, 'decideExtension', { decision: 'approved' }), 'not-found');

    await rig
      .command('coordinator', id, 'requestExtension', {
        initial: true,
        units: 12,
        through: '2037-06-01',
        enclosed: await rig.enclosing(id),
        justification: 'A heavy reason.',
      })
      .expect(200);
    expect(await all()).toEqual([
      expect.objectContaining({ enrollmentId: id, client: { reference: 'T-1' } }),
    ]);
    const asked = await rig.get('payer', `/enrollments/${id}/authorizations`).expect(200);
    expect(asked.body.extensions).toMatchObject([{ details: { justification: 'A heavy reason.' } }]);
    expect(asked.text).not.toMatch(/suicidality|Ottilie|Brandywine/);
    for (const page of ['timeline', 'obligations', 'crises', 'disputes'])
      expectProblem(await rig.get('payer', `/enrollments/${id}/${page}`), 'forbidden');
    await rig.command('payer', id, 'decideExtension', { decision: 'approved', units: 12 }).expect(200);
  });

  it('never reaches over to another agency', async () => {
    const asOther = (path: string) =>
      request(rig.app).get(`/api/v1${path}`).auth(rig.otherAgency.tokens.director, { type: 'bearer' });
    for (const part of ['', '/obligations', '/timeline']) {
      expectProblem(await asOther(`/enrollments/${id}${part}`), 'not-found');
    }
    expect((await asOther('/enrollments').expect(200)).body.items).toEqual([]);
    expect((await asOther('/worklists/team').expect(200)).body.unassigned).toEqual([]);
    expect((await asOther('/inbox').expect(200)).body.items).toEqual([]);
    const before = await rig.written();
    const reply = await request(rig.app)
      .post(`/api/v1/enrollments/${id}/commands/logContact`)
      .auth(rig.otherAgency.tokens.coordinator, { type: 'bearer' })
      .send({ with: 'client', mode: 'phone', outcome: 'reached' });
    expectProblem(reply, 'not-found');
    expect(await rig.written()).toEqual(before);
  });
});

describe('a token', () => {
  it('of somebody who left is worth nothing', async () => {
    const staffId = rig.agency.staffIds.coordinator3;
    await rig.get('coordinator3', '/inbox').expect(200);
    await rig.prisma.staff.update({ where: { id: staffId }, data: { active: false } });
    // Remembered for a few seconds at most.
    rig.clock.set(rig.clock.now() + 4000);
    expectProblem(await rig.get('coordinator3', '/inbox'), 'unauthenticated');
  });

  it('ends when its time is over, also while it is remembered', async () => {
    await rig.get('director', '/inbox').expect(200);
    const { expiresAt } = await rig.prisma.accessToken.findFirstOrThrow({
      where: { staffId: rig.agency.staffIds.director },
    });
    rig.clock.set(expiresAt.getTime() - 1);
    await rig.get('director', '/inbox').expect(200);
    rig.clock.set(expiresAt.getTime());
    expectProblem(await rig.get('director', '/inbox'), 'token-expired');
    rig.clock.set(monday + 2 * day);
  });
});
