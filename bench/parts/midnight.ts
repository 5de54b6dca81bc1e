import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { openWorkflows } from '../open-workflows.ts';
import { cpuOfClock, peakRssMb } from '../processes.ts';
import { until } from '../progress.ts';
import { percentile, ratio } from '../report/numbers.ts';
import type { Figures, Results } from '../report/results.ts';
import { calendarWithMidnightAt } from '../../test/support/midnight.ts';
import type { Group } from '../seed/population.ts';
import { measureBareTimers } from './bare-timers.ts';
import { measureRest } from './rest.ts';

const minute = 60_000;

/** Rest and midnight, on the same open enrollments: all of them owe a contact by the end of the same local day. */
export async function measureMidnight(context: Context, results: Results, knownPace?: number): Promise<void> {
  const { options, stage, progress, population } = context;
  const { enrollments: count } = options;
  const withMidnight = options.parts.has('midnight');
  await stage.stop('floor api', 'floor worker');
  await stage.stop('api', 'worker');
  await stage.start('worker');
  await stage.start('api');

  const openedPerSecond = Math.max(15, knownPace ?? (await paceOf(context)));
  // Rows come first, then workflows; then rest; midnight must be later than all of it, and nothing may fall due before.
  const forRest = options.parts.has('rest') ? 70 : 0;
  // Once it has come, an enrollment takes a twentieth of a second, and the floor is still to be measured.
  const latest = progress.left() - (withMidnight ? count / 20 + 60 : 0);
  const seconds = Math.min(latest, 30 + count / 100 + (1.2 * count) / openedPerSecond + forRest + 60);
  const midnight = Math.ceil((Date.now() + seconds * 1_000) / minute) * minute;
  const agency = await population.agency(
    'midnight',
    Math.ceil(count / 20),
    calendarWithMidnightAt(midnight, 'bench', [6, 7]),
  );
  const group = await population.enrollments(agency, count, { weeks: 25, lastContactDaysAgo: 7 }, (done) => {
    if (done % 1_000 === 0) progress.say(`midnight: ${done} of ${count} enrollments written`);
  });
  await population.check(group);
  const rate = await openWorkflows(context, group, 'midnight', midnight - (forRest + 60) * 1_000);
  const open = group.copies.length;
  progress.say(
    `midnight: ${open} asleep (${rate.toFixed(0)} opened a second), due in ${((midnight - Date.now()) / 1_000).toFixed(0)} s`,
  );
  if (Date.now() > midnight - 15_000)
    throw new Error('the workflows were not all open before their midnight');

  if (options.parts.has('rest')) results['rest'] = await measureRest(context, open);
  if (!withMidnight) return;
  const ours = await passMidnight(context, group, midnight);
  results['midnight'] = ours;
  if (open < count) ours['dueReason'] = `only so many of ${count} could be opened in the time there was`;
  await stage.stop('api', 'worker');
  // As many as there is time for: each costs twice, once to be set and once to fire.
  const floors = Math.min(open, Math.max(200, Math.floor((progress.left() - 60) * 8)));
  const floor = await measureBareTimers(context, floors, rate);
  results['floor'] = floor;
  const each = (seconds: unknown, of: number): number | null =>
    typeof seconds === 'number' ? seconds / of : null;
  ours['ratioToBareTimer'] = ratio(each(ours['seconds'], open), each(floor['bareTimersSeconds'], floors));
  if (ours['ratioToBareTimer'] === null)
    ours['ratioToBareTimerReason'] = ours['secondsReason'] ?? floor['bareTimersSecondsReason'];
}

/** How many workflows open a second, tried on a few. */
async function paceOf(context: Context): Promise<number> {
  const agency = await context.population.agency('pace', 5);
  const story = { weeks: 25, lastContactDaysAgo: 3 };
  return await openWorkflows(context, await context.population.enrollments(agency, 100, story), 'pace');
}

