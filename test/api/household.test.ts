import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { householdCopy } from '../../src/features/household/api/schemas.ts';
import { teamReply } from '../../src/features/team/api/schemas.ts';
import { signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { wholeSections } from '../support/plans.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll({ referral: { level: 'rsc-f' } });
});
afterAll(() => rig?.close());

const [mother, father, child] = [randomUUID(), randomUUID(), randomUUID()];
const adult = { minor: false, guardians: [], lets: [] };
const members = [
  { id: mother, name: 'Ottilie', relation: 'mother', client: true, ...adult },
  { id: father, name: 'Aldo', relation: 'father', client: false, ...adult },
  {
    ...adult,
    id: child,
    name: 'Nell',
    relation: 'daughter',
    client: false,
    minor: true,
    guardians: [mother],
  },
];
const change = (body: object, enrollmentId = id) =>
  rig.post('coordinator', `/enrollments/${enrollmentId}/household/acts/change`, body);
async function copyOf(memberId: string) {
  const { body } = await rig.get('coordinator', `/enrollments/${id}/household/copy/${memberId}`).expect(200);
  expect(householdCopy.safeParse(body).error).toBeUndefined();
  return body;
}

it('[PL-2] a family is enrolled together, at a family level only', async () => {
  expectProblem(await change({ members }, await rig.enroll()), 'not-a-family');
  const orphan = members.map((one) => ({ ...one, guardians: [] }));
  expectProblem(await change({ members: orphan }), 'household-inconsistent', [
    { pointer: '/members/2/guardians' },
  ]);
  await change({ members }).expect(200);
  expectProblem(await change({ members }), 'nothing-changed');
  expect(await copyOf(mother)).toMatchObject({ plan: null });
});

it('[PL-2] the family is shown with the team, and so is that there can be one', async () => {
  const shown = async (enrollmentId: string) => {
    const { body } = await rig.get('coordinator', `/enrollments/${enrollmentId}/team`).expect(200);
    expect(teamReply.safeParse(body).error).toBeUndefined();
    return body;
  };
  expect(await shown(id)).toMatchObject({ family: true, household: { content: { members } } });
  expect(await shown(await rig.enroll())).toMatchObject({ family: false, household: null });
});

it('[RF-3] each member is given what is theirs, a guardian the part of the minor, too', async () => {
  const { needs, safetyPlan } = wholeSections();
  const [first, second] = needs;
  const owned = [
    { ...first, id: 'n1', domain: 'housing' as const, text: 'A flat for three.', immediate: true },
    {
      ...second,
      id: 'n2',
      domain: 'education' as const,
      text: 'Help at school.',
      immediate: true,
      member: child,
    },
    { id: 'n3', domain: 'legal' as const, text: 'A lawyer.', immediate: false, member: father },
  ];
  const sections = { needs: owned, safetyPlan: safetyPlan && { ...safetyPlan, member: mother } };
  const plan = await signedPlan(rig, id, { version: 'full', sections });
  await rig.post('coordinator', `/enrollments/${id}/plans/${plan}/acts/complete`, {}).expect(200);

  const hers = await copyOf(mother);
  expect(hers.of.map((one: { name: string }) => one.name)).toEqual(['Ottilie', 'Nell']);
  expect(hers.plan.sections.needs.map((one: { id: string }) => one.id)).toEqual(['n1', 'n2']);
  expect(hers.plan.sections.safetyPlan).not.toBeNull();
  const his = await copyOf(father);
  expect(his.plan.sections.needs.map((one: { id: string }) => one.id)).toEqual(['n1', 'n3']);
  expect(his.plan.sections.safetyPlan).toBeNull();
  const hersAlone = await copyOf(child);
  expect(hersAlone.plan.sections.needs.map((one: { id: string }) => one.id)).toEqual(['n1', 'n2']);

  const nobody = `/enrollments/${id}/household/copy/${randomUUID()}`;
  expectProblem(await rig.get('coordinator', nobody), 'not-found');
  expectProblem(await rig.get('intake', `/enrollments/${id}/household/copy/${mother}`), 'forbidden');
});
