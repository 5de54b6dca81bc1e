import request from 'supertest';
import { allRoutes } from '../../src/api/features.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
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

/** Acts on documents that need no If-Match. */
const adding = new Set(
  allRoutes({} as RouteContext)
    .filter(({ path, takesVersion }) => path.includes('/acts/') && takesVersion !== 'required')
    .map(({ id }) => id),
);

/** Nothing that stood there is gone after the act with that key: somebody who had not seen it took nothing away. */
async function expectAllLeft({ rig }: Stage, commandId: string): Promise<void> {
  const { documentId, revision, content } = await rig.prisma.documentRevision.findFirstOrThrow({
    where: { commandId },
  });
  const where = { documentId_revision: { documentId, revision: revision - 1 } };
  const before = await rig.prisma.documentRevision.findUnique({ where });
  expect(goneFrom(before?.content ?? null, content)).toEqual([]);
}

function goneFrom(before: unknown, after: unknown, at = ''): string[] {
  if (before === null || before === undefined) return [];
  if (typeof before !== 'object') return Object.is(before, after) ? [] : [at];
  const now = (after ?? {}) as Record<string, unknown>;
  return Object.entries(before).flatMap(([name, value]) => goneFrom(value, now[name], `${at}/${name}`));
}

describe('a key means one act of one person', () => {
  it.each(Object.entries(trials))('%s', async (id, make) => {
    await play(stage, `key-${id}`, await make(stage));
    if (adding.has(id)) await expectAllLeft(stage, `key-${id}`);
  });

  it('and who chooses the same key as somebody else does their own act with it', () => {
    process.stdout.write(
      `${stage.ownActs.length} of ${Object.keys(trials).length} acts were done by a second person under the same key\n`,
    );
    expect(stage.ownActs.length).toBeGreaterThan(50);
  });

  it('and is answered alike when what the act named is gone', () => {
    process.stdout.write(`gone: ${JSON.stringify(stage.taken)}\n`);
    expect(stage.taken.documents).toBeGreaterThan(50);
    expect(stage.taken.steps).toBeGreaterThan(10);
  });
});
