import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountingReply } from '../../src/features/disclosures/api/schemas.ts';
import { type ApiRig, createApiRig, day, minute, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { doAct } from '../support/leaving/acts.ts';
import { anyAct } from '../support/leaving/any-act.ts';
import type { Client } from '../support/leaving/client.ts';
import { referralTells } from '../support/leaving/rule.ts';
import { leavingWorld, type Line, type World } from '../support/leaving/world.ts';

let rig: ApiRig;
let harbor = '';
let eastSide = '';
beforeAll(async () => {
  rig = await createApiRig({ tokenDays: 3_650 });
  [harbor, eastSide] = [await listed('Harbor House'), await listed('East Side')];
});
afterAll(() => rig?.close());

async function listed(name: string): Promise<string> {
  const { body } = await rig
    .post('coordinator', '/providers', {
      ...{ name, services: ['supportive-housing'], populations: [], languages: ['en'], internal: false },
      ...{ contact: {}, openings: 2, waitingDays: 3 },
    })
    .expect(201);
  return String(body.documentId);
}

const runs = process.env['TEST_LONG'] ? 1_000 : 30;

it(
  '[RF-3] [AU-2] [AU-3] over the API, in random orders of all that lets something leave and of all that ends it: what leaves is what the rule lets, and each leaving is one row',
  { timeout: 3_600_000 },
  async () => {
    const tally = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 30, maxLength: 50 }), async (acts) => {
        rig.clock.set(monday);
        const world = leavingWorld(rig, harbor, eastSide);
        await begin(world);
        for (const act of acts) {
          await doAct(world, act);
          await accounted(world);
        }
        for (const client of world.clients) await shown(client, world);
        for (const [what, count] of world.tally) tally.set(what, (tally.get(what) ?? 0) + count);
      }),
      { numRuns: runs, ...(process.env['TEST_LONG'] ? {} : { seed: 231 }), endOnFailure: true },
    );
    // All that can leave did, and did not, often enough for this to say something.
    for (const what of [
      'ask',
      'resubmit',
      'send',
      'hand',
      'hand by law',
      'tell',
      'open by payer',
      'read by payer',
    ])
      for (const how of ['left', 'stayed'])
        expect([`${what} ${how}`, tally.get(`${what} ${how}`) ?? 0]).toEqual([
          expect.any(String),
          atLeast(1),
        ]);
    for (const what of [
      'again',
      'revoke',
      'end',
      'void',
      'open by a stranger stayed',
      'read by supervisor left',
    ])
      expect([what, tally.get(what) ?? 0]).toEqual([what, atLeast(1)]);
  },
);

/** One client with all that comes before a referral, and one with little; both have something to send and somebody to send it to. */
async function begin(world: World): Promise<void> {
  for (const isWhole of [true, false]) {
    const client = await world.enter();
    const done = async (type: string, body: object) =>
      expect(await world.step(client, type, { ...body, amendment: true }), world.refused).not.toBeNull();
    await done('logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' });
    client.scorings.push({ id: await world.put.scoring(client.id), at: world.now(), isVoid: false });
    if (isWhole) {
      const staffing = { purpose: 'referral', talk: 'On housing.', recommendations: 'Refer.' };
      await world.planByStep(client, 'preliminary', 'completePreliminarySccp');
      await done('recordStaffing', staffing);
      rig.clock.set(monday + minute);
      await world.planByStep(client, 'full', 'completeFullSccp');
    } else await world.plan(client, true);
    await world.file(client, 'placement-criteria');
    const content = ['identity', 'services', 'plan', 'assessment', 'progress'];
    const consent = { kind: 'payer', recipient: null, purpose: 'authorization', content } as const;
    await world.grant(client, consent, { back: 0, lasts: 60 });
    const toHarbor = {
      kind: 'provider',
      recipient: harbor,
      purpose: 'treatment-payment-operations',
    } as const;
    await world.grant(client, { ...toHarbor, content: [...referralTells, 'plan'] }, { back: 0, lasts: 60 });
  }
  rig.clock.set(monday + day);
}

