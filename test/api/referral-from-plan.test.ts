import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { referred, released } from '../support/acts/referral-steps.ts';
import { createStage, type Stage } from '../support/acts/stage.ts';
import { signedPlan } from '../support/api-plans.ts';
import { expectProblem } from '../support/api-problem.ts';
import { everybodySigns } from '../support/plans.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.rig.close());

type Code = Parameters<typeof expectProblem>[1];
type FromPlan = Record<'plan' | 'provider' | 'service', string> & typeof picked;

const picked = { planNeeds: ['n1', 'n2'], planServices: ['v1'], planGoals: ['g1'] };
const own = {
  ...{ presentingIssue: 'No bed tonight.', desiredServices: 'A bed.', goals: 'A safe night.' },
  ...{ targetOn: '2037-06-01', reviewOn: '2037-05-01' },
};

/** All that RF-2 has of a plan, as somebody could type it. */
const ownWords = { ...own, payer: 'county' };

/** A client with a plan that is complete and a choice; `body`: a referral by that plan. */
async function planned() {
  const id = await stage.client();
  const body = { ...((await referred(stage, id, 'makeReferral')) as FromPlan), ...picked };
  return { id, body };
}

/** The same in words of one's own. */
function typed({ plan: _, planNeeds: _n, planServices: _s, planGoals: _g, ...rest }: FromPlan) {
  return { ...rest, ...own };
}

/** Refused, at these places, and nothing of it is on record. */
async function refused(id: string, body: object, code: Code, pointers: string[]): Promise<void> {
  const errors = pointers.map((pointer) => ({ pointer }));
  expectProblem(await stage.rig.command('coordinator', id, 'makeReferral', body), code, errors);
  const { body: all } = await stage.rig.get('coordinator', `/enrollments/${id}/referrals`).expect(200);
  expect(all.items).toEqual([]);
}

const planAct = (id: string, plan: string, act: string, body: object) =>
  stage.rig.post('coordinator', `/enrollments/${id}/plans/${plan}/acts/${act}`, body);

async function sentOff(id: string, body: object): Promise<string> {
  const about = await stage.step(id, 'makeReferral', body);
  const release = await stage.step(id, 'grantRelease', await released(stage));
  await stage.step(id, 'sendReferral', { about, release });
  return about;
}

async function told(id: string, about: string): Promise<object> {
  const path = `/enrollments/${id}/referrals/${about}/transmittal`;
  return (await stage.rig.get('coordinator', path).expect(200)).body as object;
}

it('[RF-2] is said by the plan: whatever is typed, beside it or in its place, is refused', async () => {
  const { id, body } = await planned();
  for (const [field, value] of Object.entries(ownWords))
    await refused(id, { ...body, [field]: value }, 'words-beside-plan', [`/${field}`]);
  for (const field of Object.keys(own))
    await refused(id, { ...typed(body), [field]: undefined }, 'invalid-field', [`/${field}`]);
  const all = Object.keys(ownWords).map((field) => `/${field}`);
  await refused(id, { ...typed(body), payer: 'county' }, 'words-beside-plan', all);
  // Nor in an emergency, where a plan is named.
  await refused(id, { ...body, ...ownWords, emergency: true }, 'words-beside-plan', all);
  // That there is a payer to tell says the plan as well.
  await refused(id, { ...body, planFunding: [] }, 'unknown-field', ['/planFunding']);
});

/** A client whose referral names a plan with that funding; it is made, and what it may be sent under is still to come. */
async function funded(funding: object[]) {
  const { id, body } = await planned();
  const version = { version: 'preliminary' as const, sections: { funding } };
  const plan = await signedPlan(stage.rig, id, version as Parameters<typeof signedPlan>[2]);
  await planAct(id, plan, 'complete', {}).expect(200);
  return { id, about: await stage.step(id, 'makeReferral', { ...body, plan }) };
}
const source = { service: 'v1', tier: 'other-payer' };
const without = ['identity', 'presenting-issue', 'services', 'goals'];

it.each([
  ['what pays', 'pays', { payer: 'Medicaid', payerAsked: null }],
  ['what was asked', 'asked', { payer: null, payerAsked: 'Medicaid' }],
])(
  '[RF-2] [RF-3] tells %s by the plan’s funding, under a release that covers it',
  async (_, outcome, tells) => {
    const other = { ...source, service: 'v9', outcome: 'pays', source: 'Somebody of another service' };
    const spent = { ...source, outcome: 'not-available', reason: 'Spent.', source: 'Church fund' };
    const { id, about } = await funded([
      { ...source, id: 'f1', outcome, source: 'Medicaid' },
      ...[other, spent].map((one, place) => ({ ...one, id: `x${place}` })),
    ]);
    const narrow = await stage.step(id, 'grantRelease', { ...(await released(stage)), content: without });
    expectProblem(
      await stage.rig.command('coordinator', id, 'sendReferral', { about, release: narrow }),
      'release-missing',
    );
    const release = await stage.step(id, 'grantRelease', await released(stage));
    await stage.step(id, 'sendReferral', { about, release });
    expect(await told(id, about)).toMatchObject(tells);
    const [row] = await stage.rig.prisma.disclosure.findMany({ where: { enrollmentId: id } });
    expect(row?.content).toEqual([...without, 'payer']);
    const form = `/enrollments/${id}/papers/referral-form?format=html&of=${about}`;
    const { text } = await stage.rig.get('coordinator', form).expect(200);
    expect(text).toContain(outcome === 'pays' ? 'Payer</dt><dd>Medicaid' : 'Payer asked</dt><dd>Medicaid');
    expect(text).not.toMatch(/another service|Church/);
    // Words stand in no fact: which of the plan's items say it does.
    const made = await stage.rig.prisma.event.findFirst({
      where: { enrollmentId: id, type: 'ReferralMade' },
    });
    expect(made?.data).toMatchObject({ planFunding: ['f1'] });
    expect(JSON.stringify(made?.data)).not.toContain('Medicaid');
  },
);

