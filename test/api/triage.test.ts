import { inventedName } from '../../prisma/seed/invented-name.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { triageReply } from '../../src/features/triage/api/replies.ts';
import { standardLists } from '../../src/features/code-lists/standard.ts';
import { countyNeeds, dangerousPlaces } from '../../src/features/triage/needs.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const referral = {
  emergency: true,
  needs: ['withdrawal', { need: 'housing', words: 'Put out of the Ninth Street house tonight.' }],
  screen: {
    takenOn: '2037-03-01',
    domains: [{ domain: 'housing', words: 'Nowhere to stay since Friday.' }],
    summary: 'Needs a roof first.',
  },
  consents: [
    {
      recipient: 'Riverbend Shelter',
      purpose: 'Find a bed.',
      what: 'Name and date of need.',
      expires: 'with the end of the stay',
    },
  ],
};
const protectedWords = /Ninth Street|Friday|roof|Riverbend|bed\b|housing|withdrawal/;
const triage = async (id: string, login: 'coordinator' | 'intake' = 'coordinator') =>
  asSent(triageReply, (await rig.get(login, `/enrollments/${id}/triage`).expect(200)).body);

describe('a referral', () => {
  it('[IN-1] brings the screen, the consents and the needs in their own words into the chart, and nowhere else', async () => {
    const id = await rig.enroll({ referral });
    const chart = await triage(id);
    const { emergency: _emergency, ...forms } = referral;
    const [withdrawal, housing] = referral.needs;
    const needs = [
      { need: withdrawal, title: 'Withdrawal that may endanger health' },
      { ...(housing as object), title: 'Nowhere safe to stay' },
    ];
    expect(chart.reported).toMatchObject([{ type: 'receiveReferral', details: { ...forms, needs } }]);
    const [event] = await rig.prisma.event.findMany({ where: { enrollmentId: id, seq: 1 } });
    expect(event?.details).toEqual(forms);
    const { policy: _policy, ...facts } = (event?.data ?? {}) as Record<string, unknown>;
    expect(JSON.stringify(facts)).not.toMatch(protectedWords);
    const withoutWords = await rig.get('intake', `/enrollments/${id}/triage`).expect(200);
    expect(withoutWords.text).not.toMatch(protectedWords);
    expect(rig.logs.join('')).not.toMatch(/Ninth Street|Riverbend/);
  });

  it('may tell the screen as one text, and needs by their kind alone', async () => {
    const id = await rig.enroll({ referral: { emergency: true, needs: ['food'], screen: 'Hungry.' } });
    expect((await triage(id)).reported[0]?.details).toEqual({
      needs: [{ need: 'food', title: 'Nothing to eat' }],
      screen: 'Hungry.',
    });
  });

  it.each([
    ['a need twice', { needs: ['housing', { need: 'housing', words: 'Again.' }] }],
    ['a need that is none', { needs: ['tea'] }],
    ['a need without its words', { needs: [{ need: 'housing' }] }],
    ['a screen without domains', { screen: { domains: [] } }],
    ['a consent without a recipient', { consents: [{ purpose: 'x', what: 'x', expires: 'x' }] }],
  ])('is refused with %s', async (_, wrong) => {
    const before = await rig.written();
    const reply = await rig.post('intake', '/enrollments', {
      client: { reference: 'never', givenName: 'Ottilie', familyName: 'Brandywine' },
      referral: { level: 'rsc-i', emergency: true, ...wrong },
    });
    expectProblem(reply, 'invalid-field');
    expect(await rig.written()).toEqual(before);
  });
});

