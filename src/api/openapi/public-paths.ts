import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { problemReply } from './problem-reply.ts';

const text = z.string();

function open(
  operationId: string,
  summary: string,
  media: string,
  schema: z.ZodType,
  more: ZodOpenApiOperationObject['responses'] = {},
): ZodOpenApiOperationObject {
  return {
    operationId,
    summary,
    tags: ['Open to all'],
    security: [],
    responses: { 200: { description: summary, content: { [media]: { schema } } }, ...more },
  };
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemReply } },
});

/** What is served without a token, outside /api/v1. */
export const publicPaths: ZodOpenApiPathsObject = {
  '/healthz': {
    get: open('getHealth', 'The process is alive', 'application/json', z.strictObject({ status: text })),
  },
  '/readyz': {
    get: open(
      'getReadiness',
      '`ready`; or `degraded`: Temporal is away, steps are taken in and recorded later',
      'application/json',
      z.strictObject({ status: text, checks: z.record(text, text) }),
      { 503: problem('`unavailable`: PostgreSQL cannot be reached') },
    ),
  },
  '/openapi.json': { get: open('getOpenApi', 'This document', 'application/json', z.looseObject({})) },
  '/docs': { get: open('getDocs', 'This document as a page', 'text/html', text) },
  '/problems/{code}': {
    get: {
      ...open('getProblem', 'What a problem code means and what to do about it', 'text/html', text, {
        404: problem('`not-found`'),
      }),
      requestParams: { path: z.object({ code: text }) },
    },
  },
};
