// The worker of the floors, in a process of its own as ours is. Its settings are the SDK's own.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type InjectedSinks,
} from '@temporalio/worker';
import pg from 'pg';
import { createFloorActivities, type FloorSinks } from './activities.ts';

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

Runtime.install({
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});
const armed = new Set<string>();
const done = new Set<string>();
const pool = new pg.Pool({ connectionString: env('FLOOR_DATABASE_URL'), max: 15 });
const connection = await NativeConnection.connect({ address: env('TEMPORAL_ADDRESS') });
const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
const quiet = () => undefined;
const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: console.error };
const sinks: InjectedSinks<FloorSinks> = {
  timers: { armed: { fn: (info) => void armed.add(info.workflowId) } },
};
const worker = await Worker.create({
  connection,
  namespace: env('TEMPORAL_NAMESPACE'),
  taskQueue: 'floor',
  workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
  activities: createFloorActivities(pool, done),
  sinks,
});
const health = createServer((_request, response) => {
  // How many timers are set and have fired, asked here so that asking costs the server nothing.
  response
    .writeHead(worker.getState() === 'RUNNING' ? 200 : 503)
    .end(JSON.stringify({ armed: armed.size, fired: done.size }));
}).listen(Number(env('PORT')), '127.0.0.1');
process.once('SIGTERM', () => worker.shutdown());
await worker.run();
health.close();
await pool.end();
