/** What pages name, to be compared with what there is. */

/** Routes as `GET /enrollments/{id}`, whatever their parameters are called. */
export function routesIn(page: string): string[] {
  const named = page.matchAll(/\b(GET|POST) (?:\/api\/v1)?(\/[\w{}./-]*[\w}])/g);
  return [...named].map(([, method = '', path = '']) => sameParameters(`${method} ${path}`));
}

/** Routes of an OpenAPI document, in the same words. */
export function routesOf({ paths }: { paths: Record<string, Record<string, unknown>> }): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) =>
      sameParameters(`${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
    ),
  );
}

const sameParameters = (route: string): string => route.replaceAll(/\{\w+\}/g, '{}');

/** Queries of Temporal's list of workflows: cells of a table that name a search attribute. */
export function queriesIn(page: string): string[] {
  return [...page.matchAll(/^\|.*\| `([^`]*\b(?:Tl[A-Z]|ExecutionStatus)[^`]*)` +\|$/gm)].map(
    ([, query = '']) => query,
  );
}

export function metricsIn(page: string): string[] {
  return [...page.matchAll(/\bthroughline_[a-z_]+\b/g)].map(([name]) => name);
}
