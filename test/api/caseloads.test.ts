import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createReads } from '../../src/api/reads.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { caseloadsReply, overrideReply, overridesReply } from '../../src/features/caseload/api/schemas.ts';
import { shareOfCap, wholeCaseload } from '../../src/features/caseload/share.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { startPendingDelivery } from '../../src/features/pending-steps/activities/delivery.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
// Each test begins a day later, with everybody able to take one client at level rsc-i.
beforeEach(async () => {
  rig.clock.set((now += day));
  const clients = await rig.prisma.caseloadPlace.groupBy({ by: ['staffId'], _sum: { share: true } });
  for (const { staffId, _sum } of clients)
    await rig.prisma.staff.update({
      where: { id: staffId },
      data: { caseloadLimit: Math.min(wholeCaseload, Number(_sum.share) + shareOfCap(20)) },
    });
  await rig.prisma.staff.updateMany({
    where: { role: 'coordinator', places: { none: {} } },
    data: { caseloadLimit: shareOfCap(20) },
  });
  await rig.prisma.staff.updateMany({ data: { mayTakeUntil: new Date(now + 365 * day) } });
});

const staff = () => rig.agency.staffIds;
const assign = (id: string, login: 'coordinator' | 'coordinator3' = 'coordinator') =>
  rig.command('supervisor', id, 'assignCoordinator', { coordinatorId: staff()[login] });
const overridesOf = (login: 'coordinator' | 'coordinator3') => `/staff/${staff()[login]}/caseload-overrides`;
const cover = (more: object = {}) => ({
  ...{ level: 'rsc-i', clients: 1, until: new Date(now + day).toISOString(), reason: 'Jonas is away' },
  ...more,
});

async function caseloadOf(login: 'coordinator' | 'coordinator2' | 'coordinator3') {
  const { coordinators } = asSent(
    caseloadsReply,
    (await rig.get('supervisor', '/caseloads').expect(200)).body,
  );
  const found = coordinators.find(({ staffId }) => staffId === staff()[login]);
  if (!found) throw new Error(`no caseload of ${login}`);
  return found;
}

describe('[ST-4] through the front door', () => {
  it('[ST-4] an assignment over the cap is refused with what can be done, and nothing is written', async () => {
    await assign(await rig.enroll()).expect(200);
    const id = await rig.enroll();
    const before = await rig.written();
    const reply = await assign(id);
    expectProblem(reply, 'caseload-full');
    expect(reply.text).not.toContain('Brandywine');
    expect(await rig.written()).toEqual(before);
    const page = await rig.get('supervisor', '/caseloads').expect(200);
    expect(page.text).not.toContain('Brandywine');
    await assign(id, 'coordinator3').expect(200);
  });

  it('so are a transfer, a reopening, a heavier level and the voiding of a discharge', async () => {
    const one = await rig.enroll();
    await assign(one).expect(200);
    const heavier = { level: 'rsc-f', reason: 'A family.' };
    expectProblem(await rig.command('supervisor', one, 'changeLevel', heavier), 'caseload-full');
    expect((await caseloadOf('coordinator')).levels[0]).toMatchObject({ level: 'rsc-i', room: 0 });

    const leaving = { reason: 'deceased', note: 'As her sister told us.' };
    const left = (await rig.command('coordinator', one, 'discharge', leaving).expect(200)).body as {
      steps: { stepId: string }[];
    };
    const two = await rig.enroll();
    await assign(two, 'coordinator3').expect(200);
    await assign(two).expect(200);
    const mistaken = { reason: 'Somebody else had died.' };
    expectProblem(await rig.command('supervisor', one, 'reopen', mistaken), 'caseload-full');
    const back = { step: left.steps[0]?.stepId, ...mistaken };
    expectProblem(await rig.command('supervisor', one, 'voidStep', back), 'caseload-full');
    await assign(two, 'coordinator3').expect(200);
    await rig.command('supervisor', one, 'voidStep', back).expect(200);
    expectProblem(await assign(two), 'caseload-full');
  });

  it('what waited for Temporal and finds no room is refused then, and its author is told', async () => {
    const [one, two] = [await rig.enroll(), await rig.enroll()];
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    const ids = [];
    for (const id of [one, two])
      ids.push(((await assign(id).expect(202)).body as { commandId: string }).commandId);
    rig.gateway.outage = null;
    rig.clock.set(now + hour);
    const delivery = startPendingDelivery({
      store: createPendingStore(rig.prisma),
      gateway: { ...rig.gateway, away: () => false },
      policies: createPolicies(createReads(rig.prisma)),
      record: createRecordReader(rig.prisma),
      log: { info: () => undefined, warn: () => undefined },
      now: rig.clock.now,
      pollMs: 20,
    });
    await expect
      .poll(() => rig.prisma.pendingStep.count({ where: { state: 'waiting' } }), { timeout: 30_000 })
      .toBe(0);
    await delivery.stop();
    const rows = await rig.prisma.pendingStep.findMany({ where: { commandId: { in: ids } } });
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['recorded', 'refused']);
    const refused = rows.find(({ state }) => state === 'refused');
    expect(refused?.rejection).toMatchObject({ code: 'caseload-full' });
    const told = await rig.prisma.notification.findMany({
      where: { enrollmentId: refused?.enrollmentId ?? '', staffId: staff().supervisor },
    });
    expect(told).toHaveLength(1);
  });

  it('[IN-8] an emergency is taken by who is on call, shown apart; to be kept it needs room', async () => {
    await rig.prisma.staff.update({ where: { id: staff().coordinator2 }, data: { caseloadLimit: 0 } });
    const before = await caseloadOf('coordinator2');
    const id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
    const after = await caseloadOf('coordinator2');
    expect(after.usedPercent).toBe(before.usedPercent);
    expect(after.provisional.map(({ enrollmentId }) => enrollmentId)).toContain(id);
    const keep = { coordinatorId: staff().coordinator2 };
    expectProblem(await rig.command('supervisor', id, 'assignCoordinator', keep), 'caseload-full');
    await assign(id, 'coordinator3').expect(200);
    expect((await caseloadOf('coordinator2')).provisional).toEqual(before.provisional);
  });

  it('nobody is assigned whose staff file does not let them', async () => {
    await rig.prisma.staff.update({ where: { id: staff().coordinator3 }, data: { mayTakeUntil: null } });
    const id = await rig.enroll();
    expectProblem(await assign(id, 'coordinator3'), 'staff-file-incomplete');
    expect((await caseloadOf('coordinator3')).mayTakeClients).toBe(false);
    await rig.prisma.staff.update({
      where: { id: staff().coordinator3 },
      data: { mayTakeUntil: new Date(now + day) },
    });
    await assign(id, 'coordinator3').expect(200);
  });
});

