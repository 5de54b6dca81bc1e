import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/api/features.ts';
import type { StaffRole } from '../../src/engine/policy/terms.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import type { Route } from '../../src/kit/http/route.ts';
import { hashToken } from '../../src/kit/token.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { mayBelowClient, mayBelowEnrollment, open } from '../support/who-sees-whom.ts';

/**
 * Each route below an enrollment and each list, asked by each role in each relation to the client. What is expected comes from
 * `who-sees-whom.ts` and from the word beside each person here, and from nothing of the product.
 */
const routes = allRoutes({} as RouteContext);
const below = routes.filter(({ path }) => path.startsWith('/enrollments/{id}'));
const ofClients = routes.filter(({ path }) => /^\/(?:clients\/\{id\}|sameness)(?:\/|$)/.test(path));
const lists = routes.filter(({ method, path }) => method === 'get' && !path.includes('{'));

/** `in`: works for the client; `stranger`: is told that they do not; `absent`: for them there is no such client. */
type Verdict = 'in' | 'stranger' | 'absent';
type Person = { name: string; role: StaffRole; token: string; client: string; verdict: Verdict };

let rig: ApiRig;
const people: Person[] = [];
const clients = { worked: '', new: '', waiting: '', linked: '' };
const notes = { draft: '', confidential: '', signed: '' };
const by = (name: string) => {
  const person = people.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is ${name}`);
  return person;
};

async function hired(role: StaffRole): Promise<{ staffId: string; token: string }> {
  const [staffId, token] = [randomUUID(), `tl_${randomUUID()}`];
  const { agencyId } = rig.agency;
  await rig.prisma.staff.create({
    data: { id: staffId, agencyId, name: `New ${role}`, email: `${staffId}@new.example.org`, role },
  });
  const expiresAt = new Date(monday + 90 * day);
  await rig.prisma.accessToken.create({ data: { hash: hashToken(token), staffId, expiresAt } });
  return { staffId, token };
}

const ask = (token: string, method: 'get' | 'post', path: string, body?: object) => {
  const test = request(rig.bare)[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`);
  return body === undefined ? test : test.send(body);
};

async function ok(token: string, path: string, body: object, headers = {}): Promise<Record<string, unknown>> {
  const reply = await ask(token, 'post', path, body).set({ 'Idempotency-Key': randomUUID(), ...headers });
  if (reply.status >= 300) throw new Error(`${path}: ${reply.text}`);
  return reply.body as Record<string, unknown>;
}

/** The client of an enrollment, on record or on its way there; an id of nobody is nobody's. */
async function clientIdOf(enrollmentId: string): Promise<string> {
  const where = { OR: [{ enrollments: { some: { id: enrollmentId } } }, { madeFor: enrollmentId }] };
  return (await rig.prisma.client.findFirst({ where, select: { id: true } }))?.id ?? enrollmentId;
}

beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
  const { agency, otherAgency, prisma } = rig;
  const { tokens, staffIds, agencyId } = agency;
  rig.clock.set(monday + hour);
  clients.worked = await rig.enroll();
  clients.new = await rig.enroll();
  const id = clients.worked;
  const at = `/enrollments/${id}`;
  await rig.assign(id, 'coordinator3');
  await rig.assign(id, 'coordinator');
  const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
  await ok(tokens.coordinator, `${at}/commands/logContact`, contact);
  await ok(tokens.coordinator, `${at}/commands/requestExtension`, {
    ...{ initial: true, units: 5, through: '2037-05-01', justification: 'A room.' },
    enclosed: await rig.enclosing(id),
  });
  const crisis = await ok(tokens.supervisor, `${at}/commands/reportCrisis`, {
    ...{ kind: 'overdose', what: 'Found on the stairs.' },
  });
  const about = (crisis as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';

  const add = (name: string, role: StaffRole, token: string, verdict: Verdict, client = id) =>
    void people.push({ name, role, token, verdict, client });
  const page = (staffId: string) =>
    prisma.notification.create({
      data: {
        ...{ id: `${id}/crisis-${staffId}/1`, enrollmentId: id, agencyId, staffId },
        ...{ kind: 'page', audience: 'on-call', raisedAt: new Date(monday + hour) },
      },
    });

  // A coordinator, in each relation that there is.
  add('who has the client', 'coordinator', tokens.coordinator, 'in');
  add('who had the client', 'coordinator', tokens.coordinator3, 'stranger');
  const [cover, member, paged, answered, glass, over, stranger] = await Promise.all(
    Array.from({ length: 7 }, () => hired('coordinator')),
  );
  if (!cover || !member || !paged || !answered || !glass || !over || !stranger) throw new Error('too few');
  await prisma.absence.create({
    data: {
      ...{ agencyId, commandId: 'away', staffId: staffIds.coordinator, coverId: cover.staffId },
      ...{ fromAt: new Date(monday + hour), untilAt: new Date(monday + 9 * hour) },
      actor: { staffId: staffIds.supervisor, role: 'supervisor', agencyId },
      ...{ fingerprint: '', recordedAt: new Date(monday + hour) },
    },
  });
  add('who covers for them', 'coordinator', cover.token, 'in');
  const formal = {
    ...{ id: randomUUID(), name: 'Wren Castell', reach: '414 555 0101', system: 'housing' },
    ...{ organization: 'Us', staffId: member.staffId },
    ...{ involved: true, willing: true, understandsRole: true },
  };
  const roster = { systems: ['housing'], formal: [formal], informal: [] };
  await ok(tokens.coordinator, `${at}/roster/acts/change`, roster, { 'If-Match': '"0"' });
  const ways = [{ kind: 'phone', value: '414 555 0100', mayLeaveMessage: false }];
  await ok(tokens.coordinator, `${at}/contact-information/acts/change`, { ways }, { 'If-Match': '"0"' });
  const need = { languages: ['es'] };
  await ok(tokens.supervisor, `${at}/assignment-need/acts/change`, need, { 'If-Match': '"0"' });
  add('who is on the team', 'coordinator', member.token, 'in');
  for (const { staffId } of [paged, answered]) await page(staffId);
  await ok(answered.token, `${at}/commands/answerCrisis`, { about });
  await prisma.notification.deleteMany({ where: { staffId: answered.staffId } });
  add('who was paged', 'coordinator', paged.token, 'in');
  add('who answered', 'coordinator', answered.token, 'in');
  add('who has nothing to do with them', 'coordinator', stranger.token, 'stranger');
  await ok(over.token, `${at}/break-glass`, { reason: 'It could not wait.' });

  // Intake: before the first contact, after it, and through the glass.
  add('intake, before first contact', 'intake', tokens.intake, 'in', clients.new);
  add('intake, after it', 'intake', tokens.intake, 'stranger');
  const seeing = await hired('intake');
  add('a coordinator, of a new client', 'coordinator', stranger.token, 'stranger', clients.new);

  add('supervisor', 'supervisor', tokens.supervisor, 'in');
  add('director', 'director', tokens.director, 'in');
  add('quality office', 'quality', tokens.quality, 'in');
  add('privacy officer', 'privacy-officer', tokens.privacy, 'stranger');
  add('ops', 'ops', tokens.ops, 'in');
  add('payer, asked for something', 'payer', tokens.payer, 'in');
  add('payer, asked for nothing', 'payer', tokens.payer, 'absent', clients.new);

  const theirs = otherAgency.tokens;
  add('coordinator elsewhere', 'coordinator', theirs.coordinator, 'absent');
  add('intake elsewhere', 'intake', theirs.intake, 'absent');
  add('supervisor elsewhere', 'supervisor', theirs.supervisor, 'absent');
  add('director elsewhere', 'director', theirs.director, 'absent');
  add('quality office elsewhere', 'quality', theirs.quality, 'absent');
  add('payer elsewhere', 'payer', theirs.payer, 'absent');
  add('ops elsewhere', 'ops', theirs.ops, 'absent');
  for (const role of ['coordinator', 'supervisor', 'payer'] as const)
    add(`${role}, of nobody`, role, tokens[role], 'absent', randomUUID());

  // A referral that waits for Temporal.
  rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
  const referral = { level: 'rsc-i', emergency: true, needs: ['housing'] };
  const client = { reference: 'W-1', givenName: 'Leopold', familyName: 'Asante' };
  const waiting = await ok(tokens.intake, '/enrollments', { client, referral });
  rig.gateway.outage = null;
  clients.waiting = String(waiting['enrollmentId']);
  add('intake, while it waits', 'intake', tokens.intake, 'in', clients.waiting);
  add('who was paged while it waits', 'coordinator', tokens.coordinator2, 'in', clients.waiting);
  add('a coordinator while it waits', 'coordinator', stranger.token, 'stranger', clients.waiting);
  add('the payer while it waits', 'payer', tokens.payer, 'absent', clients.waiting);

  const text = {
    ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
    ...{ facts: 'She is well.', quotes: ['I am well.'], resolution: 'Goal two.', nextSteps: 'Monday.' },
  };
  const begun = async (more: object) =>
    String((await ok(tokens.coordinator, `${at}/notes`, { text, ...more }))['documentId']);
  notes.draft = await begun({});
  notes.confidential = await begun({ confidential: true });
  notes.signed = await begun({});
  for (const note of [notes.confidential, notes.signed])
    await ok(tokens.coordinator, `${at}/notes/${note}/acts/sign`, {});

  // Another file of the same person, of whom somebody else works.
  clients.linked = await rig.enroll();
  await rig.assign(clients.linked, 'coordinator3');
  await ok(tokens.coordinator3, `/enrollments/${clients.linked}/commands/logContact`, contact);
  const [one, other] = [await clientIdOf(clients.worked), await clientIdOf(clients.linked)];
  await ok(tokens.supervisor, `/clients/${one}/links`, { with: other, reason: 'The same scar.' });

  // Five hours later one glass is whole again, and two are broken.
  rig.clock.set(monday + 6 * hour);
  add('whose glass is whole again', 'coordinator', over.token, 'stranger');
  for (const [name, role, { token }] of [
    ['who broke the glass', 'coordinator', glass],
    ['intake through the glass', 'intake', seeing],
  ] as const) {
    await ok(token, `${at}/break-glass`, { reason: 'It cannot wait.' });
    add(name, role, token, 'in');
  }
}, 120_000);
afterAll(() => rig?.close());

