import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { createReads, createWrites } from '../../src/api/reads.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createMonthlyReports } from '../../src/features/numbers/activities/monthly-reports.ts';
import { createRecordActivities } from '../../src/features/enrollments/activities.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createMoveRecord } from '../../src/features/reassignment/postgres/record.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createPeopleRound } from '../../src/features/staff/postgres/round.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { makeCalendar } from '../../src/calendars/make-calendar.ts';
import { pinnedPolicy } from '../../src/kit/pinned-policy.ts';
import { WorkflowNotFoundError } from '@temporalio/common';
import { crisisWorkflowId, enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { crisisMark } from '../../src/features/crisis/pages.ts';
import type { MoveRecord } from '../../src/features/reassignment/postgres/ports.ts';
import type { RecordActivities } from '../../src/contracts/record.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { projectRecord } from '../../src/pathway/projection.ts';
import type { Policy } from '../../src/engine/policy/profile.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { quietRuntime, startTimeSkippingRig } from '../../src/worker/time-skipping-rig.ts';
import { giveAccess } from './access.ts';
import { builtBundle } from './built.ts';
import { createTestDatabase } from './database.ts';
import { historiesOf, historiesOfWorkflow, replay } from './histories.ts';

/** The county policy in Chicago, with these closures. */
function countyPolicy(closures: string[] = []): Policy {
  const made = makeCalendar({ id: 'test', version: 1, timeZone: 'America/Chicago', closures });
  if (!made.ok) throw new Error(made.problem.code);
  return pinnedPolicy(countyProfile, made.calendar);
}

const reportActivities = (prisma: Prisma) => {
  const reads = createReads(prisma);
  const policies = createPolicies(reads);
  const reports = createMonthlyReports({ reads, policies, writes: createWrites(prisma) });
  return { makeMonthlyReport: reports.makeMonthlyReport.bind(reports) };
};

export type WorkflowRig = Awaited<ReturnType<typeof startWorkflowRig>>;

/**
 * Real workflow, real PostgreSQL, a Temporal server whose clock jumps. `stop` replays the history of every run of every
 * workflow the test started, so that no test can pass on code that is not deterministic.
 */
export async function startWorkflowRig(
  wrap: (activities: RecordActivities) => RecordActivities = (same) => same,
  {
    holdPatches = false,
    wrapMoves = (same: MoveRecord) => same,
  }: { holdPatches?: boolean; wrapMoves?: (moves: MoveRecord) => MoveRecord } = {},
) {
  quietRuntime();
  const database = await createTestDatabase();
  const prisma = createPrisma(database.url, { statementTimeoutMs: 10_000 });
  const seal = createSeal(randomBytes(32).toString('base64'));
  const record = createRecordReader(prisma);
  const activities = createRecordActivities({
    store: createRecordStore({ prisma, seal, log: { warn: () => undefined } }),
  });
  const bundle = builtBundle();
  const rig = await startTimeSkippingRig({
    activities: { ...wrap(activities), ...createPeopleRound(prisma), ...reportActivities(prisma) },
    ...{ record, bundle, holdPatches, moves: wrapMoves(createMoveRecord(prisma)) },
  });
  const policy = countyPolicy();
  const cast = { agencyId: randomUUID(), supervisorId: randomUUID(), coordinatorId: randomUUID() };
  const { agencyId } = cast;
  const { profileHash, calendarHash } = policy;
  await prisma.agency.create({ data: { id: agencyId, name: 'Agency', profileHash, calendarHash } });
  await hire(cast.coordinatorId);
  const supervisor: Actor = { staffId: cast.supervisorId, role: 'supervisor', agencyId };
  const started: string[] = [];

  /** A coordinator of the agency. */
  async function hire(id: string = randomUUID()): Promise<string> {
    const data = { id, agencyId, name: 'Coordinator', email: `${id}@agency.example`, role: 'coordinator' };
    await prisma.staff.create({ data });
    await giveAccess(prisma, id);
    return id;
  }

  async function clientOf(reference: string = randomUUID()): Promise<string> {
    const id = randomUUID();
    await makeClient(prisma, { clientId: id, agencyId, reference, givenName: 'Given', familyName: 'Family' });
    return id;
  }

  async function refer(
    options: { emergency?: boolean; level?: string; clientId?: string; enrollmentId?: string } = {},
  ) {
    const enrollmentId = options.enrollmentId ?? randomUUID();
    const emergency = options.emergency ?? false;
    started.push(enrollmentId);
    const outcome = await rig.gateway.enroll(enrollmentId, {
      commandId: 'referral',
      by: supervisor,
      clientId: options.clientId ?? (await clientOf()),
      level: options.level ?? 'rsc-i',
      emergency,
      origin: { type: 'referral' },
      onCallId: emergency ? cast.coordinatorId : null,
      policy,
      fingerprint: 'referral',
    });
    return { enrollmentId, outcome };
  }

  return {
    ...rig,
    ...cast,
    database,
    prisma,
    record,
    activities,
    policy,
    supervisor,
    seal,
    /** Enrollments a test started by other means than `refer`: pushed here, they are replayed too. */
    started,
    bundle,
    clientOf,
    hire,
    refer,
    /** One step, now or at `occurredAt`. */
    submit: (enrollmentId: string, facts: StepFacts, commandId: string = randomUUID(), occurredAt?: number) =>
      rig.gateway.submit(enrollmentId, {
        commandId,
        by: supervisor,
        fingerprint: commandId,
        commands: [{ facts, ...(occurredAt === undefined ? {} : { occurredAt }) }],
      }),
    /** Version the workflow has. */
    versionOf: (enrollmentId: string) =>
      rig.client.workflow.getHandle(enrollmentWorkflowId(enrollmentId)).query<number>('version'),
    async stop() {
      try {
        for (const enrollmentId of started) {
          for (const history of await historiesOf(rig.client, enrollmentId)) {
            await replay(bundle, history, enrollmentWorkflowId(enrollmentId));
          }
          await replayCrises(enrollmentId);
          await expectReadModelIsTheFold(enrollmentId);
        }
      } finally {
        await rig.stop();
        await prisma.$disconnect();
        await database.drop();
      }
    },
  };

  /** A crisis that was answered with its report has never had a workflow. */
  async function replayCrises(enrollmentId: string): Promise<void> {
    for (const event of await record.loadEvents(enrollmentId)) {
      if (event.type !== 'CrisisReported' || !('stepId' in event)) continue;
      const workflowId = crisisWorkflowId(enrollmentId, crisisMark(event.stepId));
      const histories = await historiesOfWorkflow(rig.client, workflowId).catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return [];
        throw error;
      });
      for (const history of histories) await replay(bundle, history, workflowId);
    }
  }

  async function expectReadModelIsTheFold(enrollmentId: string): Promise<void> {
    const events = await record.loadEvents(enrollmentId);
    if (events.length === 0) return;
    const { summary, obligations, place } = projectRecord(events, enrollmentId);
    const row = await prisma.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    const taken = await prisma.caseloadPlace.findUnique({ where: { enrollmentId } });
    if (taken?.staffId !== place?.staffId || Number(taken?.share ?? 0) !== (place?.share ?? 0))
      throw new Error('the place in the record is not the one of the events');
    const rows = await prisma.obligation.findMany({ where: { enrollmentId } });
    const stored = rows.map(({ key, status, due }) => `${key} ${status} ${due.toISOString()}`).toSorted();
    const folded = obligations
      .map(({ key, status, due }) => `${key} ${status} ${new Date(due).toISOString()}`)
      .toSorted();
    if (row.version !== summary.version || stored.join('\n') !== folded.join('\n')) {
      throw new Error(
        `the read model is not the fold of the events:\n${stored.join('\n')}\n---\n${folded.join('\n')}`,
      );
    }
  }
}
