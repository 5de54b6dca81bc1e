import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { openApiDocument } from '../../src/api/openapi/document.ts';
import { mayDo } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import type { Route } from '../../src/kit/http/route.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

const routes = allRoutes({} as RouteContext);
const tables = routes.filter(({ csv }) => csv !== undefined);
const logins = ['supervisor', 'director', 'coordinator', 'payer', 'privacy'] as const;
const roleOf = (login: Login) => (login === 'privacy' ? 'privacy-officer' : login) as 'supervisor';

/** Reads with clients in them that are no list to take along, and why. */
const noTables: Record<string, string> = {
  getDay: 'a page of the hour, printed',
  getIntake: 'what came in today, on its way to the queue',
  getInbox: 'messages to one person',
  getMyWorklist: 'what the day shows, by duties',
  getTeamWorklist: 'what /overdue shows',
  getMyPaperwork: 'what its reader has to write',
  getOnCallNow: 'crises of the hour',
  getTeamTogether: 'reads that are each there by themselves',
  getCaseloadsTogether: 'reads that are each there by themselves',
  getPrivacyTogether: 'reads that are each there by themselves',
  getMisOutstanding: 'its batches are tables',
  listEnteredInError: 'what is in no list',
  getImport: 'what became of an export, row by row, for who imports it',
  getReassignment: 'one move; /reassignments has them all',
  getListTaken: 'the record of a table',
  search: 'an answer, not a list',
  listTransfers: 'offers, each of which is answered by itself',
  listSameness: 'questions to be answered one by one',
  listCaseReviews: 'a document of two people',
  getCaseReview: 'a document of two people',
  getCaseReviewRevisions: 'a document of two people',
  getAgenda: 'what two people talk about',
  getTellings: 'a sample, each of which is looked at by itself',
  listUnauthorizedDisclosures: 'what waits for one person, who settles it there',
  listEvaluations: 'a document of two people',
};

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

/** Whether somewhere in a reply there is a list whose rows name a client. */
function listsClients(schema: Schema, schemas: Record<string, Schema>, listed = false, seen = 0): boolean {
  if (seen > 12) return false;
  const name = schema.$ref?.split('/').at(-1);
  const whole = name === undefined ? schema : (schemas[name] ?? {});
  const { properties = {}, items, anyOf = [], oneOf = [] } = whole;
  if (listed && ('enrollmentId' in properties || 'client' in properties)) return true;
  return (
    (items !== undefined && listsClients(items, schemas, true, seen + 1)) ||
    [...Object.values(properties), ...anyOf, ...oneOf].some((one) =>
      listsClients(one, schemas, listed, seen + 1),
    )
  );
}

let rig: ApiRig;
const clients = { theirs: '', anothers: '' };
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  clients.theirs = await rig.enroll({ client: { familyName: '=HYPERLINK("x")', givenName: 'Ana' } });
  clients.anothers = await rig.enroll();
  await rig.assign(clients.theirs);
  await rig.assign(clients.anothers, 'coordinator2');
  await rig.enroll();
  rig.clock.set(monday + day + 9 * hour);
  const { coordinator2, coordinator3 } = rig.agency.staffIds;
  await rig
    .post('supervisor', '/reassignments', {
      ...{ from: coordinator2, reason: 'Less to do.' },
      items: [{ enrollmentId: clients.anothers, to: coordinator3 }],
    })
    .expect(202);
  await rig
    .command('coordinator', clients.theirs, 'requestExtension', {
      ...{ initial: true, units: 5, through: '2037-05-01', justification: 'A room.' },
      enclosed: await rig.enclosing(clients.theirs),
    })
    .expect(200);
});
afterAll(() => rig?.close());

/** Somebody who may read it and take it along, and what they would ask. */
function askerOf({ operation, path }: Route): { login: Login; path: string } {
  const login = logins.find((one) => operation && mayDo(roleOf(one), operation));
  if (!login) throw new Error(`nobody may read ${path}`);
  const number = path.includes('/numbers/{id}') ? '?month=2037-03&' : '?';
  return { login, path: `${path.replace('{id}', 'timeliness')}${number}` };
}

const idsIn = (text: string, known: readonly string[]) => known.filter((id) => text.includes(id)).toSorted();

