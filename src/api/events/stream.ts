import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { Authenticate } from '../../kit/http/authenticate.ts';
import { isRefusal, refuse } from '../../kit/http/reply.ts';
import { sendProblem } from '../../kit/http/send.ts';
import { problemReply } from '../openapi/problem-reply.ts';
import { kinds } from './told.ts';
import type { Watch, Watching } from './watching.ts';

export const eventsPath = '/api/v1/events';

/** Tabs of one person; more is a client gone wrong. */
const mostOpen = 20;
/** What may wait to be taken: a client that takes nothing is ended, and comes back. */
const mostWaiting = 64 * 1024;

/**
 * What has changed, as server-sent events: ids and versions, never what it says. It has no place among the requests under way:
 * a stream is not one more question, and stays open for hours.
 */
export function eventStream({
  authenticate,
  watching,
}: {
  authenticate: Authenticate;
  watching: Watching;
}): RequestHandler {
  return async (req, res) => {
    const caller = await authenticate(req);
    if (isRefusal(caller)) return sendProblem(res, caller);
    res.locals['caller'] = caller;
    if (Object.keys(req.query).length > 0) return sendProblem(res, refuse('invalid-parameter'));
    if (watching.openOf(caller.staffId) >= mostOpen) return sendProblem(res, refuse('too-many-requests'));

    res.locals['stays'] = true;
    res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies that would gather it, or pack it, are asked not to.
      'X-Accel-Buffering': 'no',
    });
    if (req.method === 'HEAD') return void res.end();
    res.flushHeaders();
    const { method, headers } = req;
    const sent = { method, headers: { authorization: headers.authorization, cookie: headers.cookie } };
    const write = writerOf(res, () => watching.leave(watch));
    const watch: Watch = {
      caller,
      from: positionIn(req.get('last-event-id')),
      tell: (changes, upTo) => write('changes', { changes }, upTo),
      readAnew: (upTo) => write('read-anew', {}, upTo),
      beat: (upTo) => write('beat', {}, upTo),
      async again() {
        const found = await authenticate(sent);
        return isRefusal(found) ? null : found;
      },
      end(why) {
        write('end', { why });
        res.end();
      },
    };
    res.once('close', () => watching.leave(watch));
    // How long a client waits before it comes back, where the way to it is cut.
    res.write('retry: 3000\n\n');
    watching.enter(watch);
  };
}

function writerOf(res: Response, leave: () => void) {
  return (event: string, data: object, upTo?: number): void => {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength > mostWaiting) {
      leave();
      res.destroy();
      return;
    }
    const id = upTo === undefined ? '' : `id: ${upTo}\n`;
    res.write(`event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`);
  };
}

/** Up to where it has been told; what we have never said is a place from which nothing is known. */
function positionIn(id: string | undefined): number | null {
  if (id === undefined || id === '') return null;
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemReply } },
});

const changes = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        kind: z.enum(kinds),
        id: z.string().meta({ description: 'Of an enrollment or a document; else of whose list it is' }),
        version: z.int().optional(),
      }),
    ),
  })
  .meta({ id: 'Changes' });

/** For the public document. */
export const eventsDocument: ZodOpenApiPathsObject = {
  [eventsPath]: {
    get: {
      operationId: 'watchChanges',
      tags: ['Watching'],
      summary: 'What changes, as it changes, of what the caller may see: ids and versions alone',
      description:
        'Server-sent events. `changes`: each thing that changed, by kind and id; read it again where it is shown. `beat`: nothing is new, every 15 seconds. `read-anew`: ' +
        'what happened meanwhile is not known any more (after an hour), so read all that is shown again. `end`: the session is over (`signed-out`) or the server stops; it comes last. ' +
        'Whoever comes back with the id of the last event as Last-Event-ID is told what they have missed, also by another process.',
      requestParams: {
        header: z.object({
          'Last-Event-ID': z.string().optional().meta({ description: 'Of the last event that was taken' }),
        }),
      },
      responses: {
        200: {
          description: 'Until one of the two ends it',
          content: { 'text/event-stream': { schema: changes } },
        },
        400: problem('`invalid-parameter`: A parameter or header is wrong'),
        401: problem('`unauthenticated`, `token-expired`'),
        405: problem('`method-not-allowed`'),
        429: problem('`too-many-requests`: more streams than anybody has tabs'),
        500: problem('`internal`'),
        503: problem('`unavailable`'),
      },
    },
  },
};
