import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '../support/api-problem.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { acuityReply } from '../../src/features/acuity/api/replies.ts';
import { itemsOf } from '../../src/engine/policy/acuity-form.ts';
import { agencyAcuityIndex } from '../../src/features/acuity/instruments/agency-default.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';

const instrument = contentHash(agencyAcuityIndex);
const answers = (points: number) =>
  Object.fromEntries(itemsOf(agencyAcuityIndex).map(({ id }) => [id, points]));

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  rig.clock.set(monday + hour);
  await rig.assign(id);
});
afterAll(() => rig?.close());

const score = (body: object) => rig.command('coordinator', id, 'scoreAcuity', body);

it('the form is read by the hash that the profile names', async () => {
  const { body } = await rig.get('coordinator', `/policies/${instrument}`).expect(200);
  expect(body).toMatchObject({ kind: 'acuity-instrument', content: { id: 'agency-acuity-index' } });
});

it('answers are scored, and a score that says otherwise is refused', async () => {
  const before = await rig.written();
  const disagreeing = await score({ score: 31, instrument, answers: answers(1) }).expect(422);
  expect(disagreeing.body).toMatchObject({ code: 'score-disagrees', errors: [{ pointer: '/score' }] });
  const { symptoms: _, ...fewer } = answers(1);
  const incomplete = await score({ instrument, answers: { ...fewer, overdose: 9 } }).expect(400);
  expect(incomplete.body).toMatchObject({
    code: 'invalid-field',
    errors: [{ pointer: '/answers/overdose' }, { pointer: '/answers/symptoms' }],
  });
  for (const body of [{}, { instrument }, { answers: answers(1) }]) {
    const { body: problem } = await score(body).expect(400);
    expect(problem.code).toBe('invalid-field');
  }
  const unknown = await score({ instrument: '0'.repeat(64), answers: answers(1) }).expect(422);
  expect(unknown.body.code).toBe('unknown-instrument');
  expect(await rig.written()).toEqual(before);
});

it('[AC-1] the score stands with its form and its answers, and what it proposes is shown', async () => {
  const scored = await score({ instrument, answers: { ...answers(1), symptoms: 3 } }).expect(200);
  const index = scored.body.steps[0].stepId as string;
  const event = { event: 'detox-admission', summary: 'Went in last night.' };
  await rig.command('coordinator', id, 'reportHighAcuityEvent', event).expect(200);

  const { body } = await rig.get('supervisor', `/enrollments/${id}/acuity`).expect(200);
  expect(acuityReply.safeParse(body).error).toBeUndefined();
  expect(body).toMatchObject({
    caseManagementUpTo: 38,
    instrument: { hash: instrument },
    scores: [
      {
        stepId: index,
        score: 27,
        indicates: 'lighter',
        level: 'rsc-i',
        instrument: { id: 'agency-acuity-index', version: 1, hash: instrument },
        answers: { symptoms: 3, overdose: 1 },
        documentation: [{ item: 'symptoms', anyOf: ['mental-health-report'] }],
      },
    ],
    proposals: [{ index, from: 'rsc-i', indicates: 'lighter', outcome: 'open', settledBy: null }],
    highAcuityEvents: [{ event: 'detox-admission' }],
    stabilizedUntil: '2037-03-17T04:59:59.999Z',
  });
  const { body: less } = await rig.get('intake', `/enrollments/${id}/acuity`).expect(200);
  expect(acuityReply.safeParse(less).error).toBeUndefined();
  expect(JSON.stringify(less)).not.toMatch(/symptoms|detox/);
});

it('[AC-4] the transfer carries the index', async () => {
  const transfer = { level: 'cm', reason: 'The index says so.' };
  const refused = await rig.command('supervisor', id, 'changeLevel', transfer).expect(409);
  expect(refused.body.code).toBe('acuity-index-missing');
  const { body } = await rig.get('supervisor', `/enrollments/${id}/acuity`).expect(200);
  const index = body.scores[0].stepId as string;
  const across = { ...transfer, index };
  // A kind that was ticked is nothing that is there.
  const ticked = await rig.command('supervisor', id, 'changeLevel', {
    ...{ ...across, documents: ['acuity-documentation'] },
  });
  expectProblem(ticked, 'unknown-field');
  const bare = await rig.command('supervisor', id, 'changeLevel', across).expect(422);
  expect(bare.body.code).toBe('document-missing');
  const enclosed = await rig.enclosing(id, ['acuity-documentation']);
  await rig.command('supervisor', id, 'changeLevel', { ...across, enclosed }).expect(200);
  const after = await rig.get('supervisor', `/enrollments/${id}/acuity`).expect(200);
  expect(after.body.proposals).toMatchObject([
    { outcome: 'changed', settledBy: { by: { name: expect.any(String) } } },
  ]);
});

it('only leads keep a level', async () => {
  await rig.command('coordinator', id, 'keepLevel', { reason: 'As agreed.' }).expect(403);
});
