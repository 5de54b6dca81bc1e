import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { CalendarRangeError } from '../../engine/calendar/index.ts';
import { RecordUnavailableError } from '../reads.ts';
import { ReplyMismatchError } from './encode-reply.ts';
import { type Refusal, refuse } from './reply.ts';
import { sendProblem } from './send.ts';

/** The end of every request that threw: what can pass by itself is 503, all else is our fault, told without its cause. */
export function failureHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const refusal = refusalOf(error);
    reportFailure(logger, error, { requestId: res.locals['requestId'] });
    sendProblem(res, refusal);
  };
}

/** What is our fault stands in the log, by where it came about. */
export function reportFailure(logger: Logger, error: unknown, about: Record<string, unknown>): void {
  if (error instanceof ReplyMismatchError) {
    const { name, misfits } = error;
    logger.error({ ...about, name, misfits }, 'unexpected failure');
  } else if (refusalOf(error).problem === 'internal') {
    // The stack holds places in the code; messages could quote data, so they stay out.
    const stack = error instanceof Error ? error.stack?.replace(error.message, '') : undefined;
    const name = error instanceof Error ? error.name : typeof error;
    logger.error({ ...about, name, stack }, 'unexpected failure');
  }
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof RecordUnavailableError) return refuse('unavailable');
  // A date of the request's that no calendar reaches; what is on record was held to it when it came.
  if (error instanceof CalendarRangeError) return refuse('beyond-calendar');
  // An address whose escapes do not decode; Express gives it the status 400.
  if (error instanceof URIError) return refuse('not-found');
  return refuse('internal');
}
