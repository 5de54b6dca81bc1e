import { payerConsent } from '../../prisma/seed/index.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { createRecordActivities } from '../../src/features/enrollments/activities.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { formatLocalDate, instantAtLocal, localDateOf } from '../../src/engine/calendar/index.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { startTimeSkippingRig } from '../../src/worker/time-skipping-rig.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import type { Context } from '../context.ts';
import { actionsIn, bytesOf, runsOf } from '../history.ts';
import type { Results } from '../report/results.ts';
import { openPopulation } from '../seed/population.ts';
import { once } from '../stage.ts';

type Entry = { day: number; minutes: number; facts: StepFacts };

const morning = 10 * 60;
const contact = { type: 'logContact', with: 'client', mode: 'face-to-face', outcome: 'reached' } as const;

/** One RSC-I client's year by the day since the referral; each step entered by itself, as it happens. */
function yearOf(coordinatorId: string, consentUntil: string): Entry[] {
  const entries: Entry[] = [
    { day: 0, minutes: 11 * 60, facts: { type: 'assignCoordinator', coordinatorId } },
    { day: 5, minutes: morning, facts: { type: 'completePreliminarySccp' } },
    { day: 10, minutes: morning, facts: { type: 'formRst' } },
    { day: 59, minutes: morning, facts: { type: 'grantRelease', ...payerConsent(consentUntil) } },
    {
      day: 60,
      minutes: morning,
      facts: {
        type: 'requestExtension',
        initial: true,
        units: 24,
        through: '2099-06-30',
        documents: ['sccp', 'placement-criteria'],
      },
    },
    { day: 64, minutes: morning, facts: { type: 'decideExtension', decision: 'approved', units: 24 } },
    {
      day: 200,
      minutes: morning,
      facts: {
        type: 'requestExtension',
        initial: false,
        units: 24,
        through: '2099-12-31',
        documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
      },
    },
    { day: 204, minutes: morning, facts: { type: 'decideExtension', decision: 'approved', units: 24 } },
    // The emergency: answered within minutes, its one need gone through, the safety plan looked at.
    { day: 103, minutes: 14 * 60, facts: { type: 'reportEmergentNeed' } },
    { day: 103, minutes: 14 * 60 + 5, facts: { type: 'acknowledgePage' } },
    { day: 103, minutes: 14 * 60 + 9, facts: { ...contact, with: 'ciu', mode: 'phone' } },
    { day: 103, minutes: 14 * 60 + 18, facts: contact },
    { day: 103, minutes: 14 * 60 + 20, facts: { type: 'confirmNeed', outcome: 'not-needed', last: true } },
    { day: 103, minutes: 14 * 60 + 25, facts: { type: 'reviewSafetyPlan', changed: false } },
  ];
  for (let day = 1; day <= 365; day += 7) entries.push({ day, minutes: morning, facts: contact });
  for (let day = 29; day <= 365; day += 28)
    entries.push(
      { day, minutes: morning + 20, facts: { type: day === 29 ? 'completeFullSccp' : 'reviewSccp' } },
      { day, minutes: morning + 25, facts: { type: 'scoreAcuity', score: 52 } },
      { day, minutes: morning + 30, facts: { type: 'holdRstMeeting' } },
      { day, minutes: morning + 35, facts: { type: 'confirmContactInformation' } },
    );
  return entries.toSorted((a, b) => a.day - b.day || a.minutes - b.minutes);
}

