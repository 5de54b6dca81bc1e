import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { crisisWorkflowId } from '../../src/contracts/ids.ts';
import { audienceOf, crisisMark, pagingOf } from '../../src/features/crisis/pages.ts';
import type { Profile } from '../../src/engine/policy/profile.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { crisisPolicy } from '../../src/features/crisis/rules.ts';
import { eventually, realSystem } from '../support/real-system.ts';

const everyMs = 3_000;
/** The county's, with the same chain paged every few seconds. */
const hastyProfile: Profile = {
  ...countyProfile,
  id: 'hasty',
  crisis: {
    ...crisisPolicy,
    paging: {
      ...crisisPolicy.paging,
      value: { ...crisisPolicy.paging.value, everyMinutes: everyMs / 60_000 },
    },
  },
};
const thing = 'the-crisis';

/**
 * Worker and Temporal are killed while nobody has answered a crisis. Nobody asks for anything afterwards: its own
 * workflow has to find where it was.
 */
test('[CR-1] a crisis whose worker and Temporal were killed pages on up the chain, each page once, until somebody answers', async () => {
  const system = await realSystem();
  const { prisma, agency } = system;
  await adopt(prisma, agency.agencyId, hastyProfile);
  await Promise.all([system.startTemporal(), system.startApi()]);
  const worker = system.spawnWorker();
  await worker.says('running');
  await system.whole();
  const id = String((await system.refer()).body['enrollmentId']);
  const report = { kind: 'overdose', what: 'Found asleep on the stairs.' };
  // Recorded, or taken in where the engine is slow just then.
  expect((await system.command('coordinator', id, 'reportCrisis', report, thing)).status).toBeLessThan(300);

  await eventually(async () => (await pages()).length >= 2, 20);
  await Promise.all([worker.kill(), system.killTemporal()]);
  const before = await pages();

  await system.startTemporal();
  system.spawnWorker();
  // Round the chain once more.
  await eventually(async () => (await pages()).length >= before.length + 3);
  expect((await system.command('coordinator', id, 'answerCrisis', { about: thing })).status).toBeLessThan(
    300,
  );

  // It has ended: nobody is left who could page.
  const connection = await Connection.connect({ address: system.temporalAddress });
  onTestFinished(() => connection.close());
  const crisis = new Client({ connection }).workflow.getHandle(crisisWorkflowId(id, crisisMark(thing)));
  await crisis.result();
  const all = await pages();
  expect(all.slice(0, before.length)).toEqual(before);
  expect(all.map(({ page, audience }) => [page, audience])).toEqual(
    all.map((_, i) => [i + 1, audienceOf(pagingOf(hastyProfile), i + 1)]),
  );
  for (const [i, { at, channels }] of all.entries()) {
    expect(channels).toEqual(['mail', 'webhook']);
    const last = all[i - 1]?.at;
    if (last !== undefined) expect(at - last).toBeGreaterThanOrEqual(everyMs);
  }
  // None is lost, those too that were decided when their sender died: it leaves, or somebody had answered before it could.
  const deliveries = () => prisma.delivery.findMany({ where: { notification: ofTheCrisis() } });
  await eventually(async () =>
    (await deliveries()).every(({ state }) => state === 'sent' || state === 'withheld'),
  );
  const withheld = (await deliveries()).filter(({ state }) => state === 'withheld');
  expect(withheld.filter(({ because }) => because !== 'answered')).toEqual([]);
  expect((await deliveries()).length).toBeGreaterThan(withheld.length);

  async function pages() {
    const rows = await prisma.notification.findMany({ where: ofTheCrisis(), include: { deliveries: true } });
    return rows
      .map(({ id: name, audience, raisedAt, deliveries }) => ({
        ...{ page: Number(name.split('/').at(-1)), audience, at: raisedAt.getTime() },
        channels: deliveries.map(({ channel }) => channel).toSorted((a, b) => (a < b ? -1 : 1)),
      }))
      .toSorted((a, b) => a.page - b.page);
  }
  function ofTheCrisis() {
    return { id: { startsWith: `${id}/crisis-${crisisMark(thing)}/` } };
  }
}, 180_000);

/** What its referrals come under from now on. */
async function adopt(prisma: Prisma, agencyId: string, profile: Profile): Promise<void> {
  const hash = contentHash(profile);
  const content = toJson(profile);
  await prisma.policyDocument.create({ data: { hash, kind: 'profile', name: profile.title, content } });
  await prisma.agency.update({ where: { id: agencyId }, data: { profileHash: hash } });
}
