import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { mayDo } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import type { Route } from '../../src/kit/http/route.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const routes = allRoutes({} as RouteContext);
const logins = ['supervisor', 'director', 'coordinator', 'intake', 'payer', 'privacy', 'ops'] as const;
const roleOf = (login: Login) => (login === 'privacy' ? 'privacy-officer' : login);

/** Somebody who may do it. */
function actorOf({ id, operation }: Route): Login {
  const found = logins.find((login) => operation === null || mayDo(roleOf(login) as 'supervisor', operation));
  if (!found) throw new Error(`nobody may do ${id}`);
  return found;
}

const ask = (route: Route, path: string) =>
  route.method === 'get' ? rig.get(actorOf(route), path) : rig.post(actorOf(route), path, {});

it('a parameter that no route knows is refused, and named', async () => {
  const id = await rig.enroll();
  const before = await rig.written();
  const passed: string[] = [];
  for (const route of routes) {
    const path = route.path
      .replace('/enrollments/{id}', `/enrollments/${id}`)
      .replaceAll(/\{\w+\}/g, randomUUID());
    const { text } = await ask(route, `${path}?surprise=1`);
    const { code, errors = [] } = JSON.parse(text || '{}') as {
      code?: string;
      errors?: { parameter?: string }[];
    };
    // What cannot be there at all is not there, whatever is asked of it.
    const misspelt = code === 'invalid-parameter' && errors.some(({ parameter }) => parameter === 'surprise');
    if (!misspelt && !(code === 'not-found' && route.path.replace('/enrollments/{id}', '').includes('{')))
      passed.push(`${route.id}: ${code ?? text.slice(0, 60)}`);
  }
  expect(passed).toEqual([]);
  expect(await rig.written()).toEqual(before);
  expect(routes.length).toBeGreaterThan(240);
});

it('what is asked for by an id that nobody has is not there: 404, on every page', async () => {
  const found: string[] = [];
  const pages = routes.filter(({ method, path }) => method === 'get' && path.includes('{'));
  for (const route of pages) {
    const { status } = await ask(
      route,
      route.path.replaceAll(/\{\w+\}/g, () => randomUUID()),
    );
    // Where more is asked for than the id, that is said first.
    if (status !== 404 && !(status === 400 && route.query)) found.push(`${route.id}: ${status}`);
  }
  expect(found).toEqual([]);
  expect(pages.length).toBeGreaterThan(50);
});
