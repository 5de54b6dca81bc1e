import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentTrials } from '../support/acts/documents.ts';
import { otherTrials } from '../support/acts/others.ts';
import { play } from '../support/acts/play.ts';
import { staffTrials } from '../support/acts/staff-documents.ts';
import { createStage, type Stage } from '../support/acts/stage.ts';
import { stepTrials } from '../support/acts/steps.ts';
import { hour, monday } from '../support/api-rig.ts';

/** One for each route that takes a key. */
const trials = { ...otherTrials, ...documentTrials, ...staffTrials, ...stepTrials };

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
beforeEach(() => stage.rig.clock.set(monday + hour));
afterAll(() => stage?.rig.close());

type Operation = { operationId?: string; parameters?: { name: string; in: string }[] };

it('every route that takes a key is played', async () => {
  const { body } = await request(stage.rig.app).get('/openapi.json').expect(200);
  const operations = Object.values((body as { paths: Record<string, Record<string, Operation>> }).paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'Idempotency-Key'));
  expect(operations.length).toBeGreaterThan(140);
  expect(Object.keys(trials).toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
});

describe('a key means one act of one person', () => {
  it.each(Object.entries(trials))('%s', async (id, make) => {
    await play(stage, `key-${id}`, await make(stage));
  });
});