it('[RF-2] [RF-3] asks for no release of a payer where the plan names none for what is picked', async () => {
  const { id, about } = await funded([
    { ...source, id: 'f1', outcome: 'not-available', reason: 'Spent.', source: 'Church fund' },
  ]);
  const narrow = { ...(await released(stage)), content: without };
  const release = await stage.step(id, 'grantRelease', narrow);
  await stage.step(id, 'sendReferral', { about, release });
  expect(await told(id, about)).toMatchObject({ payer: null, payerAsked: null });
  // A copy of its form goes under the same release.
  const to = { kind: 'provider', id: narrow.recipient };
  const copy = { to, purpose: 'referral', of: about, allowedBy: { ground: 'release', release } };
  await stage.rig.post('coordinator', `/enrollments/${id}/papers/referral-form/hand-outs`, copy).expect(201);
  const rows = await stage.rig.prisma.disclosure.findMany({ where: { enrollmentId: id } });
  expect(rows.map(({ content }) => content)).toEqual([without, without]);
});

it.each(['planNeeds', 'planServices', 'planGoals'] as const)(
  '[RF-2] names %s of that plan, one at least, and of no other',
  async (field) => {
    const { id, body } = await planned();
    const items = picked[field];
    await refused(id, { ...body, [field]: [...items, 'x9'] }, 'unknown-plan-item', [
      `/${field}/${items.length}`,
    ]);
    await refused(id, { ...body, [field]: [] }, 'invalid-field', [`/${field}`]);
    await refused(id, { ...body, [field]: undefined }, 'invalid-field', [`/${field}`]);
    await refused(id, { ...typed(body), [field]: items }, 'invalid-field', [`/${field}`]);
  },
);

it("[RF-2] is of the client's own plan, complete and as it was seen", async () => {
  const { id, body } = await planned();
  const { body: others } = await planned();
  await refused(id, { ...body, plan: others.plan }, 'unknown-plan', ['/plan']);
  await refused(id, { ...body, planHash: '0'.repeat(64) }, 'plan-changed', ['/planHash']);
  const plan = await signedPlan(stage.rig, id, { version: 'full' });
  await refused(id, { ...body, plan }, 'unknown-plan', ['/plan']);
  await planAct(id, plan, 'complete', {}).expect(200);
  await planAct(id, plan, 'strike', { reason: 'It is of somebody else.' }).expect(200);
  await refused(id, { ...body, plan }, 'unknown-plan', ['/plan']);
});

it('[RF-2] keeps the words of the plan as it was, and its sending says of which reading they are', async () => {
  const { id, body } = await planned();
  const { plan } = body;
  const { body: read } = await stage.rig.get('coordinator', `/enrollments/${id}/plans/${plan}`).expect(200);
  const { revision, hash } = read;
  const about = await sentOff(id, { ...body, planHash: hash });
  const draft = await signedPlan(stage.rig, id, { version: 'amended', from: plan, reason: 'Work is next.' });
  const goals = [{ ...read.content.sections.goals[0], text: 'A job.', targetOn: '2037-09-01' }];
  await planAct(id, draft, 'edit', { sections: { goals } }).expect(200);
  await planAct(id, draft, 'sign', { signatures: everybodySigns }).expect(200);
  await stage.step(id, 'amendSccp', { plan: draft, disclosureChanges: false });
  expect(await told(id, about)).toMatchObject({
    presentingIssue: 'A room of her own. Outpatient treatment.',
    ...{ desiredServices: 'Housing search', goals: 'I want a door I can lock.' },
    ...{ targetOn: '2037-06-01', reviewOn: '2037-04-01' },
  });
  const [row] = await stage.rig.prisma.disclosure.findMany({ where: { enrollmentId: id } });
  expect(row?.items).toEqual([
    { what: 'makeReferral', id: about },
    { what: 'sccp', id: plan, revision, hash },
  ]);
  expectProblem(await planAct(id, plan, 'strike', { reason: 'Of somebody else.' }), 'plan-in-use');
});

