import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import request from 'supertest';
import { allRoutes } from '../../src/api/features.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';

const below = '/api/v1';

/** The routes that replace what stands somewhere, and are refused to who does not say what they have seen. */
export const replacing = allRoutes({} as RouteContext).filter(
  ({ takesVersion }) => takesVersion === 'required',
);

const addressOf = ({ path }: { path: string }) =>
  new RegExp(`^${below}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
const addresses = replacing.map(addressOf);
const keyed = allRoutes({} as RouteContext)
  .filter(({ takesKey }) => takesKey)
  .map(addressOf);

/** Where is read what an act replaces. */
export const readAt = (path: string): string => path.replace(/(?:\/acts)?\/[^/]+$/, '');

/** The API before which a client sits that reads what it is to replace, sends its ETag along, and gives each press a key. */
export function readingFirst(api: Express): Express {
  const client = express();
  client.use(async (req, _res, next) => {
    if (req.headers['if-match'] === undefined && addresses.some((address) => address.test(req.path))) {
      const { authorization = '' } = req.headers;
      const { headers } = await request(api).get(readAt(req.path)).set('Authorization', authorization);
      req.headers['if-match'] = headers['etag'] ?? '"0"';
    }
    if (req.method === 'POST' && keyed.some((address) => address.test(req.path)))
      req.headers['idempotency-key'] ??= randomUUID();
    next();
  });
  return client.use(api);
}
