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
  for (const [field, value] of Object.entries(own)) {
    await refused(id, { ...body, [field]: value }, 'words-beside-plan', [`/${field}`]);
    await refused(id, { ...typed(body), [field]: undefined }, 'invalid-field', [`/${field}`]);
  }
  const all = Object.keys(own).map((field) => `/${field}`);
  await refused(id, typed(body), 'words-beside-plan', all);
  // Nor in an emergency, where a plan is named.
  await refused(id, { ...body, ...own, emergency: true }, 'words-beside-plan', all);
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

it('[RF-2] is in words of its own in an emergency, whatever the plan says', async () => {
  const { id, body } = await planned();
  const need = await stage.step(id, 'confirmNeed', { need: 'housing', outcome: 'confirmed', last: true });
  const about = await sentOff(id, { ...typed(body), need, emergency: true });
  expect(await told(id, about)).toMatchObject(own);
});
