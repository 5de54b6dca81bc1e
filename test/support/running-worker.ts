import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { readWorkerConfig } from '../../src/kit/config.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createSeal } from '../../src/kit/seal.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { createGateway } from '../../src/kit/temporal/temporal-gateway.ts';
import { startWorker } from '../../src/worker/create-worker.ts';
import type { RunningWorker } from '../../src/worker/create-worker.ts';
import type { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { policyFrom } from './policies.ts';

export type Bundle = Awaited<ReturnType<typeof workflowBundle>>;
type Where = { databaseUrl: string; address: string; namespace: string };

export const sealKey = randomBytes(32).toString('base64');
const seal = createSeal(sealKey);

/** The environment of our processes, for servers of a test. */
export const envOf = ({ databaseUrl, address, namespace }: Where): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  THROUGHLINE_SEAL_KEY: sealKey,
  SMTP_URL: 'smtp://127.0.0.1:9',
  WORKER_HEALTH_PORT: '0',
});

/** All that the worker process runs, in this process, under the real clock. */
export function startRealWorker(
  where: Where,
  bundle: Bundle,
  env: Record<string, string> = {},
): Promise<RunningWorker> {
  const config = readWorkerConfig({ ...envOf(where), ...env });
  return startWorker({ ...config, bundle, logger: pino({ level: 'silent' }) });
}

/** The gateway, with a few words for what tests do through it. */
export async function openOffice(where: Where, agencyId: string, staffId: string = randomUUID()) {
  const prisma = createPrisma(where.databaseUrl, { statementTimeoutMs: 20_000 });
  const record = createRecordReader(prisma);
  const connection = await Connection.connect({ address: where.address });
  const client = new Client({ connection, namespace: where.namespace });
  const gateway = createGateway({ client, record, secret: sealKey, answerWithinMs: 40_000 });
  const by: Actor = { staffId, role: 'supervisor', agencyId };
  return {
    prisma,
    record,
    client,
    gateway,
    /** Starts an enrollment, at that instant if given; answers its id. */
    async refer(
      options: { enrollmentId?: string; receivedAt?: number; emergency?: boolean } = {},
    ): Promise<string> {
      const { enrollmentId = randomUUID(), emergency = false, ...given } = options;
      const outcome = await gateway.enroll(enrollmentId, {
        ...{
          commandId: 'referral',
          by,
          clientId: await newClient(prisma, agencyId),
          level: 'rsc-i',
          emergency,
        },
        ...{ origin: { type: 'referral' as const }, onCallId: null, policy: policyFrom(), fingerprint: 'f' },
        ...given,
      });
      if (outcome.status !== 'accepted') throw new Error(`the referral was not taken in: ${outcome.status}`);
      return enrollmentId;
    },
    submit: (enrollmentId: string, facts: StepFacts, options: StepOptions = {}) => {
      const { commandId = randomUUID(), occurredAt, note } = options;
      const sealed =
        note === undefined ? {} : { sealed: seal.seal({ note }, { agencyId, enrollmentId, commandId }) };
      const command = {
        facts,
        amendment: true,
        ...(occurredAt === undefined ? {} : { occurredAt }),
        ...sealed,
      };
      return gateway.submit(enrollmentId, { commandId, by, fingerprint: commandId, commands: [command] });
    },
    async close(): Promise<void> {
      await gateway.close();
      await connection.close();
      await prisma.$disconnect();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
type StepOptions = { commandId?: string; occurredAt?: number; note?: string };

export const called: StepFacts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' };

async function newClient(prisma: Prisma, agencyId: string): Promise<string> {
  const id = randomUUID();
  await makeClient(prisma, {
    clientId: id,
    agencyId,
    reference: id,
    givenName: 'Given',
    familyName: 'Family',
  });
  return id;
}