/** A client with a choice and a confirmed need; `body`: an emergency's referral for it. */
async function urgent(words: object) {
  const { id, body } = await planned();
  const { plan: _, planNeeds: _n, planServices: _s, planGoals: _g, ...rest } = body;
  const need = await stage.step(id, 'confirmNeed', { outcome: 'confirmed', last: true, ...words });
  return { id, body: { ...rest, need, emergency: true } };
}

it('[RF-2] in an emergency is said by the need, whatever the plan says: whatever is typed beside it is refused', async () => {
  const { id, body } = await urgent({ need: 'housing', words: 'No bed tonight, with a child.' });
  for (const [field, value] of Object.entries(ownWords))
    await refused(id, { ...body, [field]: value }, 'words-beside-need', [`/${field}`]);
  const all = Object.keys(ownWords).map((field) => `/${field}`);
  await refused(id, { ...body, ...ownWords }, 'words-beside-need', all);
  await refused(id, { ...body, saidByNeed: true }, 'unknown-field', ['/saidByNeed']);
  await refused(id, { ...body, need: 'never-confirmed' }, 'need-not-confirmed', ['/need']);
  await refused(id, { ...body, need: undefined }, 'need-not-confirmed', ['/need']);
  const about = await stage.step(id, 'makeReferral', body);
  // There is no payer to tell.
  const narrow = { ...(await released(stage)), content: without };
  await stage.step(id, 'sendReferral', { about, release: await stage.step(id, 'grantRelease', narrow) });
  const { owed } = (await stage.rig.get('coordinator', `/enrollments/${id}/referrals`)).body.items[0];
  expect(owed).toMatchObject([{ kind: 'referral.answer' }]);
  expect(await told(id, about)).toMatchObject({
    presentingIssue: 'Nowhere safe to stay: No bed tonight, with a child.',
    ...{ desiredServices: 'supportive housing', goals: 'This need is met: Nowhere safe to stay' },
    // By the deadline of the need's referral; the service is looked at as the policy has it.
    ...{ targetOn: stage.dayIn(1), reviewOn: stage.dayIn(90), payer: null, payerAsked: null },
  });
  const [row] = await stage.rig.prisma.disclosure.findMany({ where: { enrollmentId: id } });
  expect(row?.items).toEqual([
    { what: 'makeReferral', id: about },
    { what: 'need', id: body.need },
  ]);
  // The words stand where they were said, and in no fact.
  const made = await stage.rig.prisma.event.findFirst({ where: { enrollmentId: id, stepId: about } });
  expect(JSON.stringify([made?.data, made?.details])).not.toMatch(/No bed|Nowhere/);
});

it('[RF-2] of a report of the need it names, tells the words on that need and nothing else', async () => {
  const { id, body } = await urgent({ need: 'housing' });
  const needs = [
    { need: 'housing', words: 'Put out last night.' },
    { need: 'food', words: 'Ate nothing.' },
  ];
  const summary = 'Her whole story.';
  const reportedIn = await stage.step(id, 'reportEmergentNeed', { needs, summary });
  await refused(id, { ...body, reportedIn: body.need }, 'need-not-confirmed', ['/reportedIn']);
  const about = await sentOff(id, { ...body, reportedIn });
  const all = await told(id, about);
  expect(all).toMatchObject({ presentingIssue: 'Nowhere safe to stay: Put out last night.' });
  expect(JSON.stringify(all)).not.toMatch(/story|Ate/);
  const { id: other, body: again } = await urgent({ need: 'housing' });
  const { plan } = (await referred(stage, await stage.client(), 'makeReferral')) as FromPlan;
  const pick = { plan, ...picked };
  await refused(other, { ...again, ...pick, reportedIn }, 'invalid-field', ['/reportedIn']);
});

it('[RF-2] a need that was gone through for somebody else tells nothing of them', async () => {
  const { id, body } = await urgent({ need: 'housing', words: 'Of another client.' });
  const about = await sentOff(id, body);
  await stage.step(id, 'voidStep', { step: body.need, reason: 'Of another client.' }, 'supervisor');
  expect(await told(id, about)).toMatchObject({ presentingIssue: '', goals: '' });
});

it('[RF-2] [RF-3] a need that comes with the referral, in one request, is what it says', async () => {
  const { id, body } = await urgent({ need: 'food', words: 'Ate nothing.' });
  const key = randomUUID();
  const commands = [
    { type: 'confirmNeed', need: 'housing', outcome: 'confirmed', last: true, words: 'No bed tonight.' },
    { type: 'makeReferral', ...body, need: `${key}.1` },
  ];
  const reply = await stage.rig.post(
    'coordinator',
    `/enrollments/${id}/commands`,
    { commands },
    { 'Idempotency-Key': key },
  );
  expect([reply.status, reply.text]).toMatchObject([200, expect.anything()]);
  const about = `${key}.2`;
  const release = await stage.step(id, 'grantRelease', await released(stage));
  await stage.step(id, 'sendReferral', { about, release });
  expect(await told(id, about)).toMatchObject({
    ...{ presentingIssue: 'Nowhere safe to stay: No bed tonight.', targetOn: stage.dayIn(1) },
  });
});
