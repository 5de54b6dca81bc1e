import type { Context } from '../context.ts';
import { type Call, send, sendBlock } from '../load.ts';
import { measureConsoleReads, somethingToShow } from './console-reads.ts';
import { measurePaint } from './paint.ts';
import { median, percentile, ratio } from '../report/numbers.ts';
import type { Results } from '../report/results.ts';

/** A coordinator's worklist and a supervisor's board, in turn with one select of the same rows by primary key. */
export async function measureReads(context: Context, into: Results): Promise<void> {
  const { options, stage, progress, population } = context;
  const count = options.quick ? 200 : 2_000;
  // Caseloads of twenty; four weeks of a pathway have opened some fifteen obligations.
  const agency = await population.agency('reads', count / 20);
  const asking = count / 40;
  const group = await population.enrollments(agency, count - asking, { weeks: 4, lastContactDaysAgo: 3 });
  await population.check(group, 5);
  // After three weeks an extension was asked for and not decided on; they are of those who have a place left.
  const roomy = { ...agency, coordinators: agency.coordinators.toReversed() };
  await population.enrollments(roomy, asking, { weeks: 3, lastContactDaysAgo: 1 });
  const rows = await population.prisma.obligation.count({ where: { agencyId: agency.agencyId } });
  progress.say(`reads: ${count} enrollments, ${rows} obligations`);
  await stage.stop('floor api', 'floor worker');
  await stage.stop('api');
  await stage.start('api');
  await stage.start('floor worker');
  await stage.start('floor api');

  const port = stage.ports.api;
  const caseloads = new Map<string, string[]>();
  for (const { coordinatorId, enrollmentId } of group.copies)
    caseloads.set(coordinatorId, [...(caseloads.get(coordinatorId) ?? []), enrollmentId]);
  const turn = <T>(list: readonly T[]): (() => T) => {
    let place = 0;
    return () => list[place++ % list.length] as T;
  };
  const mine = turn(agency.coordinators);
  const theirs = turn(agency.coordinators);
  const loads: Record<'select' | 'worklist' | 'board', () => Call> = {
    select: () => ({
      port: stage.ports['floor api'],
      method: 'GET',
      path: `/select?ids=${(caseloads.get(theirs().staffId) ?? []).join(',')}`,
      expects: 200,
    }),
    worklist: () => ({
      ...{ port, method: 'GET', path: '/api/v1/worklists/mine', expects: 200 },
      token: mine().token,
    }),
    board: () => ({
      ...{ port, method: 'GET', path: '/api/v1/worklists/team', expects: 200 },
      token: agency.tokens.supervisor,
    }),
  };
  const ms = { select: [] as number[], worklist: [] as number[], board: [] as number[] };
  const rounds = options.quick ? 3 : 25;
  for (let round = 0; round <= rounds; round += 1)
    for (const kind of ['select', 'worklist', 'board'] as const) {
      const block = await sendBlock(1, kind === 'board' ? 8 : 20, loads[kind]);
      // The first round fills caches and connections.
      if (round > 0) ms[kind].push(...block.ms);
    }
  const list = JSON.parse(await send(loads.worklist())) as Record<'overdue' | 'dueSoon' | 'later', unknown[]>;
  await stage.stop('floor api', 'floor worker');
  await somethingToShow(context, agency);
  const pages = await measureConsoleReads(context, group);
  const paint = await measurePaint(context, agency);
  Object.assign(into, {
    reads: {
      worklistP99Ms: percentile(ms.worklist, 0.99),
      ratioToIndexedSelect: ratio(percentile(ms.worklist, 0.99), percentile(ms.select, 0.99)),
      rows: list.overdue.length + list.dueSoon.length + list.later.length,
      enrollments: count,
      obligations: rows,
      worklistP50Ms: median(ms.worklist),
      boardP50Ms: median(ms.board),
      boardP99Ms: percentile(ms.board, 0.99),
      p50RatioToIndexedSelect: ratio(median(ms.worklist), median(ms.select)),
      ...pages,
      ...paint,
      boardP99RatioToIndexedSelect: ratio(percentile(ms.board, 0.99), percentile(ms.select, 0.99)),
    },
    floor: { selectP50Ms: median(ms.select), selectP99Ms: percentile(ms.select, 0.99) },
  });
}