describe('each list with clients in it', () => {
  it('comes as a table as well, or it is said here why not', () => {
    const { paths = {}, components } = openApiDocument(routes, 'http://localhost');
    const schemas = (components?.schemas ?? {}) as Record<string, Schema>;
    const without = routes.filter(({ method, path, csv }) => {
      if (method !== 'get' || csv || /\/(?:enrollments|clients)\/\{id\}/.test(path)) return false;
      const reply = paths[`/api/v1${path}`]?.get?.responses?.['200'] as {
        content?: Record<string, { schema?: Schema }>;
      };
      const schema = reply.content?.['application/json']?.schema;
      return schema !== undefined && listsClients(schema, schemas);
    });
    const unexplained = without.map(({ id }) => id).filter((id) => !(id in noTables));
    expect(unexplained).toEqual([]);
    // Nothing is explained that needs no word.
    expect(Object.keys(noTables).filter((id) => !without.some((route) => route.id === id))).toEqual([]);
    expect(tables.length).toBeGreaterThan(12);
  });

  it.each(tables.map((route) => [route.csv?.list ?? '', route] as const))(
    '%s: its rows leave with a record of whose they are',
    async (list, route) => {
      const all = await rig.prisma.enrollment.findMany({ select: { id: true } });
      const { login, path } = askerOf(route);
      const before = await rig.prisma.listTaken.count();
      const json = await rig.get(login, path.slice(0, -1)).expect(200);
      expect(await rig.prisma.listTaken.count()).toBe(before);
      const { text, headers } = await rig.get(login, `${path}format=csv`).expect(200);
      expect(headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${list}-2037-03-03.csv"`,
      });
      expect(text.startsWith('\uFEFF')).toBe(true);
      const [first = '', ...lines] = text.slice(1).trimEnd().split('\r\n');
      expect(first).toBe(route.csv?.columns.join(','));
      const taken = await rig.prisma.listTaken.findMany({ orderBy: { at: 'desc' }, where: { list } });
      expect(taken).toHaveLength(1);
      expect(taken[0]).toMatchObject({ staffId: rig.agency.staffIds[login], rows: lines.length, cut: false });
      if (list !== 'caseloads')
        expect(taken[0]?.enrollmentIds.toSorted()).toEqual(
          idsIn(
            json.text,
            all.map(({ id }) => id),
          ),
        );
    },
  );
});

describe('a list that was taken along', () => {
  it('holds whom its reader may see, and no formula; the privacy officer reads whose rows left', async () => {
    const { text } = await rig.get('coordinator', '/enrollments?overdue=true&format=csv').expect(200);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
    expect(text).toContain(`"'=HYPERLINK(""x"")",Ana`);
    const path = `/lists-taken?staffId=${rig.agency.staffIds.coordinator}`;
    const { body } = await rig.get('privacy', path).expect(200);
    expect(body.items).toMatchObject([
      {
        ...{ list: 'clients', rows: 1, clients: 1, cut: false, filters: { overdue: true } },
        by: { staffId: rig.agency.staffIds.coordinator, role: 'coordinator' },
      },
    ]);
    const { body: one } = await rig.get('privacy', `/lists-taken/${body.items[0].id}`).expect(200);
    expect(one.of).toEqual([{ enrollmentId: clients.theirs, reference: 'T-1' }]);
    expect(rig.logs.join('')).not.toContain('HYPERLINK');
  });

  it('is found by client and by day', async () => {
    const found = async (query: string) =>
      (await rig.get('director', `/lists-taken?${query}`).expect(200)).body.items.length as number;
    const of = `enrollmentId=${clients.theirs}`;
    expect(await found(of)).toBeGreaterThan(3);
    expect(await found(`${of}&from=2037-03-03&to=2037-03-03`)).toBe(await found(of));
    expect(await found('to=2037-03-02')).toBe(0);
    expect(await found(`enrollmentId=${randomUUID()}`)).toBe(0);
  });

  it('is read by nobody else, and not from elsewhere', async () => {
    expectProblem(await rig.get('supervisor', '/lists-taken'), 'forbidden');
    const { id } = await rig.prisma.listTaken.findFirstOrThrow();
    await rig.prisma.listTaken.create({
      data: {
        ...{ id: randomUUID(), agencyId: rig.otherAgency.agencyId, list: 'clients', rows: 0, cut: false },
        ...{ staffId: rig.otherAgency.staffIds.supervisor, at: new Date(monday), filters: {} },
        actor: { staffId: rig.otherAgency.staffIds.supervisor, role: 'supervisor' },
      },
    });
    const { body } = await rig.get('privacy', '/lists-taken?limit=200').expect(200);
    expect(JSON.stringify(body)).not.toContain(rig.otherAgency.staffIds.supervisor);
    await expect(rig.prisma.listTaken.delete({ where: { id } })).rejects.toThrow();
  });

  it('is not for who only passes clients on, and nothing of it is recorded', async () => {
    const before = await rig.prisma.listTaken.count();
    expectProblem(await rig.get('intake', '/enrollments?format=csv'), 'forbidden');
    expectProblem(await rig.get('ops', '/providers?format=csv'), 'forbidden');
    expectProblem(await rig.get('coordinator', '/overdue?format=csv'), 'forbidden');
    expectProblem(await rig.get('supervisor', '/enrollments?format=xml'), 'invalid-parameter');
    await rig.get('supervisor', '/enrollments?format=json').expect(200);
    expect(await rig.prisma.listTaken.count()).toBe(before);
  });
});
