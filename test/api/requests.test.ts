import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationsReply } from '../../src/features/authorizations/api/replies.ts';
import { requestsReply } from '../../src/features/authorizations/api/requests-replies.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
let one = '';
let other = '';
beforeAll(async () => {
  rig = await createApiRig();
  one = await rig.enroll();
  other = await rig.enroll();
  rig.clock.set(monday + hour);
  await rig.assign(one);
  await rig.assign(other, 'coordinator2');
});
afterAll(() => rig?.close());

const sar = {
  ...{ service: 'RSS-HOUSING', units: 10, from: '2037-03-02', through: '2037-03-20', initial: true },
  justification: 'A room until the first rent is due.',
};
const more = { initial: true, units: 8, through: '2037-06-01', justification: 'It goes on.' };

const waiting = async (login: 'payer' | 'supervisor' | 'director' = 'payer') =>
  asSent(requestsReply, (await rig.get(login, '/requests').expect(200)).body).items;
const settled = async (state: 'returned' | 'decided') =>
  asSent(requestsReply, (await rig.get('payer', `/requests?state=${state}`).expect(200)).body).items;
type Waiting = Awaited<ReturnType<typeof waiting>>[number];

const stepOf = ({ body }: { body: { steps: { stepId: string }[] } }): string => body.steps[0]?.stepId ?? '';
const ask = async (id: string, type: 'requestAuthorization' | 'requestExtension', body: object) =>
  stepOf(
    await rig.command('coordinator', id, type, { ...body, enclosed: await rig.enclosing(id) }).expect(200),
  );
/** As the list says how: nothing else is known of it. */
const answer = ({ enrollmentId, answeredBy, stepId }: Waiting, decision: object) =>
  rig.command('payer', enrollmentId, answeredBy, { about: stepId, ...decision });

