import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordActivities } from '../../features/enrollments/activities.ts';
import { createPrisma } from '../../kit/postgres/client.ts';
import type { Prisma } from '../../kit/postgres/client.ts';
import { createRecordReader } from '../../kit/postgres/record-reader.ts';
import { createRecordStore } from '../../features/enrollments/postgres/record-store.ts';
import { makeClient } from '../../features/identity/postgres/keep.ts';
import { createSeal } from '../../kit/seal.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Gateway } from '../../kit/temporal/gateway.ts';
import type { Actor, DomainEvent } from '../../engine/record/events.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { startPostgres } from '../../servers/embedded-postgres.ts';
import { migrate } from '../../servers/migrate.ts';
import { quietRuntime, startTimeSkippingRig } from '../../worker/time-skipping-rig.ts';
import type { TimeSkippingRig } from '../../worker/time-skipping-rig.ts';
import { workflowBundle } from '../../worker/workflow-bundle.ts';
import type { Refused } from './domain-engine.ts';
import { entriesOf } from './plan.ts';
import type { Scenario } from './scenario.ts';
import type { Outcome } from './outcome.ts';

export type TemporalPlay = { obligations: Outcome[]; refused: Refused[]; lateMisses: string[] };
export type TemporalEngine = {
  play(scenario: Scenario, policy: Policy): Promise<TemporalPlay>;
  stop: () => Promise<void>;
};

/** For those who want the histories. */
export type Hooks = {
  /** Called with the server still up. */
  onPlayed?: (client: TimeSkippingRig['client'], enrollmentId: string) => Promise<void>;
  /** Who takes in that entry of the story, by its place; left out, the gateway. */
  takenInBy?: (rig: TimeSkippingRig, place: number) => Pick<Gateway, 'submit'>;
};

/** A miss must be on record this soon after its instant, by the server's clock. */
const promptMs = 1_000;

/**
 * Plays scenarios through the real enrollment workflow: a time-skipping Temporal server for each, since its clock
 * cannot go back, and one PostgreSQL for all. What it reports is what the recording activity wrote.
 */
export async function startTemporalEngine(databaseUrl?: string, hooks: Hooks = {}): Promise<TemporalEngine> {
  quietRuntime();
  const database =
    databaseUrl === undefined ? await ownDatabase() : { url: databaseUrl, stop: async () => undefined };
  const prisma = createPrisma(database.url, { statementTimeoutMs: 10_000 });
  const seal = createSeal(randomBytes(32).toString('base64'));
  const record = createRecordReader(prisma);
  const activities = createRecordActivities({
    store: createRecordStore({ prisma, seal, log: { warn: () => undefined } }),
  });
  const bundle = await workflowBundle();
  return {
    async play(scenario, policy) {
      const rig = await startTimeSkippingRig({ activities, record, bundle });
      try {
        return await tell(
          { rig, prisma, seal, loadEvents: (id) => record.loadEvents(id), hooks },
          scenario,
          policy,
        );
      } finally {
        await rig.stop();
      }
    },
    async stop() {
      await prisma.$disconnect();
      await database.stop();
    },
  };
}

type Stage = {
  rig: TimeSkippingRig;
  prisma: Prisma;
  seal: Seal;
  loadEvents: (enrollmentId: string) => Promise<DomainEvent[]>;
  hooks: Hooks;
};

