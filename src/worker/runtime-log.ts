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
      logger[levels[level]]({ temporal: harmless(meta) }, message);
    }),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
  });
}

const kept = ['workflowId', 'runId', 'workflowType', 'activityType', 'attempt', 'taskQueue', 'sdkComponent'];

function harmless(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const fields = Object.fromEntries(
    kept.filter((key) => meta?.[key] !== undefined).map((key) => [key, meta?.[key]]),
  );
  const error = meta?.['error'];
  return error instanceof Error ? { ...fields, error: error.name } : fields;
}
