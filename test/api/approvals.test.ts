import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalsReply, teamDayReply } from '../../src/features/day/api/approvals-schemas.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';

let rig: ApiRig;
const clients = { search: '', level: '', quiet: '' };
beforeAll(async () => {
  rig = await createApiRig();
  for (const name of ['search', 'level', 'quiet'] as const) {
    clients[name] = await rig.enroll();
    await rig.assign(clients[name]);
  }
  rig.clock.set(monday + hour);
  const missed = { with: 'client', mode: 'face-to-face', outcome: 'no-show' };
  await rig.command('coordinator', clients.search, 'logContact', missed).expect(200);
  rig.clock.set(monday + 2 * hour);
  await rig.command('coordinator', clients.level, 'scoreAcuity', { score: 20 }).expect(200);
  rig.clock.set(monday + 3 * hour);
});
afterAll(() => rig?.close());

const approvals = async () =>
  asSent(approvalsReply, (await rig.get('supervisor', '/approvals').expect(200)).body);
const team = async () => asSent(teamDayReply, (await rig.get('director', '/team').expect(200)).body);

describe('what waits for a lead', () => {
  it('is what nobody else can settle, the oldest first, with what it is decided by', async () => {
    const { items, levels } = await approvals();
    expect(items.map(({ enrollmentId }) => enrollmentId)).toEqual([clients.search, clients.level]);
    expect(items[0]).toMatchObject({
      ...{ what: 'duty', since: new Date(monday + hour).toISOString(), index: null },
      duty: { kind: 'locate.decision', duty: 'IN-7', decidedBy: ['decideLocate'] },
      coordinator: { staffId: rig.agency.staffIds.coordinator },
    });
    expect(items[1]).toMatchObject({
      duty: { kind: 'level.decision', decidedBy: ['changeLevel', 'keepLevel'] },
      index: { score: 20, indicates: 'lighter' },
    });
    expect(levels.map(({ level }) => level)).toContain('rsc-i');
    const { approvals: counted } = await team();
    expect(counted).toEqual({ waiting: 2, oldest: items[0]?.since });
  });

  it('is an offer of another agency, of whom nothing is shown but what was offered', async () => {
    const id = clients.quiet;
    await rig.command('coordinator', id, 'scoreAcuity', { score: 52 }).expect(200);
    const { otherAgency } = rig;
    const granted = await rig
      .command('coordinator', id, 'grantRelease', {
        ...{ recipient: otherAgency.agencyId, recipientKind: 'agency', purpose: 'care-coordination' },
        ...{ content: ['identity', 'assessment', 'progress'], expiresOn: '2037-12-31' },
        ...{ recipientName: 'Another County', ...signedOnPaper('2037-03-02') },
      })
      .expect(200);
    const offered = await rig.post('supervisor', `/enrollments/${id}/transfers`, {
      ...{ toAgency: otherAgency.agencyId, reason: 'client-moves', carries: [] },
      release: (granted.body as { steps: { stepId: string }[] }).steps[0]?.stepId,
      enclosed: await rig.enclosing(id, ['acuity-documentation']),
      leaving: { warmHandOver: true, handedOverTo: 'Met with both.', note: 'She moves.' },
    });
    expect(offered.status, offered.text).toBe(200);
    const there = await request(rig.app)
      .get('/api/v1/approvals')
      .set('Authorization', `Bearer ${otherAgency.tokens.supervisor}`)
      .expect(200);
    const { items } = asSent(approvalsReply, there.body);
    expect(items).toMatchObject([
      { what: 'offer', client: null, enrollmentId: null, offer: { reason: 'client-moves', score: 52 } },
    ]);
    expect(there.text).not.toMatch(/Brandywine|Ottilie/);
    expect((await approvals()).items.map(({ what }) => what)).not.toContain('offer');
  });

  it('is gone once it is decided', async () => {
    await rig
      .command('supervisor', clients.level, 'keepLevel', { reason: 'She begins a new job.' })
      .expect(200);
    expect((await approvals()).items.map(({ enrollmentId }) => enrollmentId)).toEqual([clients.search]);
  });

  it('and the team’s day are for leads', async () => {
    for (const login of ['coordinator', 'intake', 'payer', 'quality', 'ops'] as const)
      for (const path of ['/approvals', '/team']) expectProblem(await rig.get(login, path), 'forbidden');
  });
});

describe('the team’s day', () => {
  it('counts what is late by person, the queue, and who is away with who covers', async () => {
    const { coordinator, coordinator2 } = rig.agency.staffIds;
    rig.clock.set(monday + 26 * hour);
    await rig.enroll();
    const until = new Date(monday + 5 * day).toISOString();
    await rig
      .post('supervisor', `/staff/${coordinator}/absences`, { cover: coordinator2, until })
      .expect(200);
    const { duties, people, queue, away } = await team();
    expect(duties.overdue).toBeGreaterThan(0);
    expect(people[0]).toMatchObject({ staff: { staffId: coordinator } });
    expect(people.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(duties.overdue);
    expect(queue.waiting).toBe(1);
    expect(queue.due).not.toBeNull();
    expect(away).toMatchObject([{ staff: { staffId: coordinator }, cover: { staffId: coordinator2 } }]);
  });
});
