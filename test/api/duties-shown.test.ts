import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allRoutes } from '../../src/api/features.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { mayDo } from '../../src/api/permissions.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { policyFrom } from '../support/policies.ts';
import { promises } from '../support/promised.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll({ referral: { emergency: true, needs: ['housing'] } });
  rig.clock.set(monday + hour);
  await rig.enroll();
  await rig.assign(id);
  const reached = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
  await rig.command('coordinator', id, 'logContact', reached).expect(200);
  rig.clock.set(monday + 2 * day);
  await rig.gateway.tick(id);
});
afterAll(() => rig?.close());

/** Every object in there. */
function objects(body: unknown): Record<string, unknown>[] {
  if (typeof body !== 'object' || body === null) return [];
  const own = Array.isArray(body) ? [] : [body as Record<string, unknown>];
  return [...own, ...Object.values(body).flatMap(objects)];
}

type Found = { name: string; value: unknown; local: unknown; has: boolean };

/** Every member named for when something is due, in there, with what stands beside it. */
function dues(body: unknown): Found[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const local = `${name}Local`;
    const own = /^(?:due|\w+Due)$/.test(name)
      ? [{ name, value, local: (body as Record<string, unknown>)[local], has: local in body }]
      : [];
    return [...own, ...dues(value)];
  });
}

it('wherever the document says when something is due, it says so by the agency’s clocks too', async () => {
  const { body } = await request(rig.app).get('/openapi.json').expect(200);
  const instants = dues(body).filter(({ value }) => {
    const { anyOf = [value] } = value as { anyOf?: unknown[] };
    return anyOf.some((one) => (one as Record<string, unknown>)['x-kind'] === 'told');
  });
  expect(instants.length).toBeGreaterThan(15);
  expect(instants.filter(({ has }) => !has)).toEqual([]);
});

it('wherever it has the kind of a duty, it has what that is called', async () => {
  const { body } = await request(rig.app).get('/openapi.json').expect(200);
  const named = (schema: unknown) => JSON.stringify(schema ?? null).includes('"x-duty":true');
  const shapes = objects(body).flatMap(({ properties }) => objects([properties]).slice(0, 1));
  const duties = shapes.filter((properties) => Object.values(properties).some(named));
  const direct = duties.filter((properties) => {
    const { kind, obligation } = properties;
    return named(kind) || named(obligation);
  });
  expect(direct.length).toBeGreaterThan(8);
  expect(direct.filter((properties) => !('title' in properties))).toEqual([]);
  // What is due and has a kind is a duty.
  const due = shapes.filter(
    (properties) => 'kind' in properties && 'due' in properties && !('to' in properties),
  );
  expect(due.filter((properties) => !direct.includes(properties) && !('obligation' in properties))).toEqual(
    [],
  );
});

const months = { month: '2037-03' };
const pages = allRoutes({} as RouteContext).filter(
  // The record itself, from which a program decides: a title beside a kind would be no part of it.
  ({ id: name, method, path }) =>
    name !== 'getEnrollmentState' && method === 'get' && !path.replace('/enrollments/{id}', '').includes('{'),
);
const logins = ['supervisor', 'director', 'coordinator', 'intake', 'payer', 'privacy', 'ops'] as const;

