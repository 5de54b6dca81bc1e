import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Login, signedOnPaper } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { mayDo } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { checkAccounting } from '../../src/features/disclosures/postgres/check-accounting.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';

const tables = allRoutes({} as RouteContext).filter(({ csv }) => csv !== undefined);
const handedOut = tables.filter(({ csv }) => csv?.tells);

/** Tables with nothing in them of a client of ours, or for the agency alone, and why. */
const notHandedOut: Record<string, string> = {
  providers: 'of providers',
  people: 'of staff',
  hires: 'of staff',
  caseloads: 'counts, by coordinator',
  'lists-taken': 'who took which table',
  'clients-shown': 'whom the agency has shown to whom: its own protocol',
};

let rig: ApiRig;
let harbor = '';
const clients = { agreed: '', not: '' };
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  const { body } = await rig
    .post('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    })
    .expect(201);
  harbor = String(body.documentId);
  for (const name of ['agreed', 'not'] as const) {
    clients[name] = await rig.enroll();
    await rig.assign(clients[name]);
  }
  await rig.enroll();
  const { coordinator, coordinator2 } = rig.agency.staffIds;
  await rig
    .post('supervisor', '/reassignments', {
      ...{ from: coordinator, reason: 'Less to do.' },
      items: [{ enrollmentId: clients.agreed, to: coordinator2 }],
    })
    .expect(202);
  await rig
    .command('supervisor', clients.agreed, 'requestExtension', {
      ...{ initial: true, units: 5, through: '2037-05-01', justification: 'A room.' },
      enclosed: await rig.enclosing(clients.agreed),
    })
    .expect(200);
  await rig.command('supervisor', clients.agreed, 'grantRelease', toHarbor).expect(200);
  rig.clock.set(monday + day + 9 * hour);
});
afterAll(() => rig?.close());

const toHarbor = {
  ...{ recipientKind: 'provider', recipientName: 'Harbor House', purpose: 'care-coordination' },
  ...{ content: ['identity', 'assessment', 'progress', 'attendance'], expiresOn: '2037-03-31' },
  ...signedOnPaper('2037-03-02'),
  get recipient() {
    return harbor;
  },
};
const audit = { ground: 'law', law: 'audit-evaluation', note: 'The yearly audit, announced in writing.' };
const toCounty = (read: string) => ({
  ...{ read, to: { kind: 'role', id: 'other' }, recipientName: 'Auditor of the county' },
  ...{ purpose: 'monitoring', allowedBy: audit },
});
const take = (login: Login, body: object) => rig.post(login, '/lists-taken/hand-outs', body);
const rows = () => rig.prisma.disclosure.findMany({ where: { way: 'list' }, orderBy: { id: 'asc' } });
const both = async () => [await rig.prisma.listTaken.count(), (await rows()).length];

/** Who reads the list and may hand it out, and at which address. */
function askerOf({ path, operation }: (typeof tables)[number]): { login: Login; read: string } {
  const may = (login: 'director' | 'privacy') => {
    const role = login === 'privacy' ? 'privacy-officer' : login;
    return mayDo(role, 'list:hand-out') && (operation === null || mayDo(role, operation));
  };
  const login = (['director', 'privacy'] as const).find(may);
  if (!login) throw new Error(`nobody may hand out ${path}`);
  const month = path.includes('/numbers/{id}') ? '?month=2037-03' : '';
  return { login, read: `${path.replace('{id}', 'timeliness')}${month}` };
}

