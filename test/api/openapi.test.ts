import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemCodes } from '../../src/api/problems.ts';
import { commandTypes } from '../../src/api/steps/specs.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

type Operation = {
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, unknown>;
  security?: unknown[];
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<
      string,
      { properties: Record<string, { enum?: string[] }>; additionalProperties?: boolean }
    >;
  };
};

let rig: ApiRig;
let document: Document;
beforeAll(async () => {
  rig = await createApiRig();
  document = (await request(rig.app).get('/openapi.json').expect(200)).body as Document;
});
afterAll(() => rig?.close());

/** What Express was told, from its own router: method and path. */
function served(): string[] {
  type Layer = { route?: { path: string; stack: { method?: string }[] }; handle: { stack?: Layer[] } };
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return handle.stack ? walk(handle.stack) : [];
      const methods = new Set(route.stack.flatMap(({ method }) => method ?? []));
      // What answers every method is the refusal of the others.
      if (methods.size > 2) return [];
      return [...methods].map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
  return walk((rig.bare.router as unknown as { stack: Layer[] }).stack);
}

it('describes every route that is served, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const routes = served().filter((route) => !route.includes('/docs/'));
  expect(routes.length).toBeGreaterThan(35);
  expect(new Set(described)).toEqual(new Set(routes));
});

it('is OpenAPI 3.1 and describes every command with a closed body', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(commandTypes.length).toBeGreaterThan(24);
  for (const type of commandTypes) {
    const { requestBody } = document.paths[`/api/v1/enrollments/{id}/commands/${type}`]?.['post'] ?? {};
    expect(requestBody?.content['application/json']?.schema.$ref).toBe(`#/components/schemas/${type}`);
    const schema = document.components.schemas[type];
    expect(schema?.additionalProperties, type).toBe(false);
    expect(Object.keys(schema?.properties ?? {})).toEqual(
      expect.arrayContaining(['occurredAt', 'amendment']),
    );
  }
});

it('names every problem code, and each has its page', async () => {
  expect(document.components.schemas['Problem']?.properties['code']?.enum).toEqual(problemCodes);
  const text = JSON.stringify(document.paths);
  for (const code of problemCodes) {
    const page = await request(rig.app).get(`/problems/${code}`).expect(200);
    expect(page.text).toContain(`<code>${code}</code>`);
    if (code !== 'already-recorded') expect(text).toContain(`\`${code}\``);
  }
  await request(rig.app).get('/problems/no-such').expect(404);
});

it('asks for a token everywhere but where all may look', async () => {
  const open = Object.entries(document.paths).filter(([, methods]) =>
    Object.values(methods).some(({ security }) => security?.length === 0),
  );
  expect(open.every(([path]) => !path.startsWith('/api/'))).toBe(true);
  for (const [path, methods] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/')) continue;
    for (const method of Object.keys(methods) as ('get' | 'post')[]) {
      const address = path.replaceAll(/\{\w+\}/g, 'x');
      const agent = request(rig.app);
      await (method === 'get' ? agent.get(address) : agent.post(address)).expect(401);
    }
  }
});

it('has a page that needs nothing from elsewhere and obeys its own security policy', async () => {
  const page = await request(rig.app).get('/docs').expect(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('upgrade-insecure-requests');
  const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => String(link));
  expect(links).toHaveLength(4);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\//);
    await request(rig.app).get(link).expect(200);
  }
  expect(page.text).not.toMatch(/<script>|onload=/);
});

it('has no pattern that only one kind of reader understands', async () => {
  const { text } = await request(rig.app).get('/openapi.json').expect(200);
  expect(text.match(/\\\\[pP]\{/g)).toBeNull();
});

it('is sent packed to who can unpack it, and plain to who cannot', async () => {
  const ask = (encoding: string) => request(rig.app).get('/openapi.json').set('Accept-Encoding', encoding);
  const packed = await ask('gzip, br')
    .expect(200)
    .expect('Content-Encoding', 'gzip')
    .expect('Vary', /Accept-Enc/);
  const plain = await ask('identity').expect(200);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.body).toEqual(plain.body);
  expect(Number(packed.headers['content-length'])).toBeLessThan(plain.text.length / 5);
});

it('says that nothing may be at an address with something in it that people choose', () => {
  const missing = Object.entries(document.paths)
    .filter(([path]) => path.includes('{'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })))
    .filter(({ one }) => !('404' in one.responses));
  expect(missing.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
});
