import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { intakeReply } from '../../src/features/enrollments/api/intake-route.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
beforeEach(() => rig.clock.set(monday));
afterAll(() => rig?.close());

const intakeOf = async (login: Login = 'intake') =>
  asSent(intakeReply, (await rig.get(login, '/intake').expect(200)).body);
const itemOf = async (id: string, login: Login = 'intake') =>
  (await intakeOf(login)).items.find(({ enrollmentId }) => enrollmentId === id);

describe('what whoever refers clients begins from', () => {
  it('has the words of a referral: levels of the policy, needs of the agency’s list without what is retired', async () => {
    const { levels, needs, timeZone } = await intakeOf();
    expect(timeZone).toBe('America/Chicago');
    expect(levels.map(({ id }) => id)).toEqual(['rsc-i', 'rsc-f', 'cm']);
    expect(needs).toContainEqual(
      expect.objectContaining({ code: 'housing', dangerous: expect.any(Boolean) }),
    );
    const kept = needs.map((need) => ({ ...need, retired: need.code === 'housing' }));
    const lists = await rig.get('director', '/code-lists').expect(200);
    const { crises } = (lists.body as { content: { crises: object[] } }).content;
    const body = { needs: kept, crises, reason: 'Asked otherwise by now.' };
    const etag = lists.headers['etag'] ?? '"0"';
    await rig.post('director', '/code-lists/acts/change', body, { 'If-Match': etag }).expect(200);
    expect((await intakeOf()).needs.map(({ code }) => code)).not.toContain('housing');
  });

  it('says who would be paged, and of an emergency who was, and who is on it', async () => {
    const { onCall } = await intakeOf();
    expect(onCall[0]).toEqual({ staffId: rig.agency.staffIds.coordinator2, name: 'Adaeze Whitlock' });
    const id = await rig.enroll({
      client: { reference: 'I-1', givenName: 'Leopold', familyName: 'Asante' },
      referral: { level: 'rsc-i', emergency: true, needs: [] },
    });
    const item = await itemOf(id);
    expect(item).toMatchObject({
      client: { reference: 'I-1', familyName: 'Asante' },
      emergency: true,
      coordinator: { name: 'Adaeze Whitlock' },
      answered: null,
    });
    expect(item?.paged).toEqual([{ audience: 'on-call', name: null, at: new Date(monday).toISOString() }]);
    rig.clock.set(monday + minute);
    await rig.command('coordinator2', id, 'acknowledgePage', {}).expect(200);
    expect((await itemOf(id))?.answered).toEqual({
      name: 'Adaeze Whitlock',
      at: new Date(monday + minute).toISOString(),
    });
  });

  it('shows what came in today, older ones while they wait, and to intake nobody whom a coordinator has reached', async () => {
    const [waits, given] = [await rig.enroll(), await rig.enroll()];
    await rig.assign(given);
    expect(await itemOf(waits)).toMatchObject({ coordinator: null, emergency: false, paged: [] });
    expect(await itemOf(given)).toMatchObject({ coordinator: { name: 'Theo Marchetti' } });
    rig.clock.set(monday + day);
    expect(await itemOf(waits)).toBeDefined();
    expect(await itemOf(given)).toBeUndefined();
    rig.clock.set(monday + hour);
    const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
    await rig.command('coordinator', given, 'logContact', contact).expect(200);
    expect(await itemOf(given)).toBeUndefined();
    expect(await itemOf(given, 'supervisor')).toBeDefined();
  });

  it('is for those who refer, of their own agency', async () => {
    for (const login of ['coordinator', 'payer', 'quality', 'ops', 'privacy'] as const)
      expectProblem(await rig.get(login, '/intake'), 'forbidden');
  });
});
