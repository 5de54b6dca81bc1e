import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import type { Issuer } from '../../contracts/proof.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { RecordView } from './record-view.ts';
import type { UpdateNames } from './send-steps.ts';
import { createGateway, type TemporalGateway } from './temporal-gateway.ts';

export type ConnectOptions = {
  address: string;
  namespace: string;
  record: RecordView;
  names?: UpdateNames;
  secret: string;
  issuer?: Issuer;
};

/** A server that comes back is found within this time, however long it was away. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 250, 'grpc.max_reconnect_backoff_ms': 1_000 };
const pingMs = 2_000;
/** gRPC's UNAVAILABLE. */
const unavailable = 14;

/** Connects to a Temporal server and makes the gateway; closing it closes the connection. Rejects when nobody answers. */
export async function connectGateway(options: ConnectOptions): Promise<TemporalGateway> {
  const first = await Connection.connect({ address: options.address, connectTimeout: '5 seconds' });
  await first.close();
  return openGateway(options);
}

/** The gateway to a Temporal server that may be away just now: it connects when it is asked something. */
export function openGateway({ address, namespace, ...options }: ConnectOptions): TemporalGateway {
  // Without the library's own repetitions: what refuses to answer is to be found out at once.
  const connection = Connection.lazy({ address, channelArgs, interceptors: [] });
  const breaker = createCircuitBreaker({
    async ping() {
      await connection.withDeadline(Date.now() + pingMs, () => connection.workflowService.getSystemInfo({}));
    },
    isPlain(error) {
      const code: number | null = isGrpcServiceError(error) ? error.code : null;
      return code === unavailable;
    },
  });
  const gateway = createGateway({ ...options, client: new Client({ connection, namespace }), breaker });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      await connection.close();
    },
  };
}
