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

const page = (description: string) => ({ description, content: { 'text/html': { schema: text } } });
const pageLink = {
  requestParams: {
    path: z.object({
      token: text.meta({ description: 'Of a link that a page brought: it names one person and one page' }),
    }),
  },
};
const pageLinkReplies = {
  404: page('Nobody has such a link, or its person works here no more'),
  410: page('The escalation is over: answered, closed, or no longer owed'),
  413: page('The request brings more than the button sends'),
  429: page('Too many requests from that address'),
  500: problem('`internal`'),
  503: page('PostgreSQL cannot be reached, or nobody knows yet whether the answer was recorded'),
};

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
  '/calendar/{token}': {
    get: {
      ...open(
        'getCalendar',
        'Appointments as a calendar program reads them (RFC 5545): times, and nothing of anybody',
        'text/calendar',
        text,
        { 404: problem('`not-found`: nobody has such an address'), 503: problem('`unavailable`') },
      ),
      requestParams: {
        path: z.object({ token: text.meta({ description: 'The secret of the address, with `.ics`' }) }),
      },
    },
  },
  '/page/{token}': {
    get: {
      ...open(
        'getPageLink',
        'A page waits for an answer: a form without script. Looking changes nothing, and shows nothing of the client',
        'text/html',
        text,
        pageLinkReplies,
      ),
      ...pageLink,
    },
    post: {
      ...open(
        'answerPageLink',
        'I am on it: answers the page for whose link it is, and uses the link up. A second press changes nothing',
        'text/html',
        text,
        {
          202: page('Taken in while Temporal is away, to be recorded when it is back'),
          409: page('The page cannot be answered by this link: sign in'),
          ...pageLinkReplies,
        },
      ),
      ...pageLink,
    },
  },
};
