import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationsReply } from '../../src/features/authorizations/api/replies.ts';
import { requestsReply } from '../../src/features/authorizations/api/requests-replies.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  rig.clock.set(monday + hour);
});
afterAll(() => rig?.close());

const span = { units: 10, from: '2037-03-02', through: '2037-03-31' };
type Step = { stepId: string };
const stepOf = ({ body }: { body: object }) => (body as { steps: Step[] }).steps[0]?.stepId ?? '';
const decide = (about: string, body: object, login: 'payer' | 'supervisor' = 'payer') =>
  rig.command(login, id, 'decideAuthorization', { about, reason: 'As the plan says.', ...body });
const decided = async (about: string, body: object) => stepOf(await decide(about, body).expect(200));
const register = async () =>
  asSent(authorizationsReply, (await rig.get('coordinator', `/enrollments/${id}/authorizations`)).body);
const renewals = async () =>
  (
    await rig.prisma.obligation.findMany({
      where: { enrollmentId: id, kind: 'authorization.renewal', closedAt: null, superseded: false },
    })
  ).length;

/** The local days on which what is open is due. */
const runsOut = async () =>
  (
    await rig.prisma.obligation.findMany({
      where: { enrollmentId: id, kind: 'authorization.renewal', closedAt: null, superseded: false },
    })
  ).map(({ due }) => new Date(due.getTime() - 6 * hour).toISOString().slice(0, 10));

/** A SAR of a client of its own. */
async function asked(): Promise<string> {
  id = await rig.enroll();
  await rig.assign(id);
  const body = { service: 'RSS-HOUSING', ...span, initial: true, justification: 'A room.' };
  const enclosed = await rig.enclosing(id);
  return stepOf(
    await rig.command('coordinator', id, 'requestAuthorization', { ...body, enclosed }).expect(200),
  );
}

describe('what the payer answers', () => {
  it('[AU-3] a return says which kinds of papers lack, and nothing else does', async () => {
    const about = await asked();
    const lacks = ['rst-meeting', 'placement-criteria'];
    expectProblem(await decide(about, { decision: 'denied', lacks }), 'invalid-field');
    await decided(about, { decision: 'returned', lacks });
    const [one] = (await register()).authorizations;
    expect(one?.decisions).toMatchObject([{ decision: 'returned', lacks, appealBy: null, corrects: null }]);
  });

  it('[AU-3] a denial says until when it can be appealed, as the policy has it; and so it is', async () => {
    const about = await asked();
    await decided(about, { decision: 'denied' });
    const [one] = (await register()).authorizations;
    // Ten business days.
    expect(one?.decisions).toMatchObject([{ decision: 'denied', appealBy: '2037-03-16' }]);
    const appeal = { about, reason: 'It is in the plan.' };
    rig.clock.set(monday + 15 * day);
    expectProblem(await rig.command('coordinator', id, 'appealDecision', appeal), 'appeal-too-late');
    rig.clock.set(monday + 14 * day + hour);
    await rig.command('coordinator', id, 'appealDecision', appeal).expect(200);
    rig.clock.set(monday + hour);
  });
});