describe('a table that is handed to somebody outside', () => {
  it.each(handedOut.map((route) => [route.csv?.list ?? '', route] as const))(
    '[RF-3] %s: has a line in the accounting of each client in it, and the notice below its rows',
    async (list, route) => {
      const { login, read } = askerOf(route);
      const had = await rows();
      const { text, headers } = await take(login, toCounty(read)).expect(200);
      expect(headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${list}-2037-03-03.csv"`,
      });
      const lines = text.slice(1).trimEnd().split('\r\n');
      expect(lines[0]).toBe(route.csv?.columns.join(','));
      expect(lines.at(-1)).toContain('42 CFR part 2');
      expect(text).toContain('Disclosed to,Auditor of the county (Somebody else)');
      expect(text).toContain('Allowed by,42 CFR 2.53');
      const taken = await rig.prisma.listTaken.findFirstOrThrow({
        where: { list },
        orderBy: { at: 'desc' },
      });
      const fresh = (await rows()).filter(({ id }) => !had.some((old) => old.id === id));
      expect(fresh.map(({ enrollmentId }) => enrollmentId).toSorted()).toEqual(
        taken.enrollmentIds.toSorted(),
      );
      for (const row of fresh)
        expect(row).toMatchObject({
          ...{ way: 'list', toKind: 'role', toId: 'other', purpose: 'monitoring', stepId: null },
          ...{ content: route.csv?.tells, law: 'audit-evaluation', release: null },
          ...{ items: [{ what: `list/${list}`, id: taken.id }] },
          words: { note: audit.note, recipientName: 'Auditor of the county' },
        });
      // What the same list shows in the agency is whose rows these are.
      const { text: inHouse } = await rig.get(login, `${read}${read.includes('?') ? '&' : '?'}format=csv`);
      expect(lines.slice(0, inHouse.slice(1).trimEnd().split('\r\n').length).join('\r\n')).toBe(
        inHouse.slice(1).trimEnd(),
      );
      // And that one is no disclosure.
      expect(await rows()).toHaveLength(had.length + fresh.length);
    },
  );

  it('is asked of every table, or it is said here why not', () => {
    const without = tables.flatMap(({ csv }) => (csv && csv.tells === null ? [csv.list] : []));
    expect(without.toSorted()).toEqual(Object.keys(notHandedOut).toSorted());
    expect(handedOut.length).toBeGreaterThan(7);
  });

  it('[RF-3] goes by the release of each client in it, and by none of them where one has not agreed', async () => {
    const under = (read: string) => ({
      ...{ read, to: { kind: 'provider', id: harbor }, purpose: 'care-coordination' },
      allowedBy: { ground: 'release' },
    });
    const { coordinator } = rig.agency.staffIds;
    const before = await both();
    const refused = await take('supervisor', under(`/enrollments?coordinator=${coordinator}`));
    expectProblem(refused, 'list-not-covered');
    const { client } = (await rig.get('supervisor', `/enrollments/${clients.not}`).expect(200)).body;
    expect(refused.body.detail).toContain(client.reference);
    expect(await both()).toEqual(before);
    // Whoever has not agreed signs as well.
    const granted = await rig
      .command('supervisor', clients.not, 'grantRelease', { ...toHarbor, recipient: harbor })
      .expect(200);
    const own = `/enrollments?coordinator=${rig.agency.staffIds.coordinator2}`;
    const { text } = await take('supervisor', under(own)).expect(200);
    expect(text).toContain('Disclosed to,Harbor House');
    expect(text).toContain('A release of information of each client in it');
    const whole = await take('supervisor', under('/enrollments?coordinator=none'));
    expectProblem(whole, 'list-not-covered');
    const release = String(granted.body.steps[0].stepId);
    const { text: theirs } = await take('coordinator', under('/enrollments?coordinator=me')).expect(200);
    expect(theirs).toContain(client.reference);
    expect((await rows()).filter((row) => row.release === release)).toHaveLength(1);
    // What is taken back stops it, also while that waits.
    rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
    await rig
      .command('coordinator', clients.not, 'endRelease', { about: release, what: 'Over.' })
      .expect(202);
    expectProblem(await take('coordinator', under('/enrollments?coordinator=me')), 'list-not-covered');
    rig.gateway.outage = null;
  });

  it('[RF-3] is refused without a ground, and that changes and writes nothing', async () => {
    const before = await both();
    const body = toCounty('/enrollments');
    const law = (name: string) => ({ ...body, allowedBy: { ...audit, law: name } });
    for (const name of ['medical-emergency', 'child-abuse-report', 'crime-on-premises'])
      expectProblem(await take('director', law(name)), 'law-does-not-cover');
    const provider = { ...body, to: { kind: 'provider', id: randomUUID() } };
    expectProblem(await take('director', provider), 'unknown-recipient');
    expectProblem(
      await take('director', { ...provider, to: { kind: 'provider', id: harbor } }),
      'law-does-not-cover',
    );
    expectProblem(
      await take('director', { ...body, to: { kind: 'person', id: randomUUID() } }),
      'invalid-field',
    );
    for (const read of ['/providers', '/staff', '/nowhere', '/enrollments/x/notes', 'enrollments'])
      expectProblem(await take('director', toCounty(read)), 'list-not-handed-out');
    expectProblem(await take('director', toCounty('/enrollments?surprise=1')), 'invalid-parameter');
    for (const login of ['payer', 'quality', 'intake', 'ops'] as const)
      expectProblem(await take(login, body), 'forbidden');
    // A list that one may not read is none to hand out.
    expectProblem(await take('coordinator', toCounty('/overdue')), 'forbidden');
    expect(await both()).toEqual(before);
  });

  it('[RF-3] is a line that the client is told of, to whom it went', async () => {
    const { body } = await rig.get('supervisor', `/enrollments/${clients.agreed}/disclosures`).expect(200);
    expect(body.items[0]).toMatchObject({ way: 'list', allowedBy: { type: expect.any(String) } });
    const { text } = await rig
      .get('supervisor', `/enrollments/${clients.agreed}/papers/accounting-of-disclosures?format=html`)
      .expect(200);
    expect(text).toContain('Table of a list handed out');
    expect(text).toContain('Auditor of the county');
  });
});

it('[RF-3] all that left has its row in the accounting, and each row let something leave', async () => {
  const { rows, missing, stray } = await checkAccounting(rig.prisma);
  expect({ missing, stray }).toEqual({ missing: [], stray: [] });
  expect(rows).toBeGreaterThan(3);
});
