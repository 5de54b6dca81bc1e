import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { MayDo } from './roles.ts';
import { commandId } from './schemas.ts';
import type { Authenticate } from './authenticate.ts';
import type { InFlight } from './in-flight.ts';
import type { Route } from './route.ts';
import { readJson } from './body.ts';
import { encodeReply } from './encode-reply.ts';
import { isRefusal, type Refusal, refuse, type Reply } from './reply.ts';
import { sendProblem, sendReply } from './send.ts';
import { checkBody, checkParameters } from './validate.ts';

const headers = z.object({
  'Idempotency-Key': commandId.optional(),
  'If-Match': z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .transform((text) => Number(text.replaceAll('"', '')))
    .optional(),
});

/**
 * Known? allowed? well formed? Then the route's own handler; what it answers is made a reply by the route's schema. The
 * body is read last, so strangers send none.
 */
export function serveRoute(
  route: Route,
  { authenticate, inFlight, mayDo }: { authenticate: Authenticate; inFlight: InFlight; mayDo: MayDo },
): RequestHandler {
  async function answer(req: Request, res: Response): Promise<Reply | Refusal> {
    const caller = await authenticate(req.headers.authorization);
    if (isRefusal(caller)) return caller;
    res.locals['caller'] = caller;
    if (route.operation && !mayDo(caller.role, route.operation)) return refuse('forbidden');
    if (!inFlight.enter(caller.staffId)) return refuse('too-many-requests');
    try {
      const input = await readInput(route, req, res);
      if (isRefusal(input)) return input;
      const answered = await route.handle({ caller, ...input });
      return isRefusal(answered) ? answered : encodeReply(route, answered);
    } finally {
      inFlight.leave(caller.staffId);
    }
  }

  return async (req, res) => {
    const result = await answer(req, res);
    if (isRefusal(result)) sendProblem(res, result);
    else sendReply(res, result);
  };
}

async function readInput(route: Route, req: Request, res: Response) {
  const params: Record<string, string> = {};
  for (const [name, schema] of Object.entries(route.params)) {
    const param = schema.safeParse(req.params[name]);
    if (!param.success) return refuse('not-found');
    params[name] = param.data;
  }
  const given = checkParameters(headers, {
    'Idempotency-Key': route.takesKey ? req.headers['idempotency-key'] : undefined,
    'If-Match': route.takesVersion && req.headers['if-match'] !== '*' ? req.headers['if-match'] : undefined,
  });
  if (isRefusal(given)) return given;
  const query = route.query ? checkParameters(route.query, req.query) : { value: {} };
  if (isRefusal(query)) return query;
  const json = route.body ? await readJson(req, res) : { value: undefined };
  if (isRefusal(json)) return json;
  const body = route.body ? checkBody(route.body, json.value) : { value: undefined };
  if (isRefusal(body)) return body;
  return {
    params,
    query: query.value,
    body: body.value,
    key: given.value['Idempotency-Key'],
    expectedVersion: given.value['If-Match'],
  };
}
