import request from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { dateKinds } from '../../src/kit/http/date-kinds.ts';
import { createStage, type Make, type Stage } from '../support/acts/stage.ts';
import { day, hour, monday } from '../support/api-rig.ts';
import { type Answer, createWalk, isDocumented, nameOf, names } from '../support/field-walk.ts';
import { type Document, type Field, fieldsOf, isDated } from '../support/fields.ts';
import { sized } from '../support/sizes.ts';

/** It takes no key, changes nothing, and keeps nothing of what it is told. */
const looksForTwins: Make = async () => ({
  ...{ as: 'intake', path: '/enrollments/possible-duplicates', body: { client: {} } },
  ...{ changed: null, refused: { code: 'not-found' } },
});
const unkept = new Set(['findPossibleDuplicates']);

let stage: Stage;
let document: Document;
let walk: ReturnType<typeof createWalk>;
beforeAll(async () => {
  stage = await createStage();
  document = (await request(stage.rig.app).get('/openapi.json').expect(200)).body as Document;
  walk = createWalk(stage, document, { findPossibleDuplicates: looksForTwins });
});
beforeEach(() => stage.rig.clock.set(monday + hour));
afterAll(() => stage?.rig.close());

/** Every year that was mistyped, the days around now, a day that is none, and one before all enrollments of the test. */
const days = {
  'the year 0': () => '0000-01-01',
  'the year 1': () => '0001-01-01',
  'the year 1900': () => '1900-01-01',
  'the year 9999': () => '9999-12-31',
  tomorrow: () => fromNow(1),
  yesterday: () => fromNow(-1),
  '30 February': () => '2037-02-30',
  'the week before the referral': () => dateOf(monday - 7 * day),
};
type Day = keyof typeof days;
const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);
const fromNow = (count: number) => dateOf(stage.rig.clock.now() + count * day);

/** That day, in the form of the field. */
function valueOf({ schema }: Field, of: Day): string {
  const date = days[of]();
  if (schema.format === 'date') return date;
  if (schema.format === 'date-time') return `${date}T12:00:00Z`;
  if (schema.pattern?.includes('csv')) return `${monthOf(of)}.csv`;
  return schema.pattern?.includes('T') ? `${date}T12:00` : monthOf(of);
}
const monthOf = (of: Day) =>
  of === 'tomorrow' ? '2037-04' : of === '30 February' ? '2037-13' : days[of]().slice(0, 7);

/** Whether the document says that a field takes it; undefined: that depends on the record. */
function allowed({ schema, path }: Field, of: Day): boolean | undefined {
  if (of === '30 February') return false;
  const date = days[of]();
  const { 'x-from': from = '', 'x-until': until = '' } = schema;
  if (until === 'now' ? date > fromNow(0) : date > until) return false;
  if (from === 'record')
    return path.includes('/enrollments/{id}') && date < dateOf(monday) ? false : undefined;
  return date < (from.startsWith('-P') ? '1917-03-02' : from) ? false : undefined;
}

/** Whether what was sent stands in what was kept, or in the answer. */
async function isKept({ schema }: Field, value: string, { text }: Answer): Promise<boolean> {
  const instant = Date.parse(value);
  const forms =
    schema.format === 'date-time'
      ? [new Date(instant).toISOString().slice(0, 16), String(instant)]
      : [value, value.replace('T', ' ')];
  const all = `${text}\n${await walk.written()}`;
  return forms.some((form) => all.includes(form));
}

it('every date that a request can hold is of a kind that says when it can lie, and no reply’s is', () => {
  const fields = fieldsOf(document, isDated);
  expect(fields.length).toBeGreaterThan(300);
  expect(fields.filter(({ schema }) => !((schema['x-kind'] ?? '') in dateKinds)).map(nameOf)).toEqual([]);
  expect(fields.filter(({ schema }) => schema.example === undefined).map(nameOf)).toEqual([]);
  const found = new Set(fields.map(({ schema }) => schema['x-kind']));
  expect([...found].toSorted()).toEqual(Object.keys(dateKinds).toSorted());
  expect(isDated({ pattern: '^\\d{4}-\\d{2}$' }) && isDated({ format: 'date-time' })).toBe(true);
});

it(
  'every date, through the years: no 5xx, no undocumented answer, no silent change, each refusal names the field',
  { timeout: 900_000 },
  async () => {
    const fields = fieldsOf(document, isDated);
    const found: string[] = [];
    const count = { fields: 0, values: 0, refused: 0, taken: 0 };
    for (const [place, field] of fields.entries()) {
      const send = await walk.sender(field);
      if (!send) {
        found.push(`${nameOf(field)}: nobody knows how it is asked`);
        continue;
      }
      count.fields += 1;
      const all = Object.keys(days) as Day[];
      // Each field each time; of the days, in the short run, three that change from field to field.
      const mine = all.filter((_, n) => (n + place) % all.length < sized(all.length, 3));
      for (const of of mine) {
        const value = valueOf(field, of);
        const answer = await walk.ask(field, value, send);
        count.values += 1;
        const said = `${nameOf(field)} of ${of}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (!isDocumented(field, answer)) found.push(`undocumented: ${said}`);
        if (answer.status >= 500) found.push(said);
        else if (answer.status >= 400) {
          if (names(field, answer)) count.refused += 1;
          else found.push(`not named: ${said}`);
        } else if (allowed(field, of) === false) found.push(`taken: ${said}`);
        else if (unkept.has(field.operation.operationId)) count.taken += 1;
        else if (field.in === 'body' && !(await isKept(field, value, answer))) found.push(`changed: ${said}`);
        else count.taken += 1;
      }
    }
    process.stdout.write(`dates: ${JSON.stringify(count)}\n`);
    expect(found).toEqual([]);
    expect(count.fields).toBe(fields.length);
    expect(count.values).toBeGreaterThan(sized(2_400, 900));
    expect(count.refused).toBeGreaterThan(count.values / 3);
    expect(count.taken).toBeGreaterThan(20);
  },
);
