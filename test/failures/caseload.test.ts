import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { giveAccess } from '../support/access.ts';
import { seedStaffFiles } from '../../prisma/seed/index.ts';
import { reassignmentReply } from '../../src/features/reassignment/api/schemas.ts';
import { shareOfCap, wholeCaseload } from '../../src/features/caseload/share.ts';
import { asSent } from '../support/as-sent.ts';
import { isFinal, onRecord } from '../support/on-record.ts';
import { placesOfTheEvents } from '../support/places.ts';
import { eventually, realSystem } from '../support/real-system.ts';

type Path = 'assignment' | 'transfer' | 'bulk move' | 'heavier level' | 'reopening' | 'discharge voided';
type Target = 'individuals' | 'families' | 'managed' | 'mixed';
type Level = keyof typeof caps;
/** One of the 200: what it is, whom it would burden, and with how much more. */
type Act = {
  path: Path;
  target: Target;
  adds: number;
  enrollmentId: string;
  type: string;
  body: object;
  /** Of a bulk move: whose client it is before. */
  from?: string;
};
type Settled = z.input<typeof reassignmentReply>['items'][number];
type Answer = { act: Act; key: string; status: number; code: unknown; ms: number };

const caps = { 'rsc-i': 20, 'rsc-f': 15, cm: 30 };
const share = (level: Level) => shareOfCap(caps[level]);
const died = { reason: 'deceased', note: 'As her sister told us.' };
const mistaken = { reason: 'Somebody else had died.' };

/** How many of each path and level for whom: 200 in all, about twice as many as there is room for. */
const plan: [Path, Target, Level, number][] = [
  ['assignment', 'individuals', 'rsc-i', 30],
  ['assignment', 'families', 'rsc-f', 22],
  ['assignment', 'managed', 'cm', 28],
  ['assignment', 'mixed', 'rsc-i', 8],
  ['assignment', 'mixed', 'rsc-f', 6],
  ['assignment', 'mixed', 'cm', 6],
  ['transfer', 'individuals', 'rsc-i', 5],
  ['transfer', 'families', 'rsc-f', 4],
  ['transfer', 'managed', 'cm', 7],
  ['transfer', 'mixed', 'rsc-i', 4],
  ['bulk move', 'individuals', 'rsc-i', 5],
  ['bulk move', 'families', 'rsc-f', 4],
  ['bulk move', 'managed', 'cm', 7],
  ['bulk move', 'mixed', 'rsc-i', 4],
  ['reopening', 'individuals', 'rsc-i', 8],
  ['reopening', 'families', 'rsc-f', 6],
  ['reopening', 'managed', 'cm', 10],
  ['discharge voided', 'individuals', 'rsc-i', 4],
  ['discharge voided', 'families', 'rsc-f', 4],
  ['discharge voided', 'managed', 'cm', 4],
  ['heavier level', 'individuals', 'rsc-i', 6],
  ['heavier level', 'families', 'rsc-f', 6],
  ['heavier level', 'mixed', 'rsc-f', 12],
];

/**
 * Three worker processes, the API and a Temporal server of their own. What is counted in the end are the events: what
 * the database itself adds up might be wrong in the same way twice.
 */
