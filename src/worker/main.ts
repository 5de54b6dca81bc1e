import { pino } from 'pino';
import { ConfigError, readWorkerConfig } from '../kit/config.ts';
import { errorName } from '../kit/error-name.ts';
import { startWorker } from './create-worker.ts';
import { forwardRuntimeLog } from './runtime-log.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Runs the worker until SIGTERM or SIGINT. Exits 2 on a bad environment, 1 when it cannot start or breaks down. */
async function main(): Promise<void> {
  const config = readWorkerConfig(process.env);
  const logger = pino({ level: config.logLevel, base: { service: 'worker' } });
  forwardRuntimeLog(logger);
  const worker = await startWorker({ ...config, bundle: await workflowBundle(), logger });
  logger.info({ healthPort: worker.healthPort, namespace: config.temporalNamespace }, 'running');
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    void worker.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  try {
    await worker.ended;
  } catch (error) {
    logger.fatal({ error: errorName(error) }, 'the worker broke down');
    await worker.stop();
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    error instanceof ConfigError ? `${words}\n` : `The worker could not start: ${words}\n`,
  );
  process.exit(error instanceof ConfigError ? 2 : 1);
});