/** What the accounting has, by what is asked of it everywhere. */
async function rowsOf({ clients }: World, take?: number) {
  const rows = await rig.prisma.disclosure.findMany({
    where: { enrollmentId: { in: clients.map(({ id }) => id) } },
    orderBy: { recordedAt: 'desc' },
    ...(take === undefined ? {} : { take }),
  });
  return rows.toReversed();
}

/** Each leaving has one row, which says what left; and there is no other. */
async function accounted(world: World, isWhole = false): Promise<void> {
  const { lines } = world;
  const ids = world.clients.map(({ id }) => id);
  expect(await rig.prisma.disclosure.count({ where: { enrollmentId: { in: ids } } })).toBe(lines.length);
  const rows = await rowsOf(world, isWhole ? undefined : 1);
  const expected = isWhole ? lines : lines.slice(-1);
  expect(rows.map(rowAs)).toEqual(
    expected.map((line, place) => {
      const { release, purpose } = rows[place] ?? {};
      const may = line.releases.includes(release ?? null);
      const consents = world.clients.flatMap((one) => one.consents);
      const granted = consents.find(({ id }) => id === release)?.purpose ?? purpose;
      return { ...withoutReleases(line), release: may ? release : line.releases, purpose: granted };
    }),
  );
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowAs = ({ toKind, toId, content, at, recordedAt, ...row }: Row) => ({
  ...{ enrollmentId: row.enrollmentId, way: row.way, to: [toKind, toId], items: row.items },
  ...{ content: content.toSorted(), law: row.law, stepId: row.stepId, at: at.getTime() },
  ...{ recordedAt: recordedAt.getTime(), release: row.release, purpose: row.purpose },
});
const withoutReleases = ({ releases: _, content, ...line }: Line) => ({
  ...line,
  content: content.toSorted(),
});

/** What is shown of it, and printed for the client, is the same line by line; of what was voided it is said, and not printed. */
async function shown(client: Client, world: World): Promise<void> {
  const mine = world.lines.filter(({ enrollmentId }) => enrollmentId === client.id);
  const { body } = await rig.get('coordinator', `/enrollments/${client.id}/disclosures`).expect(200);
  const items = asSent(accountingReply, body).items;
  const entered = [...client.asked, ...client.asked.flatMap(({ resent }) => resent), ...client.told];
  const all = [...entered, ...client.referred.flatMap(({ sent }) => sent)];
  const isVoid = (id: string | null) => all.some((one) => one.id === id && one.isVoid);
  const newestFirst = mine.toSorted((a, b) => b.at - a.at);
  expect(items.map(({ stepId, way, at, inError }) => [stepId, way, at, inError])).toEqual(
    newestFirst.map(({ stepId, way, at }) => [stepId, way, new Date(at).toISOString(), isVoid(stepId)]),
  );
  const paper = await rig.get(
    'coordinator',
    `/enrollments/${client.id}/papers/accounting-of-disclosures?format=html`,
  );
  const printed = newestFirst.filter(({ stepId }) => !isVoid(stepId));
  expect(paper.status).toBe(printed.length === 0 ? 404 : 200);
  const [, ...rows] = paper.status === 200 ? paper.text.split('<div class="item">') : [''];
  expect(rows).toHaveLength(printed.length);
  for (const [place, { at, to, releases, law }] of printed.entries()) {
    const why = law === null ? (releases[0] === null ? nothing : 'Release of information') : citations[law];
    for (const words of [printedTime.format(at).replace(',', ''), namesOf(world)[to.join('/')], `>${why}<`])
      expect(rows[place]).toContain(words);
  }
}

const printedTime = new Intl.DateTimeFormat('en-US', {
  ...{ timeZone: 'America/Chicago', hourCycle: 'h23' },
  ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
});
const nothing = 'Nothing';
const citations: Record<string, string> = {
  'medical-emergency': '42 CFR 2.51',
  'court-order': '42 CFR 2.61 to 2.67',
  'qualified-service-organization': '42 CFR 2.12(c)(4)',
};
const namesOf = (world: World): Record<string, string> => ({
  ...{ 'payer/': 'The payer', 'role/physician-or-hospital': 'Physician or hospital' },
  ...{ [`provider/${world.harbor}`]: 'Harbor House', [`provider/${world.eastSide}`]: 'East Side' },
});

const atLeast = (least: number): unknown =>
  expect.toSatisfy((count: number) => count >= least, `at least ${least}`);
