import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import type { Context } from '../context.ts';
import {
  between,
  commitsIn,
  idleRates,
  splitOurs,
  total,
  type Counter,
  type Done,
  type Idle,
} from '../counts.ts';
import { actionsIn, runsOf, sizeOf, tasksIn } from '../history.ts';
import { type Call, send, sendBlock } from '../load.ts';
import { commandsIn, depositFor, mixes, paymentsOf, startOf, stepsOf, visitsOf } from '../mix.ts';
import { openWorkflows } from '../open-workflows.ts';
import { cpuSeconds, cpuSecondsOfTree } from '../processes.ts';
import { mean, median, percentile, ratio } from '../report/numbers.ts';
import type { Figures, Results } from '../report/results.ts';
import { seedDocuments } from '../seed/documents.ts';
import { seedProvider } from '../../test/support/directory.ts';
import type { Copy } from '../seed/multiply.ts';
import type { Agency } from '../seed/population.ts';

type Kind = 'step' | 'visit' | 'start' | 'minimal' | 'minimalStart' | 'plain';
type Loads = Record<Kind, (slot: number) => Call>;
type Process = 'worker' | 'api' | 'engine' | 'postgres';
type Samples = Record<Kind, { ms: number[]; what: string[]; seconds: number; cpu: Record<Process, number> }>;

const kinds = [
  'minimal',
  'step',
  'visit',
  'plain',
  'minimalStart',
  'start',
] as const satisfies readonly Kind[];
const widest = 32;

const none = (): Samples =>
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      { ms: [], what: [], seconds: 0, cpu: { worker: 0, api: 0, engine: 0, postgres: 0 } },
    ]),
  ) as unknown as Samples;

/**
 * What a step, a visit and a start cost: first counted one by one, then timed in turn with the floors. Answers how many
 * workflows opened a second.
 */
export async function measureSteps(context: Context, results: Results): Promise<number> {
  const { options, stage, progress, population } = context;
  await stage.start('worker');
  await stage.start('api');
  const agency = await population.agency('bench', 12);
  // So few that the worker holds all of them (cold ones are measured apart), so many that none waits for another.
  const perSlot = 1;
  // Each group of commands on an enrollment of its own, so that no run is long enough to go on as a new one: what that
  // costs is in a client-year.
  const counted = { step: 2 * mixes.step.length, crisis: 3, visit: 12, payment: 3 };
  const countedAll = total(new Map(Object.entries(counted)));
  const cold = options.quick ? 10 : 60;
  const group = await population.enrollments(agency, cold + countedAll + 2 * widest * perSlot, {
    weeks: 25,
    lastContactDaysAgo: 3,
  });
  await population.check(group);
  progress.say(`steps: ${group.copies.length} enrollments of ${group.eventsEach} events each`);
  const openedPerSecond = await openWorkflows(context, group, 'steps');
  const copies = [...group.copies];
  await seedDocuments(
    population.prisma,
    agency.agencyId,
    copies.map(({ enrollmentId }) => enrollmentId),
  );
  await seedProvider(population.prisma, agency.agencyId);
  const take = (count: number): Copy[] => copies.splice(0, count);

  const coldCopies = take(cold);
  const counter = await context.counter();
  try {
    const some = {
      ...{ step: take(counted.step), visit: take(counted.visit) },
      ...{ crisis: take(counted.crisis), payment: take(counted.payment) },
    };
    await count(context, agency, counter, some, results);
  } finally {
    await counter.tidying(true);
    await counter.close();
  }

  await stage.start('floor worker');
  await stage.start('floor api');
  const loads = await loadsOver(context, agency, take(widest * perSlot), take(widest * perSlot));
  // Starts come after the steps: each is one more workflow for the worker to hold.
  const one = none();
  const many = none();
  for (const [kinds, share] of [
    [['minimal', 'step', 'visit', 'plain'], 1],
    [['minimalStart', 'start'], 0.6],
  ] as const) {
    const few = { kinds, rounds: 16 * share, size: 8, seconds: 25 * share };
    Object.assign(one, await takeTurns(context, loads, 1, few));
    const full = { kinds, rounds: 6 * share, size: 2 * widest, seconds: 40 * share };
    Object.assign(many, await takeTurns(context, loads, widest, full));
  }
  describeSpeed(results, one, many);
  results['step'] = { ...results['step'], ...(await coldSteps(context, agency, coldCopies)) };
  await stage.stop('floor api', 'floor worker');
  return openedPerSecond;
}

const paymentsEach = 4;

