import { commandTypes } from '../../src/api/steps/specs.ts';
import { allRoutes } from '../../src/api/features.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';

/** What a duty may be done with: steps by name, the referral, routes as `GET /path`, commands of the terminal. */
export function knownDoers(scripts: readonly string[]): Set<string> {
  // Routes are described without being asked for anything: no part of their context is touched.
  const routes = allRoutes({} as RouteContext);
  return new Set([
    ...commandTypes,
    ...routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`),
    ...scripts.map((name) => `npm run ${name}`),
  ]);
}
