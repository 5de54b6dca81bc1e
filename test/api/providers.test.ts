import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const harbor = {
  name: 'Harbor House',
  services: ['supportive-housing', 'legal-aid'],
  populations: ['women'],
  languages: ['en', 'es'],
  internal: false,
  contact: { person: 'Ines Okafor', phone: '+1 414 555 0170' },
  openings: 2,
  waitingDays: 5,
};
const list = (changes: object, headers = {}) =>
  rig.post('coordinator', '/providers', { ...harbor, ...changes }, headers).expect(201);
const search = async (query: string) => {
  const { body } = await rig.get('coordinator', `/providers?${query}`).expect(200);
  return (body.items as { content: { name: string }; fit: object }[]).map(({ content, fit }) => [
    content.name,
    fit,
  ]);
};
const fits = { population: true, language: true, stale: false };

describe('the provider directory', () => {
  it('[RF-4] finds providers of a service, the fitting first, and marks what nobody has verified of late', async () => {
    await list({});
    await list({ name: 'Second Street', populations: [], waitingDays: 1 });
    await list({ name: 'Full House', openings: 0 });
    await list({ name: 'Old Mill', populations: [], verifiedOn: '2036-12-01', waitingDays: 0 });
    await list({ name: 'Unasked Inn', openings: null, waitingDays: null, populations: [] });
    await list({ name: 'Clinic', services: ['primary-care'] });
    expect(await search('service=supportive-housing&population=men&language=es&open=true')).toEqual([
      ['Second Street', fits],
      ['Old Mill', { ...fits, stale: true }],
      ['Harbor House', { ...fits, population: false }],
    ]);
    expect((await search('service=supportive-housing')).map(([name]) => name)).toEqual([
      'Second Street',
      'Full House',
      'Harbor House',
      'Unasked Inn',
      'Old Mill',
    ]);
    expect(await search('service=primary-care&language=so')).toEqual([
      ['Clinic', { ...fits, language: false }],
    ]);
  });

  it('[RF-4] an entry is verified, revised and retired, and its history stays', async () => {
    const { body, headers } = await list({
      name: 'Lake Clinic',
      services: ['dental'],
      verifiedOn: '2036-12-01',
    });
    expect(headers['etag']).toBe('"1"');
    const path = `/providers/${body.documentId}`;
    expect(await search('service=dental')).toEqual([['Lake Clinic', { ...fits, stale: true }]]);
    await rig
      .post('coordinator', `${path}/acts/verify`, { openings: 0, waitingDays: 30 }, { 'If-Match': '"1"' })
      .expect(200);
    expect(await search('service=dental')).toEqual([['Lake Clinic', fits]]);
    expect(await search('service=dental&open=true')).toEqual([]);
    const { openings: _, waitingDays: __, ...description } = harbor;
    await rig
      .post('coordinator', `${path}/acts/revise`, {
        ...description,
        name: 'Lake Dental',
        services: ['dental'],
      })
      .expect(200);
    const tomorrow = { openings: 1, waitingDays: 0, verifiedOn: '2037-03-03' };
    expectProblem(await rig.post('coordinator', `${path}/acts/verify`, tomorrow), 'occurred-in-future', [
      { pointer: '/verifiedOn' },
    ]);
    await rig.post('supervisor', `${path}/acts/retire`, { reason: 'Closed.' }).expect(200);
    expect(await search('service=dental')).toEqual([]);
    const again = await rig.post('coordinator', `${path}/acts/verify`, { openings: 1, waitingDays: 0 });
    expectProblem(again, 'provider-retired');
    const { body: history } = await rig.get('coordinator', `${path}/revisions`).expect(200);
    expect(history.items).toMatchObject([
      { act: 'list', content: { name: 'Lake Clinic', verifiedOn: '2036-12-01' } },
      { act: 'verify', content: { openings: 0, verifiedOn: '2037-03-02' } },
      { act: 'revise', content: { name: 'Lake Dental', openings: 0 } },
      { act: 'retire', state: 'retired', reason: 'Closed.' },
    ]);
  });

  it('two people at once: one wins, the other is told', async () => {
    const { body } = await list({ name: 'Both Ways', services: ['transport'] });
    const verify = (openings: number) =>
      rig.post(
        'coordinator',
        `/providers/${body.documentId}/acts/verify`,
        { openings, waitingDays: 0 },
        { 'If-Match': '"1"' },
      );
    const lost = (await Promise.all([verify(1), verify(2)])).filter(({ status }) => status !== 200);
    expect(lost).toHaveLength(1);
    if (lost[0]) expectProblem(lost[0], 'version-conflict');
  });

  it("is the agency's own, and nothing for the payer", async () => {
    expectProblem(await rig.get('payer', '/providers'), 'forbidden');
    const { body } = await request(rig.app)
      .get('/api/v1/providers')
      .set('Authorization', `Bearer ${rig.otherAgency.tokens.coordinator}`)
      .expect(200);
    expect(body.items).toEqual([]);
  });
});