/** Statements, commits, events: one request after the other with nothing else under way. */
async function count(
  context: Context,
  agency: Agency,
  counter: Counter,
  copies: Record<'step' | 'visit' | 'crisis' | 'payment', Copy[]>,
  results: Results,
): Promise<void> {
  const { options, stage, progress, population } = context;
  const client = context.client();
  const port = (): number => stage.ports.api;
  await counter.tidying(false);
  const idle = await idleOf(counter, options.quick ? 3_000 : 8_000);
  const start = startOf(agency, port);
  const plans = {
    step: copies.step.map((copy, index) => ({
      id: copy.enrollmentId,
      next: stepsOf(agency, copy, index, port, mixes.step),
      times: commandsIn(mixes.step, index, 1),
    })),
    crisis: copies.crisis.map((copy) => ({
      id: copy.enrollmentId,
      next: stepsOf(agency, copy, 0, port, mixes.crisis),
      times: commandsIn(mixes.crisis, 0, 1),
    })),
    visit: copies.visit.map((copy) => ({
      id: copy.enrollmentId,
      next: visitsOf(agency, copy, port),
      times: 2,
    })),
    payment: copies.payment.map((copy) => ({
      id: copy.enrollmentId,
      next: paymentsOf(agency, copy, port),
      times: paymentsEach,
    })),
  };
  await send(depositFor(agency, paymentsEach * copies.payment.length, port));
  for (const kind of ['step', 'crisis', 'visit', 'payment', 'start'] as const) {
    progress.say(`counting: ${kind}`);
    const plan = kind === 'start' ? [] : plans[kind];
    const sizes = await Promise.all(plan.map(({ id }) => sizeOf(client, enrollmentWorkflowId(id))));
    // The first request of each kind prepares statements and pages; it is not counted.
    const before = await counter.read();
    let requests = 0;
    const ended: string[] = [];
    for (const { next, times } of kind === 'start' ? [{ next: start, times: 20 }] : plan)
      for (let turn = 0; turn < times; turn += 1) {
        const text = await send(next());
        requests += 1;
        if (kind === 'start') ended.push((JSON.parse(text) as { enrollmentId: string }).enrollmentId);
      }
    // What is written a second later (confirmations, the step of a payment) belongs to the steps as well.
    await pause(kind === 'payment' ? 5_000 : 2_500);
    const done = between(before, await counter.read(), idle);
    const waiting =
      kind === 'payment' ? await population.prisma.pendingStep.count({ where: { state: 'waiting' } }) : 0;
    if (waiting > 0) throw new Error(`counting: ${waiting} steps have not come to their enrollments`);
    const figures: Figures = {
      ...perRequest(done, requests, options.server),
      ...(kind === 'start'
        ? await historyOf(
            context,
            ended.map((id) => ({ id, from: 0 })),
          )
        : await historyOf(
            context,
            plan.map(({ id }, index) => ({ id, from: sizes[index]?.events ?? 0, size: sizes[index] })),
          )),
      requestsCounted: requests,
    };
    results[kind] = figures;
  }
}

async function idleOf(counter: Pick<Counter, 'read'>, ms: number): Promise<Idle> {
  await pause(2_000);
  const before = await counter.read();
  await pause(ms);
  return idleRates(before, await counter.read());
}

function perRequest(done: Done, requests: number, server: 'dev' | 'postgres'): Figures {
  const visibility = total(done.visibility) / requests;
  const ours = splitOurs(done);
  return {
    engineCommits: commitsIn(done.persistence) / requests,
    engineWrites: Object.fromEntries(
      [...done.persistence]
        .filter(([name, calls]) => calls / requests >= 0.05 && !/^(Get|List|Read|Watch)/.test(name))
        .map(([name, calls]) => [name, Number((calls / requests).toFixed(2))]),
    ),
    ...(server === 'postgres'
      ? { engineStatements: total(done.engine) / requests }
      : {
          engineStatements: null,
          engineStatementsReason: 'the dev server keeps its state in SQLite, which counts no statements',
        }),
    visibilityWrites: visibility,
    dbStatements: ours.path / requests,
    ...(server === 'postgres'
      ? {
          dbCommits: null,
          dbCommitsReason: "the engine's commits go to the same PostgreSQL and use the same transaction ids",
        }
      : { dbCommits: ours.writersOnPath / requests }),
    dbStatementsBeside: ours.beside / requests,
    dbCommitsBeside: ours.writersBeside / requests,
    statements: Object.fromEntries(
      ours.statements
        .toSorted(([, a], [, b]) => b - a)
        .map(([text, calls]) => [
          text.replaceAll(/\s+/g, ' ').slice(0, 160),
          Number((calls / requests).toFixed(2)),
        ]),
    ),
    walBytes: done.walBytes / requests,
  };
}

