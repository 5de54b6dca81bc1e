import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { dueReviewsReply } from '../../src/features/supervision/api/reviews-route.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const reviewsOf = async (login: Login) =>
  asSent(dueReviewsReply, (await rig.get(login, '/reviews').expect(200)).body).items;
const theo = async (login: Login) =>
  (await reviewsOf(login)).find(({ staff }) => staff.name === 'Theo Marchetti');

describe('what is to be reviewed', () => {
  it('is what is owed of whom one leads, the soonest first; a coordinator sees their own', async () => {
    rig.clock.set(monday + 16 * day);
    const mine = await reviewsOf('supervisor');
    expect(mine.map(({ staff }) => staff.name).toSorted()).toEqual([
      'Adaeze Whitlock',
      'Jonas Pellerin',
      'Theo Marchetti',
    ]);
    const one = await theo('supervisor');
    expect(one?.supervisor).toBeNull();
    expect(one?.duties.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'check-in overdue',
      'case-review open',
      'evaluation open',
    ]);
    expect((await reviewsOf('coordinator')).map(({ staff }) => staff.name)).toEqual(['Theo Marchetti']);
    await rig.get('quality', '/reviews').expect(403);
  });

  it('knows whose turn it is, and is over once both have signed', async () => {
    const { staffIds } = rig.agency;
    const path = `/staff/${staffIds.coordinator}`;
    const named = { supervisorId: staffIds.supervisor };
    await rig.post('supervisor', `${path}/supervision/acts/name-supervisor`, named).expect(200);
    const plan = { plannedOn: '2037-03-19', format: 'in-person' };
    const { body } = await rig.post('supervisor', `${path}/case-reviews`, plan).expect(201);
    const review = `${path}/case-reviews/${(body as { documentId: string }).documentId}`;
    const stands = async () =>
      (await theo('supervisor'))?.reviews.map(({ state, waitsFor }) => `${state}: ${waitsFor}`);
    expect(await stands()).toEqual(['planned: supervisor']);
    await rig.post('supervisor', `${review}/acts/prepare`, {}).expect(200);
    const held = { format: 'in-person', items: [] };
    await rig.post('supervisor', `${review}/acts/hold`, held).expect(200);
    expect(await stands()).toEqual(['held: supervisor']);
    await rig.post('supervisor', `${review}/acts/sign`, {}).expect(200);
    expect(await stands()).toEqual(['signed-by-supervisor: coordinator']);
    expect((await theo('coordinator'))?.supervisor).toEqual({
      ...{ staffId: staffIds.supervisor, name: 'Ruth Okonjo' },
    });
    await rig.post('coordinator', `${review}/acts/sign`, {}).expect(200);
    expect(await stands()).toEqual([]);
  });
});