describe('each route below an enrollment, by role and relation', () => {
  it('is in the table, and the table knows no other', () => {
    expect([...mayBelowEnrollment.keys()].toSorted()).toEqual(below.map(({ id }) => id).toSorted());
  });

  it('lets in whom the table and the relation let in, and nobody else; and nothing is written', async () => {
    const before = await rig.written();
    const holes: string[] = [];
    let cells = 0;
    for (const person of people)
      for (const route of below) {
        const code = await codeOf(person, route, person.client);
        cells += 1;
        if (!isExpected(person, route, code)) holes.push(`${person.name}, ${route.id}: ${code}`);
      }
    process.stdout.write(
      `${cells} cells: ${people.length} people, ${below.length} routes; ${holes.length} holes\n`,
    );
    expect(holes).toEqual([]);
    expect(cells).toBeGreaterThan(3_500);
    expect(await rig.written()).toEqual(before);
  }, 600_000);
});

describe('each route below a client, by role and relation', () => {
  const below = ofClients.filter(({ path }) => path.startsWith('/clients'));

  it('is in the table, and the table knows no other', () => {
    expect([...mayBelowClient.keys()].toSorted()).toEqual(ofClients.map(({ id }) => id).toSorted());
  });

  it('lets in whom the table and the relation let in, to this file and not to the one that is linked with it', async () => {
    const before = await rig.written();
    const holes: string[] = [];
    let cells = 0;
    const look = async (person: Person, route: Route, client: string, verdict: Verdict) => {
      const code = await codeOf(person, route, client);
      cells += 1;
      if (!isExpectedOfClient({ ...person, verdict }, route, code))
        holes.push(`${person.name}, ${route.id}, ${verdict}: ${code}`);
    };
    for (const person of people) {
      const client = await clientIdOf(person.client);
      const linked = await clientIdOf(clients.linked);
      for (const route of ofClients) await look(person, route, client, person.verdict);
      if (person.client !== clients.worked || person.verdict === 'absent') continue;
      const works = person.name === 'who had the client' || isLead(person.role);
      for (const route of below) await look(person, route, linked, works ? 'in' : 'stranger');
    }
    process.stdout.write(`${cells} cells of clients: ${people.length} people; ${holes.length} holes\n`);
    expect(holes).toEqual([]);
    expect(cells).toBeGreaterThan(350);
    expect(await rig.written()).toEqual(before);
  }, 240_000);

  it('tells of the link whoever works on either file, wherever it is told, and nobody else', async () => {
    const linked = await clientIdOf(clients.linked);
    const worked = await clientIdOf(clients.worked);
    const wrong: string[] = [];
    for (const person of people.filter(({ client }) => client === clients.worked)) {
      const knows = mayBelowClient.get('getLinks')?.includes(person.role) === true && person.verdict === 'in';
      // Who had the client has the other file now.
      const has = person.name === 'who had the client';
      for (const path of [`/clients/${worked}/links`, `/enrollments/${clients.worked}`]) {
        const { text } = await ask(person.token, 'get', path);
        if (text.includes(linked) !== knows) wrong.push(`${person.name}, ${path}`);
      }
      const found = await ask(person.token, 'post', '/search', { q: 'Brandywine' });
      const { own = [] } = JSON.parse(found.text) as {
        own?: { clientId: string; linked: { clientId: string }[] }[];
      };
      const entries = own.filter(({ clientId }) => [worked, linked].includes(clientId));
      const together = entries.length === 1 && entries[0]?.linked.length === 1;
      if (together !== (knows || has)) wrong.push(`${person.name}, search: ${entries.length}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

/** How somebody is answered where a route is asked about that client: the code of the refusal, or the status. */
async function codeOf({ token }: Person, { method, path }: Route, client: string): Promise<string> {
  const address = path
    .replace('{id}', client)
    .replace('{part}', '0')
    .replaceAll(/\{\w+\}/g, randomUUID());
  // No body that any of them takes.
  const reply = await ask(token, method, address, method === 'post' ? { nonsense: true } : undefined);
  const { code = String(reply.status) } = JSON.parse(reply.text || '{}') as { code?: string };
  return code;
}

function isExpectedOfClient(
  { role, verdict, client }: Person,
  { id, method, path }: Route,
  code: string,
): boolean {
  if (!mayBelowClient.get(id)?.includes(role)) return code === 'forbidden';
  // No client of their own is named by it: whose it is, the answer says by itself.
  if (path.startsWith('/sameness')) return method === 'get' ? code === '200' : unread.includes(code);
  if (verdict === 'stranger') return code === 'no-relation';
  if (verdict === 'absent' && !(method === 'post' && isLead(role))) return code === 'not-found';
  if (method === 'post') return unread.includes(code);
  return code === '200' || (client === clients.waiting && code === 'not-found');
}

const unread = ['unknown-field', 'invalid-field', 'version-missing', 'unsupported-media-type'];

function isExpected({ role, verdict, client }: Person, { id, method, path }: Route, code: string): boolean {
  if (!mayBelowEnrollment.get(id)?.includes(role)) return code === 'forbidden';
  if (!open.has(id) && verdict === 'stranger') return code === 'no-relation';
  if (method === 'post') {
    // To who sees all of the agency's, what is elsewhere is not there once they ask for something that makes sense.
    const nobody = verdict === 'absent' && !open.has(id);
    return unread.includes(code) ? !nobody || isLead(role) : nobody && code === 'not-found';
  }
  // What is to be compared is asked for before anybody looks.
  const compares = id === 'comparePlans' && code === 'invalid-parameter';
  if (verdict === 'absent') return code === 'not-found' || (compares && isLead(role));
  if (client === clients.waiting) return !['forbidden', 'no-relation'].includes(code);
  // What nobody has written yet, and what was asked for by an id that nobody has.
  const empty = path.replace('{id}', '').includes('{') || unwritten.has(id);
  const bare = client === clients.new && /ContactInformation|AssignmentNeed/.test(id);
  return code === '200' || compares || ((empty || bare) && code === 'not-found');
}

const isLead = (role: StaffRole) => ['supervisor', 'director', 'quality', 'ops'].includes(role);
const unwritten = new Set([...['getHouseholdDocument', 'getHouseholdDocumentRevisions', 'getCarriedOver']]);

/** Lists that show the client, and to whom; what is not here shows them to nobody. */
const shownIn: Record<string, string[]> = {
  listEnrollments: [
    ...['who has the client', 'who covers for them', 'who is on the team', 'who was paged', 'who answered'],
    ...['who broke the glass', 'intake through the glass'],
    ...['supervisor', 'director', 'quality office', 'payer, asked for something'],
  ],
  // What came in today, of whom they may see.
  getIntake: ['intake through the glass', 'supervisor', 'director'],
  getMyWorklist: ['who has the client', 'who covers for them'],
  getDay: ['who has the client', 'who covers for them'],
  getOverdue: ['supervisor', 'director'],
  getRequests: ['supervisor', 'director', 'payer, asked for something'],
  getMyPaperwork: ['who has the client'],
  // Crises that are open, of whom they may see.
  getOnCallNow: [
    ...['who has the client', 'who covers for them', 'who is on the team', 'who was paged', 'who answered'],
    ...['who broke the glass', 'supervisor', 'director'],
  ],
  getMisOutstanding: [
    ...['who has the client', 'who covers for them', 'who is on the team', 'who was paged', 'who answered'],
    ...['who broke the glass', 'supervisor', 'director'],
  ],
  listBrokenGlass: ['privacy officer', 'director'],
  getPrivacyTogether: ['privacy officer', 'director'],
  // On call, with the crises that are open.
  getTeamTogether: ['supervisor', 'director'],
};
/** What somebody was told stays told: a page, an assignment. It names a client to who may see them alone (inbox.test.ts). */
const told = new Set(['getInbox', 'listDeliveries']);

describe('each list, by role and relation', () => {
  it('shows the client to whom the table says, and to nobody else', async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const person of people.filter(({ client }) => client === clients.worked))
      for (const route of lists.filter(({ id }) => !told.has(id))) {
        const query = route.id === 'getNumbers' ? '?month=2037-03' : '';
        const reply = await ask(person.token, 'get', `${route.path}${query}`);
        cells += 1;
        const shown = reply.text.includes(clients.worked);
        const expected = shownIn[route.id]?.includes(person.name) ?? false;
        if (shown !== expected) wrong.push(`${person.name}, ${route.id}: ${shown ? 'shown' : 'not shown'}`);
      }
    process.stdout.write(`${cells} cells of lists; ${wrong.length} wrong\n`);
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe('notes, by role and relation', () => {
  const reads = ['who has the client', 'supervisor', 'director'];
  const works = ['who covers for them', 'who is on the team', 'who was paged', 'who broke the glass'];

  it('a draft and a confidence are for who wrote them and who supervises; a signed one for the team', async () => {
    for (const name of [...reads, ...works]) {
      const { token } = by(name);
      const at = `/enrollments/${clients.worked}/notes`;
      const listed = (await ask(token, 'get', at).expect(200)).body as { items: { documentId: string }[] };
      const ids = listed.items.map(({ documentId }) => documentId);
      const all = reads.includes(name);
      for (const [kind, note] of Object.entries(notes)) {
        const seen = all || kind === 'signed';
        expect([name, kind, ids.includes(note)]).toEqual([name, kind, seen]);
        for (const path of [`${at}/${note}`, `${at}/${note}/revisions`])
          expect([name, path, (await ask(token, 'get', path)).status]).toEqual([
            name,
            path,
            seen ? 200 : 404,
          ]);
      }
      const { text } = await ask(token, 'get', `/enrollments/${clients.worked}/file`).expect(200);
      expect([name, text.includes(notes.draft)]).toEqual([name, all]);
    }
  }, 60_000);
});
