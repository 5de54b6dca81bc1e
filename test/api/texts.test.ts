import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textKinds } from '../../src/kit/http/schemas.ts';
import { createStage, type Make, type Stage } from '../support/acts/stage.ts';
import { createWalk, isDocumented, nameOf, names, saidOf } from '../support/field-walk.ts';
import { type Document, type Field, fieldsOf, isDated, type Schema } from '../support/fields.ts';
import { hmisExport } from '../support/hmis-export.ts';
import { sized } from '../support/sizes.ts';

/** What takes no key and is nobody's trial. */
const keyless = { changed: null, refused: { code: 'not-found' as const } };
const withoutKey: Record<string, Make> = {
  handOutList: async () => ({
    ...{ as: 'supervisor', path: '/lists-taken/hand-outs', body: forTheAuditor },
    ...keyless,
  }),
  languageHints: async () => ({
    ...{ as: 'coordinator', path: '/language-hints', body: { text: 'An addict.' } },
    ...keyless,
  }),
  searchInBody: async () => ({
    ...{ as: 'coordinator', path: '/search', body: { q: 'Brandywine' } },
    ...keyless,
  }),
  findPossibleDuplicates: async () => ({
    ...{ as: 'intake', path: '/enrollments/possible-duplicates', body: { client: {} } },
    ...keyless,
  }),
  previewImport: async () => ({
    ...{ as: 'intake', path: '/imports/preview', body: { files: sentExport() } },
    ...keyless,
  }),
  startImport: async () => ({
    ...{ as: 'intake', path: '/imports', body: { files: sentExport() } },
    ...keyless,
  }),
  saveMyView: async () => ({ ...{ as: 'coordinator', path: '/me/views', body: savedView }, ...keyless }),
  renameMyView: async ({ ok }) => {
    const { items } = await ok('coordinator', '/me/views', savedView);
    const [view] = items as { id: string }[];
    return {
      ...{ as: 'coordinator', path: `/me/views/${view?.id}/rename`, body: { name: 'Late in the south' } },
      ...keyless,
    };
  },
  revokeAccessToken: async ({ ok, staff }) => {
    const tokens = `/staff/${staff.coordinator3}/access-tokens`;
    const { tokenId } = await ok('director', tokens, { days: 7 });
    return {
      ...{ as: 'director', path: `${tokens}/${String(tokenId)}/revoke`, body: { reason: 'Lost.' } },
      ...keyless,
    };
  },
};

const forTheAuditor = {
  ...{ read: '/enrollments', to: { kind: 'role', id: 'other' }, purpose: 'monitoring' },
  allowedBy: { ground: 'law', law: 'audit-evaluation', note: 'The audit of the year.' },
};
const savedView = { name: 'Late in the north', page: '/overdue', search: 'by=staff' };

/** An export with one client in it. */
function sentExport() {
  const built = hmisExport().participant('1').write();
  const files = built.sent();
  built.remove();
  return files;
}

let stage: Stage;
let document: Document;
let walk: ReturnType<typeof createWalk>;
beforeAll(async () => {
  stage = await createStage();
  document = (await request(stage.rig.app).get('/openapi.json').expect(200)).body as Document;
  walk = createWalk(stage, document, withoutKey);
});
afterAll(() => stage?.rig.close());

/** What people write; a word with a form of its own (a date, an id, a code, one of a few) is none. */
const isText = (schema: Schema) =>
  schema.type === 'string' &&
  schema.const === undefined &&
  !schema.enum &&
  !isDated(schema) &&
  schema.format === undefined &&
  schema.pattern === undefined;

const texts = () => fieldsOf(document, isText).filter((field) => field.in === 'body');

it('every text that a request can hold is of a kind; what is called a reason or a name is held to it', () => {
  const fields = texts();
  expect(fields.length).toBeGreaterThan(500);
  const kinds: readonly string[] = textKinds;
  const kindOf = ({ schema }: Field) => schema['x-text'] ?? '';
  expect(fields.filter((field) => !kinds.includes(kindOf(field))).map(nameOf)).toEqual([]);
  const last = ({ at }: Field) => String(at.findLast((part) => typeof part === 'string'));
  const called = (word: RegExp, kind: string) =>
    fields.filter((field) => word.test(last(field)) && kindOf(field) !== kind).map(nameOf);
  expect(called(/^(?:reasons?|why|why[A-Z]\w*|justification)$/, 'reason')).toEqual([]);
  expect(called(/^(?:name|\w+Name|given|family|reference|guests)$/, 'name')).toEqual([]);
  expect(new Set(fields.map(kindOf))).toEqual(new Set(kinds));
});

