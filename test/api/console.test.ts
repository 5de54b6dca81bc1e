import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const asked = (path: string, accept: string) => request(rig.bare).get(path).set('accept', accept);
const html = expect.stringMatching(/^text\/html/);

describe('the console', () => {
  it.each(['*/*', 'text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'])(
    'is served at the top to who accepts %s',
    async (accept) => {
      const { headers, text } = await asked('/', accept).expect(200);
      expect(headers).toMatchObject({ 'content-type': html, 'cache-control': 'no-cache' });
      expect(text).toContain('<div id="console">');
    },
  );

  it('lets a page have its own scripts, styles and answers, and nothing else from anywhere', async () => {
    const { headers } = await asked('/clients', 'text/html').expect(200);
    expect(String(headers['content-security-policy']).split(';').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  it('is never what a program gets that asks for JSON, nor what an address of the API answers', async () => {
    for (const [path, accept] of [
      ['/', 'application/json'],
      ['/clients', '*/*'],
      ['/api/v1/nothing', 'text/html'],
    ] as const) {
      const { headers, status } = await asked(path, accept);
      expect([path, status, headers['content-type']]).toEqual([
        path,
        expect.any(Number),
        expect.not.stringMatching(/html/),
      ]);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  it('keeps its files for ever, as their names say what is in them', async () => {
    const { text } = await asked('/', '*/*').expect(200);
    const files = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const { headers } = await request(rig.bare).get(file).set('accept-encoding', 'br').expect(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect([file, headers['content-encoding']]).toEqual([file, 'br']);
    }
  });
});
