import request from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { mayDo } from '../../src/api/permissions.ts';
import { dateKinds } from '../../src/kit/http/date-kinds.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { documentTrials } from '../support/acts/documents.ts';
import { otherTrials } from '../support/acts/others.ts';
import { staffTrials } from '../support/acts/staff-documents.ts';
import { createStage, type Make, type Stage, type Trial } from '../support/acts/stage.ts';
import { stepTrials } from '../support/acts/steps.ts';
import { day, hour, monday } from '../support/api-rig.ts';
import {
  type DatedField,
  datedFields,
  type Document,
  isDated,
  made,
  withValue,
} from '../support/dated-fields.ts';
import { sized } from '../support/sizes.ts';

const trials: Record<string, Make> = { ...otherTrials, ...documentTrials, ...staffTrials, ...stepTrials };
const logins: Login[] = ['supervisor', 'director', 'coordinator', 'intake', 'payer', 'ops'];

let stage: Stage;
let document: Document;
beforeAll(async () => {
  stage = await createStage();
  document = (await request(stage.rig.app).get('/openapi.json').expect(200)).body as Document;
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
function valueOf({ schema }: DatedField, of: Day): string {
  const date = days[of]();
  if (schema.format === 'date') return date;
  if (schema.format === 'date-time') return `${date}T12:00:00Z`;
  if (schema.pattern?.includes('csv')) return `${monthOf(of)}.csv`;
  return schema.pattern?.includes('T') ? `${date}T12:00` : monthOf(of);
}
const monthOf = (of: Day) =>
  of === 'tomorrow' ? '2037-04' : of === '30 February' ? '2037-13' : days[of]().slice(0, 7);

/** Whether the document says that a field takes it; undefined: that depends on the record. */
function allowed({ schema, path }: DatedField, of: Day): boolean | undefined {
  if (of === '30 February') return false;
  const date = days[of]();
  const { 'x-from': from = '', 'x-until': until = '' } = schema;
  if (until === 'now' ? date > fromNow(0) : date > until) return false;
  if (from === 'record')
    return path.includes('/enrollments/{id}') && date < dateOf(monday) ? false : undefined;
  return date < (from.startsWith('-P') ? '1917-03-02' : from) ? false : undefined;
}

type Answer = { status: number; text: string };
type Send = (value: string) => Promise<Answer>;

/** What comes before a request is done once, whatever its fields: and once more where it was used up. */
const ready = new Map<string, { trial: Trial; now: number }>();

async function trialOf(name: string, make: Make, anew: boolean): Promise<Trial> {
  const known = anew ? undefined : ready.get(name);
  stage.rig.clock.set(known?.now ?? monday + hour);
  if (known) return known.trial;
  const trial = await make(stage);
  ready.set(name, { trial, now: stage.rig.clock.now() });
  return trial;
}

/** How a request with that field is sent, again and again. */
async function sender(field: DatedField, anew = false): Promise<Send | null> {
  const { operation, type } = field;
  const body = operation.requestBody?.content['application/json']?.schema ?? {};
  const login = logins.find((one) => {
    const found = allRoutes({} as RouteContext).find(({ id }) => id === operation.operationId);
    return found?.operation && mayDo(one as 'supervisor', found.operation);
  });
  if (field.in === 'body') {
    const make = type === undefined ? trials[operation.operationId] : trials[type];
    if (!make) return null;
    const trial = await trialOf(type ?? operation.operationId, make, anew);
    const { as, path } = trial;
    if (type === undefined)
      return (value) => stage.rig.post(as, path, withValue(document, body, trial.body, field.at, value));
    const several = path.replace(/\/commands\/\w+$/, '/commands');
    const one = { $ref: `#/components/schemas/${type}` };
    return (value) => {
      const command = withValue(document, one, trial.body, field.at.slice(2), value) as object;
      return stage.rig.post(as, several, { commands: [{ type, ...command }] });
    };
  }
  if (!login) return null;
  return (value) => {
    const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header');
    const given = Object.fromEntries(
      parameters
        .filter(({ name, required }) => name === field.at[0] || required)
        .map(({ name, schema }) => [name, name === field.at[0] ? value : String(made(document, schema))]),
    );
    const path = field.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
    const query = new URLSearchParams();
    for (const { name } of parameters.filter((one) => one.in === 'query' && one.name in given))
      query.set(name, given[name] ?? '');
    return field.method === 'get'
      ? stage.rig.get(login, `${path}?${query.toString()}`)
      : stage.rig.post(login, path);
  };
}

const pointerOf = (field: DatedField) => `/${field.at.join('/')}`;

/** The word for a refusal, as the document lists it; of what is no refusal none. */
const codeOf = ({ status, text }: Answer) =>
  status < 400 ? '' : String((JSON.parse(text) as { code?: string }).code);

/** Whether the field is named by the refusal. What is part of an address is not there. */
function names(field: DatedField, { status, text }: Answer): boolean {
  if (field.in === 'path') return status === 404 || status === 422;
  const { errors = [] } = JSON.parse(text) as { errors?: { pointer?: string; parameter?: string }[] };
  const own = pointerOf(field);
  // What is wrong with a list as a whole is said of the list.
  const lists = [...own.matchAll(/\/0/g)].map(({ index }) => own.slice(0, index));
  return errors.some(
    ({ pointer = '', parameter }) => [own, ...lists].includes(pointer) || parameter === field.at[0],
  );
}

/** All that was written of late, as text. */
async function written(): Promise<string> {
  const rows = await stage.rig.prisma.$queryRaw<{ row: string }[]>`
    (SELECT to_jsonb(e)::text AS row FROM event e ORDER BY xmin::text::bigint DESC LIMIT 20) UNION ALL
    (SELECT to_jsonb(d)::text FROM document_revision d ORDER BY xmin::text::bigint DESC LIMIT 20) UNION ALL
    (SELECT to_jsonb(c)::text FROM client c LIMIT 1000)`;
  return rows.map(({ row }) => row).join('\n');
}

/** Whether what was sent stands in what was kept, or in the answer. */
async function isKept({ schema }: DatedField, value: string, { text }: Answer): Promise<boolean> {
  const instant = Date.parse(value);
  const forms =
    schema.format === 'date-time'
      ? [new Date(instant).toISOString().slice(0, 16), String(instant)]
      : [value, value.replace('T', ' ')];
  const all = `${text}\n${await written()}`;
  return forms.some((form) => all.includes(form));
}

it('every date that a request can hold is of a kind that says when it can lie, and no reply’s is', () => {
  const fields = datedFields(document);
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
    const fields = datedFields(document);
    const found: string[] = [];
    const count = { fields: 0, values: 0, refused: 0, taken: 0 };
    for (const [place, field] of fields.entries()) {
      const send = await sender(field);
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
        let answer = await send(value);
        // What a request needed may have been used up by the one before.
        if (answer.status >= 400 && answer.status < 500 && !names(field, answer))
          answer = (await (await sender(field, true))?.(value)) ?? answer;
        count.values += 1;
        const said = `${nameOf(field)} of ${of}: ${answer.status} ${answer.text.slice(0, 300)}`;
        const documented = field.operation.responses[answer.status];
        if (!documented?.description?.includes(codeOf(answer))) found.push(`undocumented: ${said}`);
        if (answer.status >= 500) found.push(said);
        else if (answer.status >= 400) {
          if (names(field, answer)) count.refused += 1;
          else found.push(`not named: ${said}`);
        } else if (allowed(field, of) === false) found.push(`taken: ${said}`);
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

function nameOf(field: DatedField): string {
  return `${field.operation.operationId}${field.type === undefined ? '' : ` ${field.type}`} ${pointerOf(field)}`;
}
