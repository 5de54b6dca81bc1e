import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ProblemCode } from './problem.ts';
import { tableOf } from './send.ts';
import type { Caller } from '../reads.ts';
import type { HttpTimer } from './metrics.ts';

/**
 * Gives each request an id, and one log line and one measurement at its end. Neither knows more of the address than
 * its pattern: no ids, no query, no body.
 */
export function accessLog(logger: Logger, timer: HttpTimer): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    const requestId = randomUUID();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = String(res.locals['route'] ?? 'unknown');
      const method = knownMethods.has(req.method) ? req.method : 'OTHER';
      const status = res.writableFinished ? res.statusCode : 499;
      // A stream stays open as long as somebody watches: that is no duration of a request.
      if (res.locals['stays'] !== true) timer({ method, route, status }, seconds);
      const code = res.locals['problem'] as ProblemCode | undefined;
      const caller = res.locals['caller'] as Caller | undefined;
      logger[code ? tableOf(res)(code).logLevel : 'info'](
        {
          requestId,
          method,
          route,
          status,
          ms: Math.round(seconds * 1000),
          ...(caller ? { staffId: caller.staffId, role: caller.role } : {}),
          ...(code ? { problem: code } : {}),
        },
        'request',
      );
    });
    next();
  };
}

// A method is the caller's own word; a closed set keeps it out of the metrics.
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