async function passMidnight(context: Context, group: Group, midnight: number): Promise<Figures> {
  const { stage, progress, population } = context;
  const count = group.copies.length;
  const { agencyId } = group.agency;
  if (Date.now() > midnight - 10_000)
    throw new Error('midnight came too soon: rest took longer than planned');
  await pause(midnight - 25_000 - Date.now());
  await stage.stop('worker');
  const worker = await stage.start('worker');
  if (Date.now() > midnight) throw new Error('midnight came before the worker was back');
  progress.say('midnight: worker restarted');
  await pause(midnight - Date.now());

  const recorded = async (): Promise<number> => {
    const { rows } = await population.database.query<{ missed: number }>(
      `select count(*)::int as missed from event e join enrollment n on n.id = e.enrollment_id
       where e.recorded_at >= $1 and e.type = 'DeadlineMissed' and n.agency_id = $2`,
      [new Date(midnight - 1_000), agencyId],
    );
    return rows[0]?.missed ?? 0;
  };
  const pids = {
    worker: worker.process.pid,
    engine: stage.temporal().pid,
    postgres: stage.postgres().pid,
  };
  const before = cpuOfClock(pids);
  const limit = Math.max(120, Math.min(400, context.progress.left() - 60));
  let told = 0;
  const complete = await until(
    async () => {
      const done = await recorded();
      if (done - told >= count / 10) {
        told = done;
        progress.say(
          `midnight: ${done} of ${count} recorded after ${((Date.now() - midnight) / 1_000).toFixed(0)} s`,
        );
      }
      return done >= count;
    },
    limit * 1_000,
    1_000,
  );
  const seconds = (Date.now() - midnight) / 1_000;
  const after = cpuOfClock(pids);
  const rssMb = peakRssMb(worker.process.pid);
  // A second answer would come now.
  await pause(2_000);
  const { rows } = await population.database.query<Told>(toldOf, [new Date(midnight - 1_000), agencyId]);
  const late = rows.map(({ lateness }) => lateness);
  const wrong = rows.filter(
    ({ misses, rungs, notices, deliveries }) =>
      misses !== 1 || rungs !== 1 || notices !== 1 || deliveries !== 1,
  );
  return {
    due: count,
    recorded: rows.length,
    seconds: complete ? seconds : null,
    ...(complete
      ? {}
      : { secondsReason: `after ${limit.toFixed(0)} s only ${rows.length} of ${count} were recorded` }),
    notExactlyOnce: wrong.length + (count - rows.length),
    latenessP50Ms: percentile(late, 0.5),
    latenessP99Ms: percentile(late, 0.99),
    rssMb,
    eventsEach: group.eventsEach,
    workerCpuSeconds: after.worker - before.worker,
    engineCpuSeconds: after.engine - before.engine,
    postgresCpuSeconds: after.postgres - before.postgres,
  };
}

type Told = { misses: number; rungs: number; notices: number; deliveries: number; lateness: number };

/** Of each enrollment that was told anything: misses, first rungs, the supervisor's notices and their deliveries. */
const toldOf = `
  with said as (
    select e.enrollment_id,
      count(*) filter (where e.type = 'DeadlineMissed')::int as misses,
      count(*) filter (where e.type = 'RungRaised' and e.data->>'rung' = 'supervisor')::int as rungs,
      max(extract(epoch from e.recorded_at - (e.data->>'due')::bigint * interval '1 millisecond') * 1000) as lateness
    from event e join enrollment n on n.id = e.enrollment_id
    where e.recorded_at >= $1 and n.agency_id = $2 group by 1),
  sent as (
    select o.enrollment_id, count(distinct o.id)::int as notices, count(d.id)::int as deliveries
    from notification o left join delivery d on d.notification_id = o.id
    where o.agency_id = $2 and o.raised_at >= $1 and o.kind = 'escalation' and o.audience = 'supervisor' group by 1)
  select misses, rungs, lateness::float as lateness, coalesce(notices, 0) as notices, coalesce(deliveries, 0) as deliveries
  from said left join sent using (enrollment_id)`;
