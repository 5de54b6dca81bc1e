import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { signedPlan } from '../support/api-plans.ts';
import { expectProblem } from '../support/api-problem.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { mayEndRelease } from '../../src/features/releases/state.ts';
import { endOf } from '../support/referrals.ts';

let rig: ApiRig;
let harbor = '';
let eastSide = '';
beforeAll(async () => {
  rig = await createApiRig();
  [harbor, eastSide] = [await listed('Harbor House'), await listed('East Side')];
});
afterAll(() => rig?.close());

async function listed(name: string): Promise<string> {
  const { body } = await rig
    .post('coordinator', '/providers', {
      ...{ name, services: ['supportive-housing'], populations: [], languages: ['en'], internal: false },
      ...{ contact: {}, openings: 2, waitingDays: 3 },
    })
    .expect(201);
  return String(body.documentId);
}

/** An enrollment with all that comes before a referral, told on one Monday; `plan`: its complete full plan. */
async function planned(): Promise<{ id: string; plan: string }> {
  rig.clock.set(monday);
  const id = await rig.enroll();
  const steps: [string, object][] = [
    ['assignCoordinator', { coordinatorId: rig.agency.staffIds.coordinator }],
    ['logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' }],
    ['scoreAcuity', { score: 40 }],
    ['completePreliminarySccp', { plan: await signedPlan(rig, id, { version: 'preliminary' }) }],
    ['recordStaffing', { purpose: 'referral', talk: 'On housing.', recommendations: 'Refer.' }],
  ];
  for (const [type, body] of steps) await rig.command('supervisor', id, type, body).expect(200);
  const full = await signedPlan(rig, id, { version: 'full' });
  await rig.command('supervisor', id, 'completeFullSccp', { plan: full }).expect(200);
  return { id, plan: full };
}

const choice = () => ({
  service: 'supportive-housing',
  options: [harbor, eastSide],
  chosen: harbor,
  optionsOffered: 'Harbor House, women and men; East Side, with children.',
  reasons: 'Close to her mother.',
});
/** As the plan has them; whom it is of, to and from says the record as well. */
const words = {
  presentingIssue: 'A room of her own. Outpatient treatment.',
  ...{ desiredServices: 'Housing search', goals: 'I want a door I can lock.' },
  ...{ clientName: 'Ottilie Brandywine', receivingAgency: 'Harbor House' },
  caseManager: 'Theo Marchetti',
};
const picked = { planNeeds: ['n1', 'n2'], planServices: ['v1'], planGoals: ['g1'] };
const referral = (plan: string) => ({
  ...{ provider: harbor, service: 'supportive-housing', internal: false },
  ...{ availabilityKnown: true, waitingDays: 3, fits: true, plan, ...picked },
});
const release = () => ({
  ...{ recipient: harbor, recipientKind: 'provider', purpose: 'referral', expiresOn: '2037-03-31' },
  content: ['identity', 'presenting-issue', 'services', 'goals', 'payer'],
  recipientName: 'Harbor House',
  ...signedOnPaper('2037-03-02'),
});

/** Sends a step and answers its id. */
async function step(id: string, type: string, body: object): Promise<string> {
  const reply = await rig.command('coordinator', id, type, body).expect(200);
  return String(reply.body.steps[0].stepId);
}

async function sent(): Promise<{ id: string; about: string; released: string }> {
  const { id, plan } = await planned();
  await step(id, 'recordChoice', choice());
  const about = await step(id, 'makeReferral', referral(plan));
  const released = await step(id, 'grantRelease', release());
  await step(id, 'sendReferral', { about, release: released });
  return { id, about, released };
}

const transmittal = (id: string, about: string, login: 'coordinator' | 'payer' | 'intake' = 'coordinator') =>
  rig.get(login, `/enrollments/${id}/referrals/${about}/transmittal`);

