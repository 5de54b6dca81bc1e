import { pipeline, Readable } from 'node:stream';
import type { Response } from 'express';
import { type ProblemOf, problemType } from './problem.ts';
import type { Refusal, Reply } from './reply.ts';

/** Seconds after which a retryable request is worth another try. */
const retryAfterSeconds = '2';

export function sendReply(res: Response, reply: Reply): void {
  res.status(reply.status).set({ 'Cache-Control': 'no-store', ...reply.headers });
  if (reply.status === 204) res.end();
  // JSON replies are objects; a text or a file has named its own type.
  else if (reply.body instanceof Readable) {
    // Where it breaks off, the connection does: nobody takes the piece for the whole.
    pipeline(reply.body, res, (error) => {
      if (error) res.locals['problem'] = 'internal';
    });
  } else if (typeof reply.body === 'string' || Buffer.isBuffer(reply.body)) res.send(reply.body);
  else res.json(reply.body);
}

/** Writes the RFC 9457 document of a refusal and leaves its code for the log. */
export function sendProblem(res: Response, refusal: Refusal): void {
  const { problem: code, detail, errors, extra, headers } = refusal;
  const { status, title, retryable, remedy } = tableOf(res)(code);
  res.locals['problem'] = code;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res
    .status(status)
    .set({
      'Cache-Control': 'no-store',
      ...(retryable ? { 'Retry-After': retryAfterSeconds } : {}),
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...headers,
    })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: problemType(code),
        title,
        status,
        detail: detail ?? remedy,
        instance: `urn:uuid:${String(res.locals['requestId'])}`,
        code,
        ...(errors && errors.length > 0 ? { errors } : {}),
        ...extra,
      }),
    );
}

/** The table of problems, as the app gave it to its requests. */
export function tableOf(res: Response): ProblemOf {
  return res.app.locals['problemOf'] as ProblemOf;
}