it('and each reply shows both, and holds what the document promises', async () => {
  const promised = await promises(rig.app);
  const wrong: string[] = [];
  let read = 0;
  let shown = 0;
  let named = 0;
  for (const { id: name, operation, path } of pages) {
    const login = logins.find((one) => {
      const role = one === 'privacy' ? 'privacy-officer' : one;
      return operation === null || mayDo(role, operation);
    });
    const at = path.replace('{id}', id);
    const bare = await rig.get(login ?? 'supervisor', at);
    const reply =
      bare.status === 400
        ? await rig.get(login ?? 'supervisor', at).query(path === '/search' ? { q: 'Lena' } : months)
        : bare;
    const schema = promised('get', path, reply.status);
    if (reply.status !== 200 || !schema) continue;
    read += 1;
    const { error } = schema.safeParse(reply.body);
    if (error) wrong.push(`${name}: ${error.message}`);
    for (const one of objects(reply.body)) {
      // A message has a kind of its own.
      const kind = 'obligation' in one ? one['obligation'] : one['kind'];
      const rule = countyProfile.rules.find((rule) => rule.kind === kind);
      if (!rule || 'channel' in one) continue;
      named += 1;
      if (one['title'] !== rule.title) wrong.push(`${name}: no title beside ${rule.kind}`);
    }
    for (const due of dues(reply.body).filter(({ value }) => typeof value === 'string')) {
      shown += 1;
      // An evaluation that comes once a year is due in the next one.
      if (!/^203[78]-\d\d-\d\d \d\d:\d\d$/.test(String(due.local))) wrong.push(`${name}: ${due.name}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(named).toBeGreaterThan(30);
  expect(read).toBeGreaterThan(40);
  expect(shown).toBeGreaterThan(15);
});

it('an agency’s clocks, not those of UTC', async () => {
  const { body } = await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200);
  const [first] = body.items as { due: string; dueLocal: string }[];
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/Chicago',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(first?.due ?? 0));
  expect(first?.dueLocal).toBe(shown);
});

it('a receipt says what it met, opened and waits for, in words', async () => {
  const { body } = await rig.command('coordinator', id, 'scoreAcuity', { score: 50 }).expect(200);
  expect(body.met).toMatchObject([
    { kind: 'acuity.assessment', title: 'Acuity Index', dueLocal: expect.any(String) },
  ]);
  expect(objects(body).filter((one) => 'kind' in one && typeof one['title'] !== 'string')).toEqual([]);
  expect(body.nextDue).toHaveProperty('title');
});

it('the timeline names a duty as the run’s own policy did then, whatever the agency calls it by now', async () => {
  const one = await rig.enroll();
  await rig.assign(one);
  const waive = { kind: 'contact.routine', until: '2037-04-01', reason: 'In the clinic until then.' };
  const hold = {
    kinds: ['acuity.assessment'],
    reviewOn: '2037-03-20',
    reason: 'As told.',
  };
  await rig.command('supervisor', one, 'waiveDuty', waive).expect(200);
  const held = await rig.command('supervisor', one, 'holdClocks', hold);
  expect(held.status, held.text).toBe(200);
  const rules = countyProfile.rules.map((rule) => ({ ...rule, title: `${rule.title}, as it is called now` }));
  const { profile, profileHash } = policyFrom({ ...countyProfile, id: 'renamed', rules });
  await rig.prisma.policyDocument.create({
    data: { hash: profileHash, kind: 'profile', name: 'renamed', content: toJson(profile) },
  });
  const { agencyId, policies } = rig.agency;
  await rig.prisma.agency.update({ where: { id: agencyId }, data: { profileHash } });
  rig.clock.set(rig.clock.now() + hour);

  type Event = { type: string; facts: object };
  const said = async (type: string) => {
    const { body } = await rig.get('supervisor', `/enrollments/${one}/timeline`).expect(200);
    return (body as { items: Event[] }).items
      .filter((event) => event.type === type)
      .map(({ facts }) => facts);
  };
  const titleOf = (kind: string) => countyProfile.rules.find((rule) => rule.kind === kind)?.title;
  expect(await said('DutyWaived')).toMatchObject([{ title: titleOf('contact.routine') }]);
  expect(await said('ClocksHeld')).toMatchObject([{ titles: hold.kinds.map(titleOf) }]);

  const adopted = { profile: profileHash, calendar: policies.calendar };
  await rig.command('supervisor', one, 'adoptPolicy', adopted).expect(200);
  await rig.command('supervisor', one, 'waiveDuty', { ...waive, until: '2037-04-08' }).expect(200);
  expect(await said('DutyWaived')).toMatchObject([
    { title: titleOf('contact.routine') },
    { title: `${titleOf('contact.routine')}, as it is called now` },
  ]);
});
