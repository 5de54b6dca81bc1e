import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { possibleDuplicatesReply } from '../../src/features/enrollments/api/possible-duplicates-route.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let first = '';
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  rig.clock.set(monday);
  first = await rig.enroll({ client: marisol });
  await rig.assign(first);
  const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
  await rig.command('coordinator', first, 'logContact', contact).expect(200);
});
beforeEach(() => rig.clock.set(monday + hour));
afterAll(() => rig?.close());

const marisol = {
  reference: 'C-1042',
  givenName: 'Marisol',
  familyName: 'Quintavalle',
  birthDate: '1988-04-17',
};
const ask = (client: object, login: 'intake' | 'supervisor' = 'intake') =>
  rig.post(login, '/enrollments/possible-duplicates', { client });
const candidatesOf = async (client: object, login: 'intake' | 'supervisor' = 'intake') =>
  asSent(possibleDuplicatesReply, (await ask(client, login).expect(200)).body).candidates;

describe('whom the person of a referral looks like, while it is written', () => {
  it.each([
    ['both names', { givenName: 'Marisol', familyName: 'Quintavalle' }],
    ['a slip in the name', { givenName: 'Marisol', familyName: 'Quintavale' }],
    ['the given name and the birth date', { givenName: 'Marisol', birthDate: '1988-04-17' }],
    ['her number alone, as somebody may write it', { reference: 'c 1042' }],
  ])('is shown by %s, as the refusal would show them; that she was shown is on record', async (_, client) => {
    const [before, shown] = [await rig.written(), await rig.prisma.clientShown.count()];
    const reply = await ask(client).expect(200);
    const { own, others } = asSent(possibleDuplicatesReply, reply.body).candidates;
    expect(own).toEqual([]);
    expect(others).toMatchObject([{ reference: 'C-1042', initials: 'M. Q.', birthYear: 1988 }]);
    expect(reply.text).not.toMatch(/Marisol|Quintaval|1988-04/);
    expect(await rig.written()).toEqual(before);
    expect(await rig.prisma.clientShown.count()).toBe(shown + 1);
    expect(rig.logs.join('')).not.toMatch(/Quintaval/);
  });

  it('is shown to a lead whole, and that is no showing to a stranger', async () => {
    const shown = await rig.prisma.clientShown.count();
    const { own, others } = await candidatesOf({ ...marisol, reference: 'N-1' }, 'supervisor');
    expect(others).toEqual([]);
    expect(own).toMatchObject([{ ...marisol, enrollments: [{ enrollmentId: first, open: true }] }]);
    expect(await rig.prisma.clientShown.count()).toBe(shown);
  });

  it('is what the referral is asked back with when it is sent, and not shown again once named as somebody else', async () => {
    const client = { ...marisol, reference: 'N-2' };
    const candidates = await candidatesOf(client);
    const referral = { level: 'rsc-i', emergency: false };
    const refused = await rig.post('intake', '/enrollments', { client, referral });
    expectProblem(refused, 'looks-alike');
    expect(JSON.parse(refused.text)).toMatchObject({ candidates });
    const differentFrom = candidates.others.map(({ clientId }) => clientId);
    expect(await candidatesOf({ ...client, differentFrom })).toEqual({ own: [], others: [] });
  });

  it.each([
    ['nothing', {}],
    ['half of a name', { familyName: 'Quintavalle' }],
    ['the same name, born another year', { ...marisol, reference: 'N-3', birthDate: '1961-11-30' }],
  ])('is nobody by %s', async (_, client) => {
    expect(await candidatesOf(client)).toEqual({ own: [], others: [] });
  });

  it('is asked by those who refer, of their own agency, and in no address', async () => {
    for (const login of ['coordinator', 'payer', 'quality', 'ops'] as const)
      expectProblem(
        await rig.post(login, '/enrollments/possible-duplicates', { client: marisol }),
        'forbidden',
      );
    expectProblem(await ask({ name: 'Marisol' }), 'unknown-field', [{ pointer: '/client/name' }]);
    expectProblem(
      await rig.post('intake', '/enrollments/possible-duplicates?name=Marisol', { client: {} }),
      'invalid-parameter',
    );
  });
});
