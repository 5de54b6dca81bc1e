import express, { type Express } from 'express';
import request from 'supertest';
import { allRoutes } from '../../src/api/features.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';

const below = '/api/v1';

/** The routes that replace what stands somewhere, and are refused to who does not say what they have seen. */
export const replacing = allRoutes({} as RouteContext).filter(
  ({ takesVersion }) => takesVersion === 'required',
);

const addresses = replacing.map(
  ({ path }) => new RegExp(`^${below}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
);

/** Where is read what an act replaces. */
export const readAt = (path: string): string => path.replace(/\/acts\/[^/]+$/, '');

/** The API before which a client sits that reads what it is to replace, and sends its ETag along. */
export function readingFirst(api: Express): Express {
  const client = express();
  client.use(async (req, _res, next) => {
    if (req.headers['if-match'] === undefined && addresses.some((address) => address.test(req.path))) {
      const { authorization = '' } = req.headers;
      const { headers } = await request(api).get(readAt(req.path)).set('Authorization', authorization);
      req.headers['if-match'] = headers['etag'] ?? '"0"';
    }
    next();
  });
  return client.use(api);
}