describe('a transmittal', () => {
  it('[RF-2] tells the provider what a referral holds, and nothing more', async () => {
    const { id, about } = await sent();
    const { body } = await transmittal(id, about).expect(200);
    const { text, ...rest } = body as Record<string, unknown>;
    expect(rest).toEqual({
      ...words,
      madeOn: '2037-03-02',
      sentOn: '2037-03-02',
      ...{ payer: 'Medicaid', payerAsked: null },
      targetOn: '2037-06-01',
      reviewOn: '2037-04-01',
    });
    expect(String(text).split('\n').filter(Boolean)).toEqual([
      'Referral',
      'To: Harbor House',
      'Client: Ottilie Brandywine',
      'Referral of: 2037-03-02',
      'Sent on: 2037-03-02',
      'Presenting issue: A room of her own. Outpatient treatment.',
      'Desired services: Housing search',
      'Goals: I want a door I can lock.',
      'Payer: Medicaid',
      'Target date: 2037-06-01',
      'Review date: 2037-04-01',
      'Case manager: Theo Marchetti',
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    ]);
    for (const login of ['payer', 'intake'] as const)
      expectProblem(await transmittal(id, about, login), 'forbidden');
  });

  it('[RF-2] [RF-3] is a form as well, which holds as much and no more, as long as it may be told', async () => {
    const { id, about, released } = await sent();
    const path = `/enrollments/${id}/papers/referral-form`;
    const { text } = await rig.get('coordinator', `${path}?format=html&of=${about}`).expect(200);
    const told = [...text.matchAll(/<dd>([^]*?)<\/dd>/g)].map(([, value]) => value);
    expect(told.toSorted()).toEqual(
      [
        ...Object.values(words),
        'Medicaid',
        '03/02/2037',
        '03/02/2037',
        '06/01/2037',
        '04/01/2037',
      ].toSorted(),
    );
    // Under what it goes, and that it goes no further, stands below it.
    for (const said of [/holds until \d\d\/\d\d\/2037/, /42 CFR 2.64 or 2.65/]) expect(text).toMatch(said);
    // The newest one, where none is named; nothing that leads to the client's file.
    const { body } = await rig.get('coordinator', `/enrollments/${id}`).expect(200);
    expect((await rig.get('coordinator', path).expect(200)).headers['content-type']).toBe('application/pdf');
    for (const beyond of [id, about, body.client.reference, body.client.birthDate ?? 'no date'])
      expect(text).not.toContain(beyond);
    for (const login of ['payer', 'intake'] as const) expectProblem(await rig.get(login, path), 'forbidden');
    await step(id, 'revokeRelease', { about: released });
    expectProblem(await rig.get('coordinator', path), 'release-missing');
  });

  it('[RF-2] takes no more than that: no note, no history in the presenting issue', async () => {
    const { id, plan } = await planned();
    await step(id, 'recordChoice', choice());
    // Another agency's name is not put beside the one that was chosen; nor is another client's, or a coordinator's.
    for (const name of ['receivingAgency', 'clientName', 'caseManager']) {
      const beside = { ...referral(plan), [name]: 'East Side' };
      expectProblem(await rig.command('coordinator', id, 'makeReferral', beside), 'unknown-field');
    }
    const noted = await rig.command('coordinator', id, 'makeReferral', {
      ...referral(plan),
      note: 'Her past.',
    });
    expectProblem(noted, 'unknown-field', [{ pointer: '/note' }]);
    const long = { ...referral(plan), presentingIssue: 'All of it. '.repeat(60) };
    expectProblem(await rig.command('coordinator', id, 'makeReferral', long), 'invalid-field', [
      { pointer: '/presentingIssue' },
    ]);
  });

  it('[RF-3] can be read only while a release holds: not before it is sent, revoked, or expired', async () => {
    const { id, plan } = await planned();
    await step(id, 'recordChoice', choice());
    const about = await step(id, 'makeReferral', referral(plan));
    expectProblem(await transmittal(id, about), 'referral-out-of-turn');
    const released = await step(id, 'grantRelease', release());
    expectProblem(await transmittal(id, about), 'referral-out-of-turn');
    await step(id, 'sendReferral', { about, release: released });
    await transmittal(id, about).expect(200);
    rig.clock.set(monday + hour);
    const { body } = await rig.command('intake', id, 'revokeRelease', { about: released }).expect(200);
    expectProblem(await transmittal(id, about), 'release-missing');
    // Whatever was in error about the taking back: the client signs anew.
    const revocation = (body as { steps: { stepId: string }[] }).steps[0]?.stepId;
    const voided = { step: revocation, reason: 'Entered for the wrong client.' };
    for (const login of ['intake', 'coordinator', 'supervisor'] as const)
      expectProblem(
        await rig.command(login, id, 'voidStep', voided),
        login === 'intake' ? 'forbidden' : 'step-not-voidable',
      );
    const several = { commands: [{ type: 'voidStep', ...voided }] };
    expectProblem(await rig.post('supervisor', `/enrollments/${id}/commands`, several), 'step-not-voidable');
    expectProblem(await transmittal(id, about), 'release-missing');
    await step(id, 'grantRelease', { ...release(), expiresOn: '2037-03-03' });
    await transmittal(id, about).expect(200);
    rig.clock.set(monday + 2 * day);
    expectProblem(await transmittal(id, about), 'release-missing');
    expectProblem(await transmittal(id, 'never-made'), 'not-found');
  });

  it.each(mayEndRelease)('[RF-3] is not read while a %s waits for Temporal', async (type) => {
    const { id, about, released } = await sent();
    await transmittal(id, about).expect(200);
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    await rig.command('coordinator', id, type, endOf(type, released)).expect(202);
    expectProblem(await transmittal(id, about), 'release-missing');
    rig.gateway.outage = null;
  });
});