async function tell(stage: Stage, scenario: Scenario, policy: Policy): Promise<TemporalPlay> {
  const { rig, prisma, seal, hooks } = stage;
  const enrollmentId = randomUUID();
  const cast = await castFor(prisma, policy);
  const staff = {
    coordinator: cast.coordinatorId,
    supervisor: cast.supervisorId,
    payer: cast.payerId,
  };
  const played = (role: keyof typeof staff): Actor => ({
    staffId: staff[role],
    role,
    agencyId: cast.agencyId,
  });
  const sealedFor = (commandId: string, words: object): string =>
    seal.seal(words, { agencyId: cast.agencyId, enrollmentId, commandId });
  const refused: Refused[] = [];
  const { receivedAt, level, emergency } = scenario.referral;

  await rig.passUntil(receivedAt);
  const started = await rig.gateway.enroll(enrollmentId, {
    commandId: 'referral',
    by: played('supervisor'),
    clientId: cast.clientId,
    receivedAt,
    level,
    emergency,
    origin: { type: 'referral' },
    onCallId: emergency ? cast.coordinatorId : null,
    policy,
    fingerprint: 'referral',
    sealed: sealedFor('referral', { screen: 'A simulated referral.' }),
  });
  if (started.status !== 'accepted') throw new Error(`the referral was not taken in: ${started.status}`);

  for (const [place, { commandId, at, enteredAt, by, facts }] of entriesOf(scenario, cast).entries()) {
    await rig.passUntil(enteredAt);
    await rig.settled(enrollmentId, enteredAt);
    const sealed = sealedFor(commandId, { note: 'A simulated step.' });
    const commands = [{ facts, occurredAt: at, amendment: true, sealed }];
    const outcome = await (hooks.takenInBy?.(rig, place) ?? rig.gateway).submit(enrollmentId, {
      commandId,
      by: played(by),
      commands,
      fingerprint: commandId,
    });
    if (outcome.status === 'refused') refused.push({ commandId, at, ...outcome.rejection });
    else if (outcome.status !== 'accepted')
      throw new Error(`step ${commandId} was not taken in: ${outcome.status}`);
  }
  await rig.passUntil(scenario.until);
  await rig.settled(enrollmentId, scenario.until);
  await hooks.onPlayed?.(rig.client, enrollmentId);

  const rows = await prisma.obligation.findMany({
    where: { enrollmentId, superseded: false },
    orderBy: { openedBySeq: 'asc' },
  });
  const obligations = rows.map((row) => ({
    kind: row.kind,
    opened: row.opened.getTime(),
    due: row.due.getTime(),
    status: row.status,
    closedAt: row.closedAt?.getTime() ?? null,
    missRaised: row.missRaisedAt !== null && row.missWithdrawnAt === null,
  }));
  return { obligations, refused, lateMisses: await lateMisses(stage, enrollmentId, scenario.until) };
}

/** Misses recorded later than they may be: after their instant, or after the entry that made them known. */
async function lateMisses({ loadEvents }: Stage, enrollmentId: string, until: number): Promise<string[]> {
  const events = await loadEvents(enrollmentId);
  return events.flatMap((event) => {
    if (!('clock' in event) || event.clock.type !== 'DeadlineMissed' || event.occurredAt > until) return [];
    const known = events.find((cause) => cause.commandId === event.commandId && 'facts' in cause);
    const late = event.recordedAt - Math.max(event.occurredAt, known?.recordedAt ?? 0);
    return late > promptMs ? [`${event.clock.kind} was raised ${late} ms after its instant`] : [];
  });
}

async function castFor(prisma: Prisma, policy: Policy) {
  const cast = {
    agencyId: randomUUID(),
    clientId: randomUUID(),
    coordinatorId: randomUUID(),
    supervisorId: randomUUID(),
    payerId: randomUUID(),
  };
  const { agencyId } = cast;
  await prisma.agency.create({
    data: {
      id: agencyId,
      name: 'Simulated agency',
      profileHash: policy.profileHash,
      calendarHash: policy.calendarHash,
    },
  });
  await prisma.staff.createMany({
    data: [
      {
        id: cast.coordinatorId,
        agencyId,
        name: 'Coordinator',
        email: 'coordinator@agency.example',
        role: 'coordinator',
      },
      {
        id: cast.supervisorId,
        agencyId,
        name: 'Supervisor',
        email: 'supervisor@agency.example',
        role: 'supervisor',
      },
      { id: cast.payerId, agencyId, name: 'Payer', email: 'payer@agency.example', role: 'payer' },
    ],
  });
  await makeClient(prisma, {
    ...{ clientId: cast.clientId, agencyId, reference: 'simulated' },
    ...{ givenName: 'Simulated', familyName: 'Client' },
  });
  return cast;
}

async function ownDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-simulate-'));
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), unsafeButFast: true });
  await migrate(server.url);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
