import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { createAuthenticate } from '../kit/http/authenticate.ts';
import { createInFlight } from '../kit/http/in-flight.ts';
import type { ApiDeps } from './deps.ts';
import { accessLog } from '../kit/http/access-log.ts';
import { failureHandler } from '../kit/http/failures.ts';
import { createKeyedHash } from '../kit/http/keyed-hash.ts';
import { askingBack } from '../kit/http/keyless.ts';
import { refuse } from '../kit/http/reply.ts';
import { sendProblem } from '../kit/http/send.ts';
import { serveRoute } from '../kit/http/serve-route.ts';
import { createMetrics } from '../kit/http/metrics.ts';
import { openApiDocument } from './openapi/document.ts';
import { servedDocument } from './openapi/examples.ts';
import { codeListsOf } from '../features/code-lists/api/lists.ts';
import { createPolicies } from '../kit/policies.ts';
import { consoleRouter } from './console/console.ts';
import { eventsPath, eventStream } from './events/stream.ts';
import { createWatching } from './events/watching.ts';
import { calendarRouter } from './public/calendar.ts';
import { docsRouter } from './public/docs.ts';
import { healthRouter } from './public/health.ts';
import { pageLinkRouter } from './public/page-links.ts';
import { problemsRouter } from './public/problems.ts';
import { mayDo, operationsFor } from './permissions.ts';
import { problemNow, problemOf } from './problems.ts';
import type { Route } from '../kit/http/route.ts';
import type { RouteContext } from '../kit/http/context.ts';
import { submitCommands } from './steps/submit.ts';
import { allRoutes } from './features.ts';

/** The whole API over its dependencies; it opens and closes nothing itself. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  // Versions of the record are the only entity tags.
  app.set('etag', false);
  app.set('query parser', 'simple');
  // Behind a proxy each caller has the address that the proxy names: what is bounded by address is not one for all.
  app.set('trust proxy', [...(deps.trustedProxies ?? [])]);
  app.locals['problemOf'] = problemOf;

  const metrics = createMetrics(deps.register, deps.reads);
  app.use(accessLog(deps.logger, metrics.http));
  app.use(security());

  const keyed = createKeyedHash(deps.secret);
  const context: RouteContext = {
    ...deps,
    keyed,
    publicUrl: deps.publicUrl,
    temporalUi: deps.temporalUi ?? null,
    policies: createPolicies(deps.reads),
    commands: metrics.commands,
    problemNow,
    operationsOf: operationsFor,
    submit: (input, asked) => submitCommands(context, input, asked),
  };
  const routes = allRoutes(context);
  app.use(
    named('public'),
    healthRouter(deps),
    docsRouter(),
    problemsRouter(),
    pageLinkRouter(context),
    calendarRouter(context),
    consoleRouter(),
  );
  app.get('/openapi.json', servedDocument(openApiDocument(routes, deps.publicUrl), deps.clock));

  const authenticate = createAuthenticate(deps.reads, { clock: deps.clock, origin: deps.publicUrl });
  const inFlight = createInFlight();
  const askBack = askingBack(deps.keylessRequests, {
    now: () => deps.clock.now(),
    fingerprint: (value) => keyed.fingerprint(value),
  });
  const watching = createWatching({ reads: deps.reads, clock: deps.clock, log: deps.logger });
  deps.stopping?.addEventListener('abort', () => watching.stop());
  // Asked seldom, and when somebody's access has changed: nothing is remembered.
  const asked = createAuthenticate(deps.reads, { clock: deps.clock, origin: deps.publicUrl, rememberMs: 0 });
  app.get(eventsPath, named(eventsPath), eventStream({ authenticate: asked, watching }));
  for (const route of routes) {
    const path = expressPath(route);
    app[route.method](
      path,
      named(`/api/v1${route.path}`),
      serveRoute(route, {
        ...{ authenticate, inFlight, mayDo },
        clock: deps.clock,
        askBack,
        keepListTaken: deps.relations.keepListTaken,
        codesOf: (caller) => codeListsOf(context, caller),
        calendarOf: ({ calendarHash }) => context.policies.calendar(calendarHash),
        ownKey: (staffId, key) => keyed.ownKey(staffId, key),
        relationTo: (caller, of, id) =>
          of === 'clients'
            ? deps.reads.relationToClient(caller, id, deps.clock.now())
            : deps.reads.relationTo(caller, id, deps.clock.now()),
      }),
    );
  }
  for (const [path, methods] of [...methodsByPath(routes), [eventsPath, ['GET', 'HEAD']] as const]) {
    app.all(path, (_req, res) => {
      sendProblem(res, refuse('method-not-allowed', { headers: { Allow: methods.join(', ') } }));
    });
  }
  app.use(named('unknown'), (_req, res) => sendProblem(res, refuse('not-found')));
  app.use(failureHandler(deps.logger));
  return app;
}

/** Scripts and styles of our own only; the page of the document shows icons as data. */
function security(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
}

/** Tells the log and the metrics which pattern a request belongs to. */
function named(route: string): RequestHandler {
  return (_req, res, next) => {
    res.locals['route'] = route;
    next();
  };
}

function expressPath(route: Route): string {
  return `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = expressPath(route);
    const allowed = route.method === 'get' ? ['GET', 'HEAD'] : ['POST'];
    methods.set(path, [...(methods.get(path) ?? []), ...allowed]);
  }
  return methods;
}
