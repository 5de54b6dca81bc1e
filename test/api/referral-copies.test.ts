import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
/** Runs when a referral is about to be compared with everybody on record. */
let comparing: (() => Promise<unknown>) | null = null;
beforeAll(async () => {
  rig = await createApiRig({
    with: (deps) => ({
      ...deps,
      search: {
        ...deps.search,
        async alike(...asked) {
          const first = comparing;
          comparing = null;
          await first?.();
          return await deps.search.alike(...asked);
        },
      },
    }),
  });
});
afterAll(() => rig?.close());

const referral = () => {
  const reference = `C-${randomUUID()}`;
  const client = { reference, givenName: 'Ottilie', familyName: 'Brandywine', birthDate: '1990-01-02' };
  return { client, referral: { level: 'rsc-i', emergency: false } };
};

it('a copy of a referral that comes in between is itself, not somebody who looks alike', async () => {
  const headers = { 'Idempotency-Key': randomUUID() };
  const body = referral();
  const send = () => rig.post('intake', '/enrollments', body, headers);
  let copy: number | undefined;
  comparing = async () => (copy = (await send()).status);
  const { status, body: told } = await send();
  expect([copy, status, (told as { code?: string }).code]).toEqual([201, 200, undefined]);
  expect(await rig.prisma.clientShown.count()).toBe(0);
  expect(await rig.prisma.client.count()).toBe(1);

  // Under another key and reference it is somebody else's referral, of perhaps the same person.
  const other = await rig.post('intake', '/enrollments', referral());
  expect([other.status, (other.body as { code?: string }).code]).toEqual([409, 'looks-alike']);
});
