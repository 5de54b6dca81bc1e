import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const marisol = { givenName: 'Marisol', familyName: 'Quintavalle', birthDate: '1988-04-17' };
const refer = (client: object, referral: object = {}) =>
  rig.refer({ client, referral: { level: 'rsc-i', emergency: false, ...referral } });
const taken = async (client: object, referral: object = {}) => {
  const reply = await refer(client, referral);
  expect(reply.status, reply.text).toBe(201);
  return reply;
};
const onRecord = async (reference: string) => {
  const { givenName, familyName, birthDate } = await rig.prisma.client.findFirstOrThrow({
    where: { reference },
  });
  return { givenName, familyName, birthDate };
};

/** Referred, and no longer enrolled: the reference is free for a new referral. */
async function ended(reference: string, client: object = marisol): Promise<string> {
  const { body } = await taken({ reference, ...client });
  const { enrollmentId } = body as { enrollmentId: string };
  await rig.prisma.enrollment.update({
    where: { id: enrollmentId },
    data: { openClientId: null, endedAt: new Date(monday + hour) },
  });
  return enrollmentId;
}

it('a referral under a known reference never writes over who is on record; what differs is refused by name', async () => {
  rig.clock.set(monday);
  const first = await ended('P-1');
  rig.clock.set(monday + 2 * day);
  const before = await rig.written();
  const other = { reference: 'P-1', givenName: 'Devon', familyName: 'Achterberg', birthDate: '1979-11-02' };
  expectProblem(await refer(other), 'person-differs', [
    { pointer: '/client/givenName' },
    { pointer: '/client/familyName' },
    { pointer: '/client/birthDate' },
  ]);
  expectProblem(await refer({ ...marisol, reference: 'P-1', familyName: 'Quintavale' }), 'person-differs', [
    { pointer: '/client/familyName' },
  ]);
  expect(await rig.written()).toEqual(before);
  expect(await onRecord('P-1')).toEqual(marisol);
  const { text } = await refer(other);
  expect(text).not.toMatch(/Marisol|Quintavalle|1988|Devon|Achterberg/);

  // The same person, with nothing said of the birth date, in other letters: nothing is wiped, nothing asked.
  await taken({ reference: 'P-1', givenName: ' marisol', familyName: 'QUINTAVALLE' });
  expect(await onRecord('P-1')).toEqual(marisol);
  const { body } = await rig.get('supervisor', `/enrollments/${first}`).expect(200);
  expect((body as { client: object }).client).toMatchObject(marisol);
});

it('whoever enters it may say that it is the same person: what was told is kept with the referral', async () => {
  rig.clock.set(monday);
  await ended('P-2');
  const { id } = await rig.prisma.client.findFirstOrThrow({ where: { reference: 'P-2' } });
  const married = { ...marisol, reference: 'p 2', familyName: 'Vance' };
  const refused = await refer(married);
  expectProblem(refused, 'person-differs', [{ pointer: '/client/familyName' }]);
  expect(refused.body).toMatchObject({ onRecord: { clientId: id, reference: 'P-2' } });
  const { body } = await taken({ ...married, sameAsOnRecord: id });
  expect(await onRecord('P-2')).toEqual(marisol);
  const { enrollmentId } = body as { enrollmentId: string };
  const { body: timeline } = await rig.get('supervisor', `/enrollments/${enrollmentId}/timeline`).expect(200);
  expect((timeline as { items: { details?: object }[] }).items[0]?.details).toMatchObject({
    told: { givenName: 'Marisol', familyName: 'Vance', birthDate: '1988-04-17' },
  });
});

it('an emergency is taken and pages at once; who it is, is settled afterwards', async () => {
  rig.clock.set(monday);
  await ended('P-3');
  const stranger = { reference: 'P-3', givenName: 'Devon', familyName: 'Achterberg' };
  const { body } = await taken(stranger, { emergency: true, needs: ['housing'] });
  expect(await onRecord('P-3')).toEqual(marisol);
  const { enrollmentId } = body as { enrollmentId: string };
  expect(await rig.prisma.notification.count({ where: { enrollmentId, kind: 'page' } })).toBe(1);
});

it('whom no enrollment is about yet is corrected by the referral that is taken', async () => {
  rig.clock.set(monday);
  const unseen = { reference: 'P-4', givenName: 'Marisoll', familyName: 'Quintavalle' };
  const clientId = '00000000-0000-4000-8000-0000000000f4';
  await makeClient(rig.prisma, { ...unseen, clientId, agencyId: rig.agency.agencyId });
  await taken({ ...marisol, reference: 'P-4' });
  expect(await onRecord('P-4')).toEqual(marisol);
});
