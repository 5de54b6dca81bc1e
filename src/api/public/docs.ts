import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Throughline API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// A file of its own, so that the content security policy can refuse inline scripts.
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n`;

/** The OpenAPI document as a page, from files of our own. */
export function docsRouter(): Router {
  const router = Router();
  router.get('/docs', (_req, res) => void res.type('html').send(page));
  router.get('/docs/start.js', (_req, res) => void res.type('js').send(start));
  for (const name of assets) {
    router.get(`/docs/${name}`, (_req, res) => res.sendFile(join(folder, name), { maxAge: '1d' }));
  }
  return router;
}