/** What the requests added to their histories; the tasks are looked at one by one. */
async function historyOf(
  context: Context,
  looked: {
    id: string;
    from: number;
    size?: { runId: string; events: number; bytes: number; stateTransitions: number } | undefined;
  }[],
): Promise<Figures> {
  const client = context.client();
  const sums = { events: 0, bytes: 0, stateTransitions: 0, actions: 0, updates: 0 };
  const quiet: number[] = [];
  const rearmed: number[] = [];
  const crisis: number[] = [];
  for (const { id, from, size } of looked) {
    const after = await sizeOf(client, enrollmentWorkflowId(id));
    if (size && after.runId !== size.runId) continue; // went on as a new run: its sizes begin anew
    const [events = []] = await runsOf(client, id);
    const added = events.slice(from);
    const tasks = tasksIn(added).filter(({ updates }) => updates > 0);
    sums.events += added.length;
    sums.bytes += after.bytes - (size?.bytes ?? 0);
    sums.stateTransitions += after.stateTransitions - (size?.stateTransitions ?? 0);
    sums.actions += actionsIn(added);
    sums.updates += tasks.reduce((all, { updates }) => all + updates, 0);
    for (const task of tasks) (task.crisis ? crisis : task.rearmed ? rearmed : quiet).push(task.events);
  }
  const each = (sum: number): number | null => ratio(sum, sums.updates);
  const none = 'none of them was of that kind';
  return {
    ...(quiet.length === 0 ? { historyEventsMaxReason: none } : {}),
    ...(rearmed.length === 0 ? { historyEventsMaxRearmedReason: none } : {}),
    historyEvents: each(sums.events),
    historyBytes: each(sums.bytes),
    actions: each(sums.actions),
    stateTransitions: each(sums.stateTransitions),
    historyEventsMax: percentile(quiet, 1),
    historyEventsMaxRearmed: percentile(rearmed, 1),
    ...(crisis.length === 0 ? {} : { historyEventsMaxCrisis: percentile(crisis, 1) }),
    rearmedShare: ratio(rearmed.length, rearmed.length + quiet.length),
  };
}

async function loadsOver(
  { stage }: Context,
  agency: Agency,
  forSteps: Copy[],
  forVisits: Copy[],
): Promise<Loads> {
  const port = (): number => stage.ports.api;
  const floorPort = stage.ports['floor api'];
  const floorIds: string[] = [];
  await sendBlock(8, 3 * widest, () => ({ port: floorPort, path: '/minimal', expects: 200 }));
  for (let made = 0; made < widest; made += 1) {
    const text = await send({ port: floorPort, path: '/minimal', expects: 200 });
    floorIds.push((JSON.parse(text) as { id: string }).id);
  }
  const turns = <T>(sources: T[]): ((slot: number) => T) => {
    const bySlot = Array.from({ length: widest }, (_, slot) =>
      sources.filter((_one, index) => index % widest === slot),
    );
    const places = bySlot.map(() => 0);
    return (slot) => {
      const mine = bySlot[slot % widest] ?? [];
      const place = places[slot % widest] ?? 0;
      places[slot % widest] = place + 1;
      const found = mine[place % mine.length];
      if (found === undefined) throw new Error('a slot without an enrollment');
      return found;
    };
  };
  const steps = turns(forSteps.map((copy, index) => stepsOf(agency, copy, index, port)));
  const visits = turns(forVisits.map((copy) => visitsOf(agency, copy, port)));
  const floors = turns(floorIds);
  const start = startOf(agency, port);
  return {
    step: (slot) => steps(slot)(),
    visit: (slot) => visits(slot)(),
    start: () => start(),
    minimal: (slot) => ({ port: floorPort, path: `/minimal/${floors(slot)}`, expects: 200 }),
    minimalStart: () => ({ port: floorPort, path: '/minimal', expects: 200 }),
    plain: (slot) => ({ port: floorPort, path: `/plain/${slot}`, expects: 200 }),
  };
}

/** Short blocks of each kind in turn, so that a mood of the machine meets all of them. The first round warms up. */
async function takeTurns(
  { options, progress, stage }: Context,
  loads: Loads,
  concurrency: number,
  plan: { kinds: readonly Kind[]; rounds: number; size: number; seconds: number },
): Promise<Partial<Samples>> {
  const { kinds } = plan;
  const rounds = options.quick ? 2 : Math.ceil(plan.rounds);
  const samples = none();
  const startedAt = performance.now();
  let turn = 0;
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const cpuBefore = cpuOf(stage, kind);
      const block = await sendBlock(concurrency, plan.size, (slot) =>
        // One at a time goes round all enrollments as well.
        loads[kind](concurrency === 1 ? (turn += 1) : slot),
      );
      if (round === 0) continue;
      samples[kind].ms.push(...block.ms);
      samples[kind].what.push(...block.what);
      samples[kind].seconds += block.seconds;
      const cpuAfter = cpuOf(stage, kind);
      for (const name of ['worker', 'api', 'engine', 'postgres'] as const)
        samples[kind].cpu[name] += cpuAfter[name] - cpuBefore[name];
    }
    const spent = (performance.now() - startedAt) / 1_000;
    if (round % 8 === 0)
      progress.say(
        `timing at concurrency ${concurrency}: round ${round} of ${rounds}, ${spent.toFixed(0)} s`,
      );
    if (spent > plan.seconds && round > 0) break;
  }
  return Object.fromEntries(kinds.map((kind) => [kind, samples[kind]]));
}