describe('a correction of the payer’s own decision', () => {
  it('[AU-3] is a new decision with a reason; what is granted and owed follows, and the old one stays to be read', async () => {
    const about = await asked();
    const first = await decided(about, { decision: 'approved', ...span });
    expect(await renewals()).toBe(1);
    const wordless = { about, decision: 'denied', corrects: first };
    expectProblem(await rig.command('payer', id, 'decideAuthorization', wordless), 'invalid-field');
    expectProblem(
      await decide(about, { decision: 'denied', corrects: first }, 'supervisor'),
      'payer-decides',
    );
    // Without its name it is no correction, but a second decision.
    expectProblem(await decide(about, { decision: 'denied' }), 'authorization-out-of-turn');
    const second = await decided(about, { decision: 'denied', corrects: first });
    expect(await renewals()).toBe(0);
    const [denied] = (await register()).authorizations;
    expect(denied).toMatchObject({
      ...{ state: 'denied', granted: null },
      decisions: [{ stepId: first }, { stepId: second, decision: 'denied', corrects: first }],
    });
    const part = { decision: 'approved-in-part', ...span, units: 4, corrects: second };
    await decided(about, part);
    expect(await renewals()).toBe(1);
    expect((await register()).authorizations).toMatchObject([{ state: 'partial', granted: { units: 4 } }]);
    const { body } = await rig.get('payer', '/requests?state=decided').expect(200);
    const shown = asSent(requestsReply, body).items.find(({ stepId }) => stepId === about);
    expect(shown?.decisions.map(({ decision }) => decision)).toEqual([
      'approved',
      'denied',
      'approved-in-part',
    ]);
  });

  it('[AU-3] names the newest decision, as long as nothing came of it, and approves or denies', async () => {
    const about = await asked();
    const first = await decided(about, { decision: 'denied' });
    const refused = async (body: object) =>
      expectProblem(await decide(about, body), 'authorization-out-of-turn');
    await refused({ decision: 'approved', ...span, corrects: 'no-such-step' });
    await refused({ decision: 'returned', corrects: first });
    const second = await decided(about, { decision: 'approved-in-part', ...span, units: 3, corrects: first });
    await refused({ decision: 'denied', corrects: first });
    await rig.command('coordinator', id, 'appealDecision', { about, reason: 'Ten.' }).expect(200);
    await refused({ decision: 'approved', ...span, corrects: second });
    await decided(about, { decision: 'approved', ...span });
  });

  it('[AU-1] takes nothing back that was used already', async () => {
    const about = await asked();
    const first = await decided(about, { decision: 'approved', ...span });
    const service = { kind: 'housing', minutes: 60, billable: true, procedureCode: 'T1016', units: 5 };
    await rig.command('coordinator', id, 'recordService', { ...service, authorization: about }).expect(200);
    const less = { decision: 'approved-in-part', ...span, corrects: first };
    expectProblem(await decide(about, { ...less, units: 4 }), 'units-exceeded');
    expectProblem(await decide(about, { decision: 'denied', corrects: first }), 'authorization-not-in-force');
    await decided(about, { ...less, units: 5 });
  });

  it('[AU-3, AU-1] of an extension gives or takes what it adds, and moves what is owed before its end', async () => {
    const about = await asked();
    await decided(about, { decision: 'approved', ...span });
    const more = {
      initial: true,
      units: 6,
      through: '2037-04-30',
      authorization: about,
      justification: 'On.',
    };
    const enclosed = await rig.enclosing(id);
    const extension = stepOf(
      await rig.command('coordinator', id, 'requestExtension', { ...more, enclosed }).expect(200),
    );
    const say = (body: object) => rig.command('payer', id, 'decideExtension', { about: extension, ...body });
    const yes = stepOf(await say({ decision: 'approved' }).expect(200));
    expect((await register()).authorizations[0]?.granted).toMatchObject({ units: 16, through: '2037-04-30' });
    expect(await runsOut()).toEqual(['2037-04-30']);
    expectProblem(await say({ decision: 'denied', corrects: yes }), 'invalid-field');
    const no = stepOf(await say({ decision: 'denied', corrects: yes, reason: 'Too soon.' }).expect(200));
    expect((await register()).authorizations[0]?.granted).toMatchObject({ units: 10, through: '2037-03-31' });
    expect(await runsOut()).toEqual(['2037-03-31']);
    await say({ decision: 'approved', corrects: no, reason: 'It is time.' }).expect(200);
    expect((await register()).authorizations[0]?.granted).toMatchObject({ units: 16, through: '2037-04-30' });
    expect(await runsOut()).toEqual(['2037-04-30']);
  });
});