test('[ST-4] 200 at once, through every path there is: no caseload takes one too many, and none is lost', async () => {
  const system = await realSystem();
  const { prisma, agency } = system;
  await Promise.all([system.startTemporal(), system.startApi()]);
  for (let count = 0; count < 3; count += 1) system.spawnWorker();
  const tokens = await supervisors(8);
  const targets = Object.fromEntries(
    await Promise.all(
      (['individuals', 'families', 'managed', 'mixed'] as const).map(
        async (target) => [target, await hire(target)] as const,
      ),
    ),
  ) as Record<Target, string>;
  await system.whole();

  // Whoever is transferred comes from somebody who has room: all of them are less than three caseloads.
  const spare = await Promise.all(
    [1, 2, 3].map(async () => ({ staffId: await hire('Spare'), left: wholeCaseload })),
  );
  const acts = await inLanes(
    plan.flatMap(([path, target, level, count]) =>
      Array.from({ length: count }, (): [Path, Target, Level] => [path, target, level]),
    ),
  );
  expect(acts).toHaveLength(200);

  const begun = performance.now();
  const single = mixed(acts.filter(({ path }) => path !== 'bulk move'));
  const inBulk = spare.map(({ staffId }) => acts.filter(({ from }) => from === staffId));
  const moves = inBulk.filter(({ length }) => length > 0).map((theirs) => move(theirs));
  // Moves go one by one: the rest comes upon them once they are under way.
  await eventually(async () => (await prisma.reassignmentItem.count({ where: { state: 'moved' } })) > 0);
  const asked = single.map(async (act, index) => [await ask(act, index)]);
  const answers = (await Promise.all([...moves, ...asked])).flat();
  const tookMs = performance.now() - begun;

  const statuses = new Set(answers.map(({ status, code }) => `${status} ${String(code)}`));
  expect(statuses).toEqual(new Set(['200 undefined', '409 caseload-full']));
  const placed = await placesOfTheEvents(prisma);
  for (const { act, key, status } of answers) {
    const written = await prisma.event.count({ where: { enrollmentId: act.enrollmentId, commandId: key } });
    expect(written > 0, `${act.path} answered ${status}`).toBe(status === 200);
    if (status === 200) expect(placed.get(act.enrollmentId)?.staffId).toBe(targets[act.target]);
  }
  const rows: string[] = [];
  for (const [target, staffId] of Object.entries(targets)) {
    const theirs = [...placed.values()].filter((place) => place.staffId === staffId);
    const used = theirs.reduce((sum, place) => sum + place.share, 0);
    expect(used, target).toBeLessThanOrEqual(wholeCaseload);
    // Caseloads only grew: whoever was refused would not fit now either.
    for (const { act, status } of answers)
      if (status === 409 && act.target === target) expect(used + act.adds).toBeGreaterThan(wholeCaseload);
    const { caseloadShare } = await prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
    expect(Number(caseloadShare)).toBe(used);
    const levels = Object.keys(caps).map(
      (level) => `${theirs.filter((place) => place.level === level).length} ${level}`,
    );
    rows.push(`  ${target.padEnd(17)}${levels.join(', ')} (${((100 * used) / wholeCaseload).toFixed(1)} %)`);
  }
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(60);
  expect(answers.some(({ act, status }) => act.path === 'bulk move' && status === 200)).toBe(true);
  process.stdout.write(`${figures(answers, tookMs)}\n${rows.join('\n')}\n`);

  /** Complete, so that no round through the staff keeps them from clients. */
  function fileFor(id: string): Promise<void> {
    const { agencyId, staffIds } = agency;
    return seedStaffFiles(prisma, { agencyId, staffIds: [id], by: staffIds.director, now: Date.now() });
  }

  async function hire(name: string, role = 'coordinator'): Promise<string> {
    const id = randomUUID();
    const email = `${id}@agency.example`;
    await prisma.staff.create({ data: { id, agencyId: agency.agencyId, name, email, role } });
    if (role === 'coordinator') await Promise.all([fileFor(id), giveAccess(prisma, id)]);
    return id;
  }

  /** Nobody may have more than 32 requests under way: so many supervisors, by their tokens. */
  async function supervisors(count: number): Promise<string[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const [token, staffId] = [`tl_${randomUUID()}`, await hire('Supervisor', 'supervisor')];
        const hash = createHash('sha256').update(token).digest('hex');
        await prisma.accessToken.create({
          data: { hash, staffId, expiresAt: new Date(Date.now() + 3_600_000) },
        });
        return token;
      }),
    );
  }

  async function inLanes(wanted: [Path, Target, Level][]): Promise<Act[]> {
    const made: Act[] = [];
    const lane = async () => {
      for (let next = wanted.pop(); next; next = wanted.pop()) made.push(await prepared(...next));
    };
    // Those who only stay for a while come and go before those who stay: everybody finds room.
    wanted.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    await Promise.all(Array.from({ length: 8 }, lane));
    return made;
  }

  /** An enrollment that has come as far as just before the act. */
  async function prepared(path: Path, target: Target, level: Level): Promise<Act> {
    const before: Level = path === 'heavier level' ? (level === 'rsc-f' ? 'rsc-i' : 'cm') : level;
    const { enrollmentId } = await onRecord((key) => system.refer(key, { level: before }));
    const id = String(enrollmentId);
    const assign = { coordinatorId: targets[target] };
    const act = { path, target, enrollmentId: id, adds: share(level) };
    if (path === 'assignment') return { ...act, type: 'assignCoordinator', body: assign };
    if (path === 'transfer' || path === 'bulk move') {
      const from = someoneSpare(level);
      await step(id, 'assignCoordinator', { coordinatorId: from });
      const one = { ...act, type: 'assignCoordinator', body: assign };
      return path === 'transfer' ? one : { ...one, from };
    }
    await step(id, 'assignCoordinator', assign);
    if (path === 'heavier level') {
      const body = { level, reason: 'More is needed.', amendment: true };
      return { ...act, adds: share(level) - share(before), type: 'changeLevel', body };
    }
    const { steps } = await step(id, 'discharge', died);
    if (path === 'reopening') return { ...act, type: 'reopen', body: mistaken };
    const [discharge] = steps as { stepId: string }[];
    return { ...act, type: 'voidStep', body: { step: discharge?.stepId, ...mistaken } };
  }

  function someoneSpare(level: Level): string {
    const found = spare.find(({ left }) => left >= share(level));
    if (!found) throw new Error('too many transfers for those who are spare');
    found.left -= share(level);
    return found.staffId;
  }

  function step(id: string, type: string, body: object): Promise<Record<string, unknown>> {
    return onRecord((key) => system.command('supervisor', id, type, body, key));
  }

  /** One of the 200. Whatever the system asks to be sent again is sent again, under its key. */
  async function ask(act: Act, index: number): Promise<Answer> {
    const key = `act-${index}`;
    const started = performance.now();
    for (;;) {
      const reply = await fetch(`${system.url}/api/v1/enrollments/${act.enrollmentId}/commands/${act.type}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens[index % tokens.length]}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(act.body),
      });
      const { code } = (await reply.json()) as { code?: string };
      const ms = performance.now() - started;
      if (isFinal(reply.status)) return { act, key, status: reply.status, code, ms };
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** All clients of one coordinator at once; what became of each is asked for until none waits. */
  async function move(acts: readonly Act[]): Promise<Answer[]> {
    const started = performance.now();
    const items = acts.map(({ enrollmentId, target }) => ({ enrollmentId, to: targets[target] }));
    const from = acts[0]?.from;
    const planned = await system.post('supervisor', '/reassignments', { from, reason: 'Elsewhere', items });
    expect(planned.status).toBe(202);
    const { reassignmentId } = asSent(reassignmentReply, planned.body);
    for (;;) {
      const reply = await system.get('supervisor', `/reassignments/${reassignmentId}`);
      const { endedAt, items: settled } = asSent(reassignmentReply, reply.body);
      if (endedAt !== null) return acts.map((act) => answerOf(act, settled, reassignmentId, started));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  function answerOf(act: Act, items: readonly Settled[], reassignmentId: string, started: number): Answer {
    const item = items.find(({ enrollmentId }) => enrollmentId === act.enrollmentId);
    expect(item?.state, item?.why?.code).toMatch(/^(moved|refused)$/);
    const status = item?.state === 'moved' ? 200 : 409;
    const ms = performance.now() - started;
    return { act, key: `move:${reassignmentId}:${act.enrollmentId}`, status, code: item?.why?.code, ms };
  }
}, 600_000);

/** Last first: the list is taken from its end. */
const order: Path[] = [
  'assignment',
  'transfer',
  'bulk move',
  'heavier level',
  'discharge voided',
  'reopening',
];

/** All paths among one another: a stride that shares no factor with their number comes to each of them once. */
function mixed(acts: readonly Act[]): Act[] {
  return acts.flatMap((_, index) => acts[(index * 77) % acts.length] ?? []);
}

function figures(answers: readonly Answer[], tookMs: number): string {
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (part: number) => `${Math.round(times[Math.floor(part * (times.length - 1))] ?? 0)} ms`;
  const paths = [...new Set(answers.map(({ act }) => act.path))].toSorted();
  return [
    `caseload: ${answers.length} at once in ${(tookMs / 1000).toFixed(1)} s, answered in ${at(0.5)} (median), ${at(1)} (slowest)`,
    ...paths.map((path) => {
      const theirs = answers.filter(({ act }) => act.path === path);
      const taken = theirs.filter(({ status }) => status === 200).length;
      return `  ${path.padEnd(17)}${taken} taken, ${theirs.length - taken} refused`;
    }),
  ].join('\n');
}
