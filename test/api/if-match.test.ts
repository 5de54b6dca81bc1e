import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/api/features.ts';
import { permissions } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { documentTrials } from '../support/acts/documents.ts';
import { otherTrials } from '../support/acts/others.ts';
import { createStage, type Stage } from '../support/acts/stage.ts';
import { staffTrials } from '../support/acts/staff-documents.ts';
import { expectProblem } from '../support/api-problem.ts';
import { hour, monday } from '../support/api-rig.ts';
import { readAt, replacing } from '../support/reading-first.ts';

const trials = { ...otherTrials, ...documentTrials, ...staffTrials };

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
beforeEach(() => stage.rig.clock.set(monday + hour));
afterAll(() => stage?.rig.close());

describe('what replaces something is for who says which revision they have seen', () => {
  it.each(replacing.map(({ id }) => id))('%s', async (id) => {
    const { as, path, body = {} } = await trialOf(id)(stage);
    const authorization = `Bearer ${stage.rig.agency.tokens[as]}`;
    const send = (ifMatch?: string, key: string = randomUUID()) => {
      const test = request(stage.rig.bare)
        .post(`/api/v1${path}`)
        .set({ Authorization: authorization, 'Idempotency-Key': key });
      return (ifMatch === undefined ? test : test.set('If-Match', ifMatch)).send(body);
    };
    const read = await request(stage.rig.bare)
      .get(`/api/v1${readAt(path)}`)
      .set('Authorization', authorization);
    const seen = read.status === 404 ? '"0"' : (read.headers['etag'] ?? '');
    const before = await stage.written();

    // Nothing said, nothing meant, nothing of what is there, and what is there no more: refused, and nothing is written.
    expectProblem(await send(), 'version-missing');
    expectProblem(await send('*'), 'version-missing');
    expectProblem(await send('"999"'), 'version-conflict');
    expectProblem(await send('W/"1"'), 'invalid-parameter');
    expect(await stage.written()).toBe(before);

    const key = randomUUID();
    const first = await send(seen, key);
    expect(first.status, first.text).toBe(200);
    const { revision } = first.body as { revision: number };
    expect(first.headers['etag']).toBe(`"${revision}"`);
    // Somebody who had read the same is told so; a repetition is the act of then.
    expectProblem(await send(seen), 'version-conflict');
    expect((await send(seen, key)).headers['idempotent-replayed']).toBe('true');
  });

  it('and whoever may replace it may read it', () => {
    const routes = allRoutes({} as RouteContext);
    for (const { id, path, operation } of replacing) {
      const reading = routes.find((one) => one.method === 'get' && one.path === readAt(path));
      const [may, reads] = [operation, reading?.operation].map((one) => (one ? permissions[one] : []));
      expect(reads, id).toEqual(expect.arrayContaining([...(may ?? ['nobody'])]));
    }
  });

  it('as the OpenAPI document says: the header is required, and its refusal documented', async () => {
    type Operation = {
      operationId: string;
      parameters?: { name: string; required?: boolean }[];
      responses: Record<string, { description: string }>;
    };
    const { body } = await request(stage.rig.bare).get('/openapi.json').expect(200);
    const { paths } = body as { paths: Record<string, Record<string, Operation>> };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const required = operations.filter(({ parameters = [] }) =>
      parameters.some(({ name, required: needed }) => name === 'If-Match' && needed),
    );
    expect(required.map(({ operationId }) => operationId).toSorted()).toEqual(
      replacing.map(({ id }) => id).toSorted(),
    );
    for (const { operationId, responses } of operations)
      expect(responses['428']?.description.includes('version-missing') ?? false, operationId).toBe(
        replacing.some(({ id }) => id === operationId),
      );
    expect(replacing.length).toBeGreaterThan(15);
  });
});

function trialOf(id: string) {
  const trial = (trials as Record<string, (typeof documentTrials)[keyof typeof documentTrials]>)[id];
  if (!trial) throw new Error(`${id} is tried nowhere: test/support/acts`);
  return trial;
}
