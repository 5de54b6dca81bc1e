import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardLists } from '../../src/features/code-lists/standard.ts';
import { inForce } from '../../src/engine/policy/code-lists.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { createStage, type Stage } from '../support/acts/stage.ts';
import { createWalk, nameOf, names, saidOf } from '../support/field-walk.ts';
import { type Document, fieldsOf, type Schema } from '../support/fields.ts';

const standard = standardLists(countyProfile);
let stage: Stage;
let document: Document;
beforeAll(async () => {
  stage = await createStage();
  document = (await request(stage.rig.app).get('/openapi.json').expect(200)).body as Document;
});
afterAll(() => stage?.rig.close());
const fields = () => fieldsOf(document, (schema: Schema) => schema['x-code-list'] !== undefined);

it('no request has codes of needs or crises that are not asked of the agency’s lists', () => {
  // Words of these lists alone; others are also what plans, screens and payments are about.
  const telling = ['suicidality', 'overdose', 'danger-to-others', 'no-shelter'];
  const fixed = fieldsOf(document, ({ enum: words = [], const: word }) =>
    [...words, word].some((one) => telling.includes(String(one))),
  );
  expect(fixed.map(nameOf)).toEqual([]);
  expect(fields().length).toBeGreaterThanOrEqual(10);
});

it('each field that takes one refuses what its list has not, by name; takes what it has; and is read with its title', async () => {
  const walk = createWalk(stage, document);
  const found: string[] = [];
  for (const field of fields()) {
    const list = field.schema['x-code-list'] ?? 'needs';
    const [code = ''] = inForce(standard, list);
    const title = standard[list].find((one) => one.code === code)?.title ?? '';
    const send = await walk.sender(field);
    if (!send) {
      found.push(`${nameOf(field)}: nobody knows how it is asked`);
      continue;
    }
    for (const wrong of ['tea', 'Housing', 'constructor', ' housing', '']) {
      const answer = await send(wrong);
      if (
        answer.status !== 400 ||
        !saidOf(field, answer).some((said) => said.includes(inForce(standard, list).join(', ')))
      )
        found.push(`${nameOf(field)}, ${wrong}: ${answer.status} ${answer.text}`);
    }
    const answer = await walk.ask(field, code, send);
    if (answer.status >= 300 || names(field, answer)) {
      found.push(`${nameOf(field)} not taken: ${answer.text}`);
      continue;
    }
    const { enrollmentId } = JSON.parse(answer.text) as { enrollmentId: string };
    const { text } = await stage.rig.get('supervisor', `/enrollments/${enrollmentId}/timeline`).expect(200);
    if (!text.includes(title)) found.push(`${nameOf(field)}: without its title in ${text}`);
  }
  expect(found).toEqual([]);
});
