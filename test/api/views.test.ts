import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const late = { page: '/overdue', name: 'Late with Theo', search: 'by=staff&when=overdue' };
const names = async (login: 'supervisor' | 'coordinator') =>
  (await rig.get(login, '/me/views').expect(200)).body.items.map((one: { name: string }) => one.name);

it('a view is its owner’s alone: saved, saved anew, renamed, deleted', async () => {
  const { body } = await rig.post('supervisor', '/me/views', late).expect(200);
  const id = String(body.items[0].id);
  expect(body.items).toEqual([{ id, ...late }]);
  expect(await names('coordinator')).toEqual([]);
  expectProblem(await rig.post('coordinator', `/me/views/${id}/rename`, { name: 'Mine' }), 'unknown-view');
  await rig.post('coordinator', `/me/views/${id}/delete`, {}).expect(200);

  const narrower = { ...late, search: 'by=staff&when=today' };
  const again = await rig.post('supervisor', '/me/views', narrower).expect(200);
  expect(again.body.items).toEqual([{ id, ...narrower }]);
  await rig.post('supervisor', '/me/views', { ...late, name: 'Other' }).expect(200);
  expectProblem(await rig.post('supervisor', `/me/views/${id}/rename`, { name: 'Other' }), 'view-known');
  await rig.post('supervisor', `/me/views/${id}/rename`, { name: 'A first one' }).expect(200);
  expect(await names('supervisor')).toEqual(['A first one', 'Other']);
  for (let times = 0; times < 2; times += 1) {
    const left = await rig.post('supervisor', `/me/views/${id}/delete`, {}).expect(200);
    expect(left.body.items).toHaveLength(1);
  }
  expectProblem(
    await rig.post('supervisor', `/me/views/${randomUUID()}/rename`, { name: 'X' }),
    'unknown-view',
  );
});

it('holds filters and no words, and there is an end to them', async () => {
  for (const search of ['q=Ottilie Brandywine', 'q=Ottilie%20B', ''])
    expectProblem(await rig.post('coordinator', '/me/views', { ...late, search }), 'invalid-field');
  expectProblem(await rig.post('coordinator', '/me/views', { ...late, page: 'https://x' }), 'invalid-field');
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      rig.post('coordinator', '/me/views', { ...late, name: `View ${n}` }).expect(200),
    ),
  );
  const staffId = rig.agency.staffIds.coordinator;
  await rig.prisma.savedView.createMany({
    data: Array.from({ length: 30 }, (_, n) => ({
      ...{ ...late, id: randomUUID(), staffId, name: `More ${n}`, madeAt: new Date(0) },
    })),
  });
  expectProblem(await rig.post('coordinator', '/me/views', late), 'too-many-views');
  await rig.post('coordinator', '/me/views', { ...late, name: 'View 3' }).expect(200);
  expect(await names('coordinator')).toHaveLength(50);
});