describe('what waits for the payer', () => {
  it('[AU-3] is one list by due time, with what each is decided by', async () => {
    expect(await waiting()).toEqual([]);
    const first = await ask(one, 'requestAuthorization', sar);
    rig.clock.set(monday + day);
    const second = await ask(other, 'requestExtension', more);
    const items = await waiting();
    expect(items.map(({ stepId }) => stepId)).toEqual([first, second]);
    expect(items[0]).toMatchObject({
      ...{ enrollmentId: one, type: 'authorization', state: 'requested', service: 'RSS-HOUSING' },
      asked: { units: 10, from: '2037-03-02', through: '2037-03-20' },
      ...{
        granted: null,
        unitsUsed: 0,
        documents: ['sccp', 'placement-criteria'],
        answeredBy: 'decideAuthorization',
      },
      ...{ duty: 'AU-3', title: 'Payer decides on the Service Authorization Request' },
      // Five business days, to the close of the last.
      due: '2037-03-09T22:00:00.000Z',
      details: { justification: sar.justification },
      coordinator: { staffId: rig.agency.staffIds.coordinator },
      client: { reference: expect.any(String) },
    });
    expect(items[1]).toMatchObject({
      ...{ enrollmentId: other, type: 'extension', service: null, answeredBy: 'decideExtension' },
      asked: { units: 8, from: null, through: '2037-06-01' },
    });
    // The payer decides without a name.
    expect(items.filter(({ client }) => 'familyName' in client || 'birthDate' in client)).toEqual([]);
    for (const login of ['supervisor', 'director'] as const) {
      const whole = await waiting(login);
      expect(whole.map(({ client: _, ...rest }) => rest)).toEqual(
        items.map(({ client: _, ...rest }) => rest),
      );
      expect(whole[0]?.client).toMatchObject({ familyName: expect.any(String) });
    }
  });

  it('[AU-3] leaves the list when it is decided as the list says, and comes back with its history', async () => {
    const [authorization, extension] = await waiting();
    if (!authorization || !extension) throw new Error('two wait');
    await answer(authorization, { decision: 'returned', reason: 'Which month?' }).expect(200);
    expect((await waiting()).map(({ stepId }) => stepId)).toEqual([extension.stepId]);
    // What the payer asked back it finds again, with its words, until it is answered.
    expect(await settled('returned')).toMatchObject([
      { stepId: authorization.stepId, due: null, decisions: [{ details: { reason: 'Which month?' } }] },
    ]);
    expect(await settled('decided')).toEqual([]);
    const again = {
      about: authorization.stepId,
      units: 6,
      enclosed: await rig.enclosing(one),
      justification: 'March.',
    };
    await rig.command('coordinator', one, 'resubmitAuthorization', again).expect(200);
    const returned = (await waiting()).find(({ stepId }) => stepId === authorization.stepId);
    expect(returned).toMatchObject({
      resubmissions: [{ documents: ['sccp', 'placement-criteria'], details: { justification: 'March.' } }],
      asked: { units: 6, from: sar.from, through: sar.through },
      decisions: [
        { decision: 'returned', details: { reason: 'Which month?' }, by: { name: expect.any(String) } },
      ],
    });

    await answer(extension, { decision: 'denied', reason: 'Nothing is authorized.' }).expect(200);
    const granted = { units: 6, from: sar.from, through: sar.through };
    await answer(authorization, { decision: 'approved', ...granted, reason: 'Six nights.' }).expect(200);
    expect(await waiting()).toEqual([]);
    expect(await settled('returned')).toEqual([]);
    const decided = await settled('decided');
    expect(decided.map(({ stepId, state }) => [stepId, state])).toEqual(
      expect.arrayContaining([
        [authorization.stepId, 'approved'],
        [extension.stepId, 'denied'],
      ]),
    );
    expect(decided.filter(({ client }) => 'familyName' in client)).toEqual([]);
    await rig
      .command('coordinator', other, 'appealExtension', { about: extension.stepId, reason: 'It is.' })
      .expect(200);
    expect(await waiting()).toMatchObject([
      {
        ...{ stepId: extension.stepId, state: 'appealed', appeals: [{ details: { reason: 'It is.' } }] },
        decisions: [{ decision: 'denied' }],
      },
    ]);
  });

  it('[AU-2] says of an extension what it extends, what of that is granted, and how much is used', async () => {
    const { authorizations } = authorizationsReply.parse(
      (await rig.get('coordinator', `/enrollments/${one}/authorizations`).expect(200)).body,
    );
    const authorization = authorizations[0]?.stepId;
    const service = { kind: 'housing', minutes: 60, billable: true, procedureCode: 'T1016', units: 2 };
    await rig.command('coordinator', one, 'recordService', { ...service, authorization }).expect(200);
    const asked = await ask(one, 'requestExtension', { ...more, authorization });
    const found = (await waiting()).find(({ stepId }) => stepId === asked);
    expect(found).toMatchObject({
      ...{
        service: 'RSS-HOUSING',
        unitsUsed: 2,
        granted: { units: 6, from: sar.from, through: sar.through },
      },
    });
    expect(JSON.stringify(found)).not.toContain('T1016');
  });

  it('[AU-2] is without what its author took back', async () => {
    const before = await waiting();
    for (const type of ['requestAuthorization', 'requestExtension'] as const)
      for (const back of [
        'voidStep',
        type === 'requestAuthorization' ? 'endAuthorization' : 'withdrawExtension',
      ] as const) {
        const id = await rig.enroll();
        await rig.assign(id, 'coordinator2');
        const asked = await ask(id, type, type === 'requestAuthorization' ? sar : more);
        expect(await waiting()).toHaveLength(before.length + 1);
        const named = back === 'voidStep' ? { step: asked } : { about: asked };
        await rig.command('coordinator', id, back, { ...named, reason: 'For somebody else.' }).expect(200);
        expect(await waiting(), `${type}, ${back}`).toEqual(before);
      }
  });

  it('is of the caller’s agency, for the payer and those who lead', async () => {
    const { body } = await request(rig.app)
      .get('/api/v1/requests')
      .auth(rig.otherAgency.tokens.payer, { type: 'bearer' })
      .expect(200);
    expect(asSent(requestsReply, body).items).toEqual([]);
    for (const login of ['coordinator', 'intake', 'quality', 'ops'] as const)
      expectProblem(await rig.get(login, '/requests'), 'forbidden');
  });
});
