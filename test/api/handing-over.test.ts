import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

let rig: ApiRig;
let id = '';
let now = monday;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());
beforeEach(async () => {
  rig.clock.set((now += day));
  id = await rig.enroll();
  await rig.assign(id);
});

type Owed = { kind: string; due: string; status: string };
async function owed(): Promise<Map<string, string>> {
  const { body } = await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200);
  const open = (body as { items: Owed[] }).items.filter(({ status }) => status === 'open');
  return new Map(open.map(({ kind, due }) => [kind, due]));
}
const contact = (body: object) =>
  rig.command('coordinator', id, 'logContact', {
    ...{ with: 'client', mode: 'face-to-face', outcome: 'reached', ...body },
  });

describe('[OU-4] between coordinators', () => {
  it('[OU-4] a client who changes coordinators is handed over by a joint contact', async () => {
    await contact({ summary: 'We spoke at her kitchen table.' }).expect(200);
    await rig.assign(id, 'coordinator3');
    expect((await owed()).has('contact.hand-over')).toBe(true);
    await contact({}).expect(200);
    expect((await owed()).has('contact.hand-over')).toBe(true);
    await contact({ handOver: 'joint' }).expect(200);
    expect((await owed()).has('contact.hand-over')).toBe(false);
  });

  it('alone it says why, and only of a contact that reached the client', async () => {
    const before = await rig.written();
    for (const [body, field] of [
      [{ handOver: 'alone' }, '/whyAlone'],
      [{ handOver: 'joint', whyAlone: 'He has left us.' }, '/whyAlone'],
      [{ handOver: 'joint', outcome: 'no-show' }, '/handOver'],
      [{ handOver: 'joint', with: 'ciu' }, '/handOver'],
    ] as const) {
      const reply = await contact(body);
      expectProblem(reply, 'invalid-field');
      expect((reply.body as { errors: object[] }).errors).toMatchObject([{ pointer: field }]);
    }
    expect(await rig.written()).toEqual(before);
    await contact({}).expect(200);
    await rig.assign(id, 'coordinator3');
    await contact({ handOver: 'alone', whyAlone: 'He has left us.' }).expect(200);
    expect((await owed()).has('contact.hand-over')).toBe(false);
  });
});

describe('[AC-4] between levels of care', () => {
  it('index, documents, place and clocks come along as the policy says', async () => {
    const scored = await rig.command('coordinator', id, 'scoreAcuity', { score: 30 }).expect(200);
    const index = (scored.body as { steps: { stepId: string }[] }).steps[0]?.stepId;
    await rig.post('coordinator', `/enrollments/${id}/plans`, { version: 'preliminary' }).expect(201);
    const plans = (await rig.get('coordinator', `/enrollments/${id}/plans`).expect(200)).body as unknown;
    const before = await owed();
    rig.clock.set((now += hour));
    const toCm = {
      level: 'cm',
      reason: 'The index says so.',
      index,
      enclosed: await rig.enclosing(id, ['acuity-documentation']),
    };
    await rig.command('supervisor', id, 'changeLevel', toCm).expect(200);

    expect((await rig.get('coordinator', `/enrollments/${id}/plans`).expect(200)).body).toEqual(plans);
    const place = await rig.prisma.caseloadPlace.findUniqueOrThrow({ where: { enrollmentId: id } });
    expect([place.level, Number(place.share)]).toEqual(['cm', shareOfCap(30)]);
    const after = await owed();
    // Restarted with the cadence of the level: two weeks from now instead of one. All else keeps its date.
    expect(
      Date.parse(after.get('contact.routine') ?? '') - Date.parse(before.get('contact.routine') ?? ''),
    ).toBe(7 * day);
    for (const [kind, due] of before)
      if (kind !== 'contact.routine' && kind !== 'level.decision')
        expect([kind, after.get(kind)]).toEqual([kind, due]);
    expect(after.has('level.decision')).toBe(false);

    // Within the heavier side a transfer needs no index; across the line it names one that is recent.
    expectProblem(
      await rig.command('supervisor', id, 'changeLevel', {
        level: 'rsc-f',
        reason: 'Her children are home.',
      }),
      'acuity-index-missing',
    );
    const family = {
      level: 'rsc-f',
      reason: 'Her children are home.',
      index,
      enclosed: await rig.enclosing(id, ['acuity-documentation']),
    };
    await rig.command('supervisor', id, 'changeLevel', family).expect(200);
    const heavier = await rig.prisma.caseloadPlace.findUniqueOrThrow({ where: { enrollmentId: id } });
    expect(Number(heavier.share)).toBe(shareOfCap(15));
  });
});