describe('the triage of a client', () => {
  it('shows what each need, appointment and search came to', async () => {
    rig.clock.set(monday);
    const id = await rig.enroll({ referral });
    const send = async (type: string, body: object, login: 'coordinator' | 'supervisor' = 'coordinator') =>
      String((await rig.command(login, id, type, body).expect(200)).body.steps[0].stepId);
    const need = await send('confirmNeed', { need: 'housing', outcome: 'confirmed', last: true });
    await send('nameTreatmentProvider', { provider: 'Genesis Clinic' });
    await send('notifyTreatmentProvider', {
      told: 'By phone.',
      disclosed: [
        { recipientKind: 'role', recipient: 'physician-or-hospital', content: ['identity'], ground: 'none' },
      ],
    });
    const visit = await send('scheduleAppointment', {
      startsAt: new Date(monday + 3 * day).toISOString(),
      travelArranged: true,
      purpose: 'Look at a room.',
      place: 'At the shelter.',
      travel: 'Bus 30.',
    });
    await send('remindOfAppointment', { about: visit });
    rig.clock.set(monday + 3 * day + hour);
    await send('recordAppointment', { about: visit, outcome: 'missed' });
    rig.clock.set(monday + 4 * day);
    await send('recordLocateAttempt', { kind: 'letter', outcome: 'not-reached' });
    const decision = { decision: 'continue', until: '2037-03-20', reason: 'Seen at the library.' };
    expectProblem(await rig.command('coordinator', id, 'decideLocate', decision), 'forbidden');
    await send('decideLocate', decision, 'supervisor');

    expect(await triage(id)).toMatchObject({
      needs: [{ stepId: need, outcome: 'confirmed', led: [], details: { need: 'housing' } }],
      allNeedsSeen: true,
      providers: [{ toldAt: new Date(monday).toISOString(), details: { provider: 'Genesis Clinic' } }],
      appointments: [
        {
          stepId: visit,
          startsAt: new Date(monday + 3 * day).toISOString(),
          travelArranged: true,
          outcome: { outcome: 'missed' },
          details: { travel: 'Bus 30.' },
        },
      ],
      locating: [
        {
          attempts: [{ kind: 'letter', day: 1, reached: false }],
          decisions: [{ decision: 'continue', until: '2037-03-20' }],
          end: null,
        },
      ],
    });
    const { text } = await rig.get('intake', `/enrollments/${id}/triage`).expect(200);
    expect(text).not.toMatch(/Genesis|Bus 30|library|Look at a room/);
  });

  it('is for those who may see the enrollment', async () => {
    const id = await rig.enroll();
    expectProblem(await rig.get('payer', `/enrollments/${id}/triage`), 'forbidden');
    expectProblem(await rig.get('ops', `/enrollments/${id}/triage`), 'forbidden');
  });
});

describe('[IN-2] a need that is dangerous by its kind', () => {
  const refer = (reference: string, referral: object) =>
    rig.post('intake', '/enrollments', {
      client: { reference, givenName: 'Perdita', familyName: inventedName(reference).familyName },
      referral: { level: 'rsc-i', emergency: false, ...referral },
    });
  const needs = ['food', { need: 'suicidality', words: 'She says it would be over then.' }];

  it('is asked back where the referral is no emergency, and nothing is written; the answer stays with it', async () => {
    const before = await rig.written();
    const asked = await refer('D-1', { needs });
    expectProblem(asked, 'danger-not-considered', [{ pointer: '/referral/needs/1' }]);
    expect(asked.text).not.toMatch(/suicid|over then|Perdita/);
    expect(await rig.written()).toEqual(before);
    expectProblem(await refer('D-1', { needs, dangerConsidered: '…' }), 'invalid-field');
    const dangerConsidered = 'Asked her: she is with her sister and safe tonight.';
    const { body } = await refer('D-1', { needs, dangerConsidered }).expect(201);
    const { reported } = asSent(
      triageReply,
      (await rig.get('supervisor', `/enrollments/${body.enrollmentId}/triage`).expect(200)).body,
    );
    const shown = [{ need: 'food', title: 'Nothing to eat' }, needs[1]];
    expect(reported).toMatchObject([{ details: { needs: shown, dangerConsidered } }]);
  });

  it('needs no question in an emergency, nor do other needs', async () => {
    await refer('D-2', { needs, emergency: true }).expect(201);
    await refer('D-3', { needs: ['food', 'housing'] }).expect(201);
  });

  it('is what the list of the agency says', () => {
    const told = ['food', 'safety'];
    expect(dangerousPlaces(told, standardLists(countyProfile))).toEqual([1]);
    const value = [{ code: 'food', title: 'Nothing to eat', dangerous: true }];
    const own = standardLists({ ...countyProfile, needs: { ...countyNeeds, value } });
    expect(dangerousPlaces(told, own)).toEqual([0]);
    const { needs: _, ...before } = countyProfile;
    expect(dangerousPlaces(told, standardLists(before)), 'also of a profile from before the list').toEqual([
      1,
    ]);
  });
});
