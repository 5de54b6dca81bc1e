import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Request, type RequestHandler, Router } from 'express';
import staticGzip from 'express-static-gzip';
import helmet from 'helmet';

// The same place from the source and from what is built of it: dist/console, made by tools/build.mjs.
const built = fileURLToPath(new URL('../../../console/', import.meta.url));
const fromSource = fileURLToPath(new URL('../../../dist/console/', import.meta.url));
const folder = import.meta.url.endsWith('.ts') ? fromSource : built;

const oneYear = 31_536_000;

/** Serves the console, as it was built: its page anew each time, its files for ever, since their names say what is in them. */
export function consoleRouter(): Router {
  const router = Router();
  // Every address that a page may have is the same file, whose script reads it; it is for browsers alone.
  router.use((req, res, next) => (isForPage(req) ? page(req, res, next) : next()));
  router.use(
    '/assets',
    named,
    staticGzip(join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic: { immutable: true, maxAge: oneYear * 1_000, fallthrough: true },
    }) as RequestHandler,
  );
  // At the top, so that it may speak for every address.
  router.use((req, res, next) => (isForOffline(req) ? offlineFile(req, res, next) : next()));
  return router;
}

/** Asked for by whoever follows a link or types an address: they would rather have a page than JSON. */
function isForPage(req: Request): boolean {
  const { method, path } = req;
  const isPage = /^\/[\w/-]*$/.test(path) && !/^\/(?:api|assets)\//.test(path);
  // At the top there is nothing else: who takes anything gets the page. An address of the API as well is JSON to them.
  const kinds = path === '/' ? ['html', 'json'] : ['json', 'html'];
  return (method === 'GET' || method === 'HEAD') && isPage && req.accepts(kinds) === 'html';
}

const offlineFiles = ['/offline-worker.js', '/offline.html', '/offline.css'];
const isForOffline = ({ method, path }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && offlineFiles.includes(path);

const named: RequestHandler = (_req, res, next) => {
  res.locals['route'] = 'console';
  next();
};

/** Its own scripts, styles and answers, and nothing else from anywhere: also no style that is written into the page. */
const pageSecurity = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

const page = Router().use(named, pageSecurity, (_req, res) => {
  res.vary('Accept');
  res.sendFile(join(folder, 'index.html'), { headers: { 'Cache-Control': 'no-cache' } });
});

const offlineFile = Router().use(named, pageSecurity, (req, res) => {
  res.sendFile(join(folder, req.path), { headers: { 'Cache-Control': 'no-cache' } });
});
