import { commandTypes } from '../../src/contracts/schemas/commands.ts';
import { allRoutes } from '../../src/api/routes/index.ts';
import type { RouteContext } from '../../src/api/routes/context.ts';

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