describe('referrals and releases', () => {
  it('[RF-6] show where each stands, how long the client waits and what is owed', async () => {
    const { id, about, released } = await sent();
    rig.clock.set(monday + 9 * day);
    const { body } = await rig.get('supervisor', `/enrollments/${id}/referrals`).expect(200);
    expect(body.items).toMatchObject([
      {
        stepId: about,
        state: 'sent',
        daysWaiting: 9,
        details: { clientName: 'Ottilie Brandywine' },
        by: { name: 'Theo Marchetti' },
        sent: { release: released, covered: true },
        owed: [{ kind: 'referral.answer', overdue: true }],
      },
    ]);
    expect(body.choices).toMatchObject([{ chosen: harbor, referral: about }]);
    await step(id, 'recordReferralAnswer', { about, answer: 'accepted' });
    await step(id, 'startService', { about });
    await step(id, 'reviewService', { about, decision: 'continue', findings: 'She has settled in.' });
    const feedback = { about, from: 'client', delivered: true, feedback: 'They listen.' };
    await step(id, 'recordServiceFeedback', feedback);
    const after = await rig.get('intake', `/enrollments/${id}/referrals`).expect(200);
    const [now] = after.body.items;
    expect(now).toMatchObject({
      state: 'started',
      daysWaiting: null,
      reviews: [{ day: 0, decision: 'continue' }],
      feedback: [{ from: 'client', delivered: true }],
    });
    expect(now.owed.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
      'service.feedback',
      'service.review',
    ]);
    // Who may not read what people wrote sees none of it.
    expect(JSON.stringify(after.body)).not.toMatch(/Brandywine|mother|settled|listen/);
  });

  it('[RF-3] show for each release what it lets be told, whether it holds, and what went out under it', async () => {
    const { id, about, released } = await sent();
    const { body } = await rig.get('coordinator', `/enrollments/${id}/releases`).expect(200);
    const [sending] = (await rig.get('coordinator', `/enrollments/${id}/referrals`)).body.items;
    expect(body.items).toMatchObject([
      {
        stepId: released,
        recipient: harbor,
        purpose: 'referral',
        inForce: true,
        revokedAt: null,
        details: { recipientName: 'Harbor House' },
        sent: [sending.sent.stepId],
      },
    ]);
    await rig.command('supervisor', id, 'voidStep', { step: released, reason: 'Never signed.' }).expect(200);
    const [bare] = (await rig.get('coordinator', `/enrollments/${id}/referrals`)).body.items;
    expect(bare.sent.covered).toBe(false);
    expectProblem(await transmittal(id, about), 'release-missing');
  });

  it('[RF-3] taken back while the provider serves: another release is owed, or the end of the service', async () => {
    const { id, about, released } = await sent();
    await step(id, 'recordReferralAnswer', { about, answer: 'accepted' });
    await step(id, 'startService', { about });
    const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind).toSorted();
    const revoked = await rig.command('coordinator', id, 'revokeRelease', { about: released }).expect(200);
    expect(kinds(revoked.body.opened)).toEqual(['release.serving', 'release.told']);
    const anew = { ...release(), renews: released };
    const again = await rig.command('coordinator', id, 'grantRelease', anew).expect(200);
    expect(kinds(again.body.met)).toEqual(['release.serving']);
    // Where another one holds, nothing is missing.
    await step(id, 'grantRelease', release());
    const one = { about: String(again.body.steps[0].stepId), what: 'Another one holds.' };
    const ended = await rig.command('coordinator', id, 'endRelease', one).expect(200);
    expect(ended.body.opened).toEqual([]);
  });

  it('name providers that the directory lists, and no fee', async () => {
    const { id, plan } = await planned();
    const stray = '00000000-0000-4000-8000-00000000dead';
    const offered = { ...choice(), options: [harbor, stray] };
    expectProblem(await rig.command('coordinator', id, 'recordChoice', offered), 'unknown-provider', [
      { pointer: '/options/1' },
    ]);
    const elsewhere = { ...release(), recipient: stray };
    expectProblem(await rig.command('coordinator', id, 'grantRelease', elsewhere), 'unknown-provider', [
      { pointer: '/recipient' },
    ]);
    await step(id, 'recordChoice', choice());
    const paid = { ...referral(plan), feeCents: 2_500 };
    expectProblem(await rig.command('coordinator', id, 'makeReferral', paid), 'referral-fee', [
      { pointer: '/feeCents' },
    ]);
  });

  it('two people at once refer on one choice: one wins, the other is told', async () => {
    const { id, plan } = await planned();
    await step(id, 'recordChoice', choice());
    const answers = await Promise.all([
      rig.command('coordinator', id, 'makeReferral', referral(plan)),
      rig.command('supervisor', id, 'makeReferral', referral(plan)),
    ]);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(lost).toHaveLength(1);
    if (lost[0]) expectProblem(lost[0], 'choice-missing');
  });
});
