import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Sends the warnings of Temporal's runtime to our log. Of what comes with them only ids and types are kept: failures
 * may carry what a step said. To be called once in a process, before the first worker or connection of it.
 */
export function forwardRuntimeLog(logger: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (isNews(message)) logger[levels[level]]({ temporal: harmless(meta) }, message);
    }),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
  });
}

const quietMs = 30_000;

/**
 * Whether a message says something new: while Temporal is away, its runtime tells each second how often it has tried,
 * once for each poller. Who is on call needs to read that now and then, and the rest of the log in between.
 */
export function newsFilter(now: () => number = () => Date.now()): (message: string) => boolean {
  const told = new Map<string, number>();
  return (message) => {
    const at = now();
    const words = message.replaceAll(/\d+/g, '#');
    if (at - (told.get(words) ?? -Infinity) < quietMs) return false;
    if (told.size >= 1_000) told.clear();
    told.set(words, at);
    return true;
  };
}

const isNews = newsFilter();

const kept = ['workflowId', 'runId', 'workflowType', 'activityType', 'attempt', 'taskQueue', 'sdkComponent'];

function harmless(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const fields = Object.fromEntries(
    kept.filter((key) => meta?.[key] !== undefined).map((key) => [key, meta?.[key]]),
  );
  const error = meta?.['error'];
  return error instanceof Error ? { ...fields, error: error.name } : fields;
}