/** CPU seconds so far of the processes that serve such a request. */
function cpuOf(stage: Context['stage'], kind: Kind): Record<Process, number> {
  const floor = kind === 'minimal' || kind === 'minimalStart' || kind === 'plain' ? 'floor ' : '';
  return {
    worker: cpuSeconds(stage.service(`${floor}worker`).process.pid),
    api: cpuSeconds(stage.service(`${floor}api`).process.pid),
    engine: cpuSeconds(stage.temporal().pid),
    postgres: cpuSecondsOfTree(stage.postgres().pid),
  };
}

/** The median of each command at concurrency 1, dearest first. */
function byCommand({ ms, what }: Samples[Kind]): Figures {
  const medians = [...new Set(what)].map(
    (command) => [command, median(ms.filter((_one, index) => what[index] === command)) ?? 0] as const,
  );
  return { p50MsByCommand: Object.fromEntries(medians.toSorted(([, a], [, b]) => b - a)) };
}

/** CPU of one request at concurrency 32, in milliseconds: what a server's size follows from. */
function cpuEach({ ms, cpu }: Samples[Kind]): Figures {
  const each = (seconds: number): number | null => ratio(1_000 * seconds, ms.length);
  return {
    cpuMs: each(cpu.worker + cpu.api + cpu.engine + cpu.postgres),
    workerCpuMs: each(cpu.worker),
    apiCpuMs: each(cpu.api),
    engineCpuMs: each(cpu.engine),
    postgresCpuMs: each(cpu.postgres),
  };
}

function describeSpeed(results: Results, one: Samples, many: Samples): void {
  const perSecond = (kind: Kind): number | null => ratio(many[kind].ms.length, many[kind].seconds);
  const speed = (kind: Kind): Figures => ({
    p50Ms: median(one[kind].ms),
    p99Ms: percentile(one[kind].ms, 0.99),
    perSecond: perSecond(kind),
    p50Ms32: median(many[kind].ms),
    p99Ms32: percentile(many[kind].ms, 0.99),
    ...cpuEach(many[kind]),
  });
  const beside = (kind: Kind, floor: Kind): Figures => ({
    ...speed(kind),
    p50RatioToMinimal: ratio(median(one[kind].ms), median(one[floor].ms)),
    perSecondRatioToMinimal: ratio(perSecond(kind), perSecond(floor)),
    p50RatioToMinimal32: ratio(median(many[kind].ms), median(many[floor].ms)),
    cpuRatioToMinimal: ratio(
      cpuEach(many[kind])['cpuMs'] as number | null,
      cpuEach(many[floor])['cpuMs'] as number | null,
    ),
    timed: one[kind].ms.length + many[kind].ms.length,
  });
  results['step'] = { ...results['step'], ...beside('step', 'minimal'), ...byCommand(one.step) };
  results['visit'] = {
    ...results['visit'],
    ...beside('visit', 'minimal'),
    p50RatioToStep: ratio(median(one.visit.ms), median(one.step.ms)),
    p50RatioToStep32: ratio(median(many.visit.ms), median(many.step.ms)),
  };
  results['start'] = { ...results['start'], ...beside('start', 'minimalStart') };
  for (const floor of ['minimal', 'minimalStart', 'plain'] as const)
    for (const [figure, value] of Object.entries(speed(floor)))
      (results['floor'] ??= {})[`${floor}${figure[0]?.toUpperCase()}${figure.slice(1)}`] = value;
}

/** Steps on enrollments the worker holds no more: it reads and replays their run first. */
async function coldSteps({ stage }: Context, agency: Agency, copies: Copy[]): Promise<Figures> {
  await stage.stop('worker');
  await stage.start('worker');
  const calls = copies.map((copy, index) => stepsOf(agency, copy, index, () => stage.ports.api));
  const block = await sendBlock(1, calls.length, () => {
    const next = calls.pop();
    if (!next) throw new Error('no enrollment left');
    return next();
  });
  return { coldP50Ms: median(block.ms), coldMeanMs: mean(block.ms) };
}