describe('[ST-4] an override', () => {
  it('[ST-4] lets one more be taken until its end; it is on record who gave it and why', async () => {
    await assign(await rig.enroll()).expect(200);
    const id = await rig.enroll();
    expectProblem(await assign(id), 'caseload-full');
    const given = asSent(
      overrideReply,
      (await rig.post('supervisor', overridesOf('coordinator'), cover()).expect(200)).body,
    );
    expect(given).toMatchObject({ clients: 1, percent: 5, reason: 'Jonas is away', ended: null });
    expect(given.by).toMatchObject({ staffId: staff().supervisor, name: 'Ruth Okonjo' });
    const caseload = await caseloadOf('coordinator');
    expect(caseload.overrides.map(({ override }) => override)).toContain(given.override);
    expect(caseload.allowedPercent).toBe(caseload.limitPercent + 5);
    await assign(id).expect(200);
    expectProblem(await assign(await rig.enroll()), 'caseload-full');
    rig.clock.set(now + day);
    expect((await caseloadOf('coordinator')).overrides.map(({ override }) => override)).not.toContain(
      given.override,
    );
    const all = asSent(
      overridesReply,
      (await rig.get('director', overridesOf('coordinator')).expect(200)).body,
    );
    expect(all.items.map(({ override }) => override)).toContain(given.override);
  });

  it('that is ended before its time lets nobody else be taken', async () => {
    await assign(await rig.enroll()).expect(200);
    const path = overridesOf('coordinator');
    const { override } = (await rig.post('supervisor', path, cover()).expect(200)).body as {
      override: string;
    };
    const end = () => rig.post('director', `${path}/${override}/end`, { reason: 'Jonas is back' });
    const ended = asSent(overrideReply, (await end().expect(200)).body);
    expect(ended.ended).toMatchObject({ reason: 'Jonas is back', by: { role: 'director' } });
    expectProblem(await assign(await rig.enroll()), 'caseload-full');
    expectProblem(await end(), 'override-over');
    expectProblem(await rig.post('director', `${path}/unheard-of/end`, { reason: 'x' }), 'unknown-override');
    const elsewhere = `${overridesOf('coordinator3')}/${override}/end`;
    expectProblem(await rig.post('director', elsewhere, { reason: 'x' }), 'unknown-override');
  });

  it('is given once a key, however often it is asked for', async () => {
    const send = (body: object) =>
      rig.post('supervisor', overridesOf('coordinator'), body, { 'Idempotency-Key': 'cover-1' });
    const answers = await Promise.all([send(cover()), send(cover()), send(cover())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter((reply) => reply.headers['idempotent-replayed'] === 'true')).toHaveLength(2);
    expect(await rig.prisma.caseloadOverride.count({ where: { commandId: 'cover-1' } })).toBe(1);
    expectProblem(await send(cover({ clients: 2 })), 'idempotency-key-reused');
  });

  it('lasts no longer than the staff policy says: through the local day so many days on', async () => {
    const { longestOverrideDays } = asSent(
      caseloadsReply,
      (await rig.get('supervisor', '/caseloads').expect(200)).body,
    );
    expect(longestOverrideDays).toMatchObject({ value: 90, basis: 'agency' });
    const from = Date.parse('2037-06-01T12:00:00Z');
    const lasting = (until: string) =>
      rig.post(
        'supervisor',
        overridesOf('coordinator'),
        cover({ from: new Date(from).toISOString(), until }),
      );
    expectProblem(await lasting('2037-08-31T00:00:00-05:00'), 'override-too-long');
    await lasting('2037-08-30T23:59:59-05:00').expect(200);
  });

  it('has an end, a level and a person of the agency, and is for leads', async () => {
    const path = overridesOf('coordinator');
    const past = new Date(now).toISOString();
    expectProblem(await rig.post('supervisor', path, cover({ until: past })), 'end-not-later');
    const later = { from: new Date(now + 2 * day).toISOString() };
    expectProblem(await rig.post('supervisor', path, cover(later)), 'end-not-later');
    expectProblem(await rig.post('supervisor', path, cover({ level: 'none' })), 'unknown-level');
    expectProblem(await rig.post('supervisor', path, cover({ reason: undefined })), 'invalid-field');
    expectProblem(await rig.post('coordinator', path, cover()), 'forbidden');
    expectProblem(await rig.get('payer', '/caseloads'), 'forbidden');
    const strangers = [rig.otherAgency.staffIds.coordinator, staff().intake];
    for (const stranger of strangers)
      expectProblem(
        await rig.post('supervisor', `/staff/${stranger}/caseload-overrides`, cover()),
        'unknown-staff',
      );
    expectProblem(await rig.get('supervisor', `/staff/${strangers[0]}/caseload-overrides`), 'not-found');
  });
});

describe('the caseload page', () => {
  it('shows clients by level, the share of a caseload, and room for how many more', async () => {
    await rig.prisma.staff.update({
      where: { id: staff().coordinator3 },
      data: { caseloadLimit: wholeCaseload },
    });
    const before = await caseloadOf('coordinator3');
    const id = await rig.enroll({ referral: { level: 'cm' } });
    await assign(id, 'coordinator3').expect(200);
    const after = await caseloadOf('coordinator3');
    const cm = (page: typeof after) => page.levels.find(({ level }) => level === 'cm');
    expect(cm(after)?.clients).toBe((cm(before)?.clients ?? 0) + 1);
    expect(cm(after)?.room).toBe((cm(before)?.room ?? 0) - 1);
    expect(after.usedPercent).toBeCloseTo(before.usedPercent + 3.3, 0);
    expect(after.weightedPercent).toBe(after.usedPercent);
    const arrest = { event: 'arrest', note: 'Told by her sister.' };
    const event = (await rig.command('coordinator3', id, 'reportHighAcuityEvent', arrest).expect(200))
      .body as {
      steps: { stepId: string }[];
    };
    const heavy = await caseloadOf('coordinator3');
    expect(heavy.usedPercent).toBe(after.usedPercent);
    expect(heavy.weightedPercent).toBeGreaterThan(after.weightedPercent);
    const mistaken = { step: event.steps[0]?.stepId, reason: 'It was somebody else.' };
    await rig.command('coordinator3', id, 'voidStep', mistaken).expect(200);
    expect((await caseloadOf('coordinator3')).weightedPercent).toBe(after.weightedPercent);
    const page = asSent(caseloadsReply, (await rig.get('coordinator', '/caseloads').expect(200)).body);
    expect(page.caps).toContainEqual(expect.objectContaining({ level: 'rsc-f', cap: 15, source: '001 B.1' }));
    expect(page.weights?.crisis).toMatchObject({ basis: 'agency' });
  });

  it('weighs by the staff policy of the agency; by one from before policies said how, as levels do', async () => {
    const { agencyId } = rig.agency;
    const { staffPolicyHash } = await rig.prisma.agency.findUniqueOrThrow({ where: { id: agencyId } });
    const adopt = async (content: object) => {
      const hash = contentHash(content);
      const document = { hash, kind: 'staff-policy', name: 'Lakeshore', content: toJson(content) };
      await rig.prisma.policyDocument.create({ data: document });
      await rig.prisma.agency.update({ where: { id: agencyId }, data: { staffPolicyHash: hash } });
      return asSent(caseloadsReply, (await rig.get('supervisor', '/caseloads').expect(200)).body);
    };
    const { caseload, ...older } = countyStaffPolicy;
    if (!caseload) throw new Error('the county says nothing of caseloads');
    const crisis = { ...caseload.weights.crisis, value: { withinDays: 3, adds: 7 } };
    const own = { ...older, caseload: { ...caseload, weights: { ...caseload.weights, crisis } } };
    expect((await adopt(own)).weights?.crisis.value).toEqual({ withinDays: 3, adds: 7 });
    // Nobody has the county's terms for not having any.
    const { weights, longestOverrideDays, coordinators } = await adopt(older);
    expect([weights, longestOverrideDays]).toEqual([null, null]);
    for (const one of coordinators.filter(({ provisional }) => provisional.length === 0))
      expect(one.weightedPercent).toBe(one.usedPercent);
    const long = { level: 'rsc-i', clients: 1, until: '2038-03-02T15:00:00Z', reason: 'For a year.' };
    const path = `/staff/${rig.agency.staffIds.coordinator2}/caseload-overrides`;
    await rig.post('supervisor', path, long).expect(200);
    await rig.prisma.agency.update({ where: { id: agencyId }, data: { staffPolicyHash } });
  });
});