/** What is refused wherever it stands, and what is refused of some kinds only. */
const refused: Record<string, { value: string | undefined; of?: string }> = {
  nothing: { value: '' },
  'blanks alone': { value: ' \t ' },
  'half a letter': { value: `a\uD800b` },
  'a control character': { value: 'a\u0000b' },
  'an unseen character': { value: 'Otti\u200Blie', of: 'name' },
  'a character that turns the line': { value: 'Otti\u202Elie', of: 'name' },
  'a reason without a letter': { value: '... 12!', of: 'reason' },
};

it(
  'every text is trimmed and in one spelling, or refused in words about that field',
  { timeout: 900_000 },
  async () => {
    const found: string[] = [];
    const count = { fields: 0, refused: 0, kept: 0, elsewhere: 0 };
    for (const [place, field] of texts().entries()) {
      const send = await walk.sender(field);
      if (!send) {
        found.push(`${nameOf(field)}: nobody knows how it is asked`);
        continue;
      }
      count.fields += 1;
      const kind = field.schema['x-text'];
      const mine = Object.entries(refused).filter(([, { of }]) => of === undefined || of === kind);
      // Each field each time; of what is refused, in the short run, two that change from field to field.
      for (const [what, { value }] of mine.filter((_, n) => (n + place) % mine.length < sized(9, 2))) {
        const answer = await send(value);
        const said = `${nameOf(field)}, ${what}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (!isDocumented(field, answer)) found.push(`undocumented: ${said}`);
        if ((answer.status !== 400 && answer.status !== 422) || !names(field, answer))
          found.push(`not refused by name: ${said}`);
        else if (saidOf(field, answer).some((one) => one.includes('missing')))
          found.push(`not missing: ${said}`);
        else count.refused += 1;
      }
      if (place % sized(1, 4) !== 0) continue;
      const word = `Ze\u0301ta${place} 41455501${place}`;
      const answer = await walk.ask(field, `  ${word} `, send);
      const said = `${nameOf(field)}: ${answer.status} ${answer.text.slice(0, 300)}`;
      if (answer.status >= 400) {
        if (names(field, answer)) count.elsewhere += 1;
        else found.push(`not taken: ${said}`);
        continue;
      }
      const all = `${answer.text}\n${await walk.written()}`;
      if (all.includes(word) || all.includes(` ${word.normalize('NFC')}`))
        found.push(`kept as it was: ${said}`);
      if (all.includes(word.normalize('NFC'))) count.kept += 1;
      else if (!unkept.has(field.operation.operationId)) found.push(`not kept: ${said}`);
    }
    process.stdout.write(`texts: ${JSON.stringify(count)}\n`);
    expect(found).toEqual([]);
    expect(count.fields).toBe(texts().length);
    expect(count.kept).toBeGreaterThan(count.elsewhere * 10);
  },
);

/** Whose words are looked at and not kept, or are sealed until their step is on record. */
const unkept = new Set([
  'languageHints',
  'searchInBody',
  'findPossibleDuplicates',
  'payFromFund',
  'previewImport',
]);

it('is missing is said of what is missing, and of nothing else', async () => {
  const found: string[] = [];
  let missing = 0;
  for (const field of texts()) {
    const parent = field.at.slice(0, -1);
    if (parent.length > 0 || !isRequired(field)) continue;
    const answer = await (await walk.sender(field))?.(undefined);
    if (answer && saidOf(field, answer).some((one) => one.startsWith('is missing'))) missing += 1;
    else found.push(`${nameOf(field)}: ${answer?.text.slice(0, 200)}`);
  }
  expect(found).toEqual([]);
  expect(missing).toBeGreaterThan(50);
});

function isRequired({ operation, at }: Field): boolean {
  const body = operation.requestBody?.content['application/json']?.schema ?? {};
  const { required = [] } =
    body.$ref === undefined ? body : (document.components.schemas[body.$ref.split('/').at(-1) ?? ''] ?? {});
  return required.includes(String(at[0]));
}