/** A full year on a server whose clock jumps: weekly contacts, monthly loops, two extensions, one emergency. */
export async function measureClientYear({ stage, progress }: Context, into: Results): Promise<void> {
  const url = await stage.postgres().createDatabase('client_year');
  await migrate(url);
  const sealKey = randomBytes(32).toString('base64');
  const population = await openPopulation(url, sealKey);
  const agency = await population.agency('year', 1);
  const prisma = createPrisma(url);
  const seal = createSeal(sealKey);
  const store = createRecordStore({ prisma, seal, log: { warn: () => undefined } });
  const rig = await startTimeSkippingRig({
    activities: createRecordActivities({ store }),
    record: createRecordReader(prisma),
    bundle: await workflowBundle(),
  });
  try {
    const { policy, agencyId, staffIds } = agency;
    const clientId = randomUUID();
    const enrollmentId = randomUUID();
    const odile = { givenName: 'Odile', familyName: 'Varga' };
    await makeClient(prisma, { clientId, agencyId, reference: 'Y-1', ...odile });
    const by: Actor = { staffId: staffIds.supervisor, role: 'supervisor', agencyId };
    const first = localDateOf(policy.calendar, await rig.now()) + 7;
    const at = (day: number, minutes: number): number =>
      instantAtLocal(policy.calendar, first + day, minutes);
    const words = (commandId: string): string =>
      seal.seal(
        { summary: 'Met at home; talked through the week and what the next one needs.' },
        { agencyId, enrollmentId, commandId },
      );

    await rig.passUntil(at(0, 9 * 60));
    const started = await rig.gateway.enroll(enrollmentId, {
      ...{
        commandId: 'referral',
        by,
        clientId,
        receivedAt: at(0, 9 * 60),
        level: 'rsc-i',
        emergency: false,
      },
      ...{
        origin: { type: 'referral' },
        onCallId: null,
        policy,
        fingerprint: 'referral',
        sealed: words('referral'),
      },
    });
    if (started.status !== 'accepted') throw new Error(`the referral was not taken: ${started.status}`);
    const entries = yearOf(staffIds.coordinator, formatLocalDate(first + 59 + 300));
    for (const [index, { day, minutes, facts }] of entries.entries()) {
      const now = at(day, minutes);
      await rig.passUntil(now);
      await rig.settled(enrollmentId, now);
      const commandId = randomUUID();
      const commands = [{ facts, occurredAt: now, sealed: words(commandId) }];
      const outcome = await rig.gateway.submit(enrollmentId, {
        commandId,
        by,
        commands,
        fingerprint: commandId,
      });
      if (outcome.status !== 'accepted')
        throw new Error(`${facts.type} on day ${day} was not taken: ${JSON.stringify(outcome)}`);
      if (index % 40 === 0) progress.say(`client-year: day ${day}`);
    }
    await rig.passUntil(at(365, 18 * 60));
    await rig.settled(enrollmentId, at(365, 18 * 60));

    const runs = await runsOf(rig.client, enrollmentId);
    const bytes = runs.map(bytesOf);
    const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
    Object.assign(into, {
      clientYear: {
        historyEvents: sum(runs.map((events) => events.length)),
        historyBytes: sum(bytes),
        actions: sum(runs.map(actionsIn)),
        dbBytes: await bytesInDatabase(url, enrollmentId, clientId),
        steps: entries.length + 1,
        runs: runs.length,
        longestRunEvents: Math.max(...runs.map((events) => events.length)),
        longestRunBytes: Math.max(...bytes),
      },
    });
  } finally {
    await rig.stop();
    await prisma.$disconnect();
    await population.close();
  }
}

/** Bytes of its rows as they are stored, without indexes. */
async function bytesInDatabase(url: string, enrollmentId: string, clientId: string): Promise<number> {
  const parts = [
    `select pg_column_size(t.*) as size from client t where id = '${clientId}'`,
    `select pg_column_size(t.*) from enrollment t where id = '${enrollmentId}'`,
    ...['event', 'obligation', 'notification'].map(
      (name) => `select pg_column_size(t.*) from ${name} t where enrollment_id = '${enrollmentId}'`,
    ),
    `select pg_column_size(t.*) from delivery t where notification_id like '${enrollmentId}/%'`,
  ];
  const { rows } = await once(
    url,
    `select sum(size)::int as bytes from (${parts.join(' union all ')}) as rows`,
  );
  return (rows[0] as { bytes: number }).bytes;
}
