import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageReads } from '../../bench/parts/console-pages.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
let enrollmentId: string;
beforeAll(async () => {
  rig = await createApiRig();
  enrollmentId = await rig.enroll({});
  const named = { coordinatorId: rig.agency.staffIds.coordinator };
  await rig.command('supervisor', enrollmentId, 'assignCoordinator', named).expect(200);
});
afterAll(() => rig?.close());

// Who only runs the bench once a month would hear of it then.
it.each(pageReads)('$what is answered as the bench asks for it: $path', async ({ by, path, body }) => {
  const whole = path.replace('{id}', enrollmentId).replace('{month}', '2037-03');
  const asked = body === undefined ? rig.get(by, whole) : rig.post(by, whole, body);
  const { status, body: reply } = await asked;
  expect([status, reply]).toEqual([200, expect.any(Object)]);
});
