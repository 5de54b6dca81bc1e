import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerIdOf } from '../test/support/directory.ts';
import { calendarWithMidnightAt } from '../test/support/midnight.ts';
import { check } from './check/check.ts';
import type { Check, Evidence } from './check/evidence.ts';
import { gather } from './evidence/gather.ts';
import { settle } from './evidence/settle.ts';
import { strikeAll, type Struck } from './faults/strike.ts';
import { startDriver } from './load/driver.ts';
import { sendFiles } from './load/uploads.ts';
import { planRequests } from './plan/commands.ts';
import { planFaults, type FaultName } from './plan/faults.ts';
import { withFund } from './plan/fund.ts';
import { createRandom } from './plan/random.ts';
import type { Size } from './plan/sizes.ts';
import { figuresOf, shortfalls, type Figures } from './report.ts';
import { startSystem, type System } from './system/system.ts';

export type RunOptions = { seed: number; size: Size; say: (line: string) => void };
export type RunResult = {
  figures: Figures;
  struck: Struck;
  checks: Check[];
  /** Where it saw less than it should have. */
  shortfalls: string[];
  seconds: number;
};

/** What a fault with its recovery takes, on a quiet machine; the load is spread accordingly. */
const typicalFaultMs = 6_500;

/** One run: everything up, load and faults together, everything up again, and the checker's word on it. */
export async function runChaos({ seed, size, say }: RunOptions): Promise<RunResult> {
  const begun = performance.now();
  // Separate streams of numbers: what one plan draws does not move the others.
  const blows = planFaults(createRandom(seed), size.faults, size.pauseMs);
  const requests = withFund(
    createRandom(seed + 3_000_003),
    planRequests(createRandom(seed + 1_000_003), size),
  );
  const expectedMs = blows.length * typicalFaultMs;
  const calendar = calendarWithMidnightAt(Date.now() + 15_000 + expectedMs * 0.6, 'chaos', []);
  say(
    `seed ${seed}: ${blows.length} faults, ${requests.length} requests, some ${Math.round(expectedMs / 60_000)} minutes`,
  );
  const system = await startSystem(calendar);
  let keep = false;
  try {
    const evidence = await load(system, calendar, { seed, size, say }, blows, requests);
    const checks = check(evidence.evidence);
    keep = checks.some(({ violations }) => violations.length > 0);
    if (keep) {
      writeFileSync(join(system.folder, 'violations.json'), JSON.stringify(checks, null, 1));
      const seen = { ...evidence.evidence, streams: Object.fromEntries(evidence.evidence.streams) };
      writeFileSync(join(system.folder, 'evidence.json'), JSON.stringify(seen));
      say(`violations, answers and logs are kept in ${system.folder}`);
    }
    const figures = figuresOf(evidence.evidence, evidence.struck);
    return {
      figures,
      struck: evidence.struck,
      checks,
      shortfalls: shortfalls(figures, size.atLeast),
      seconds: (performance.now() - begun) / 1_000,
    };
  } finally {
    await system.stop(keep);
  }
}

async function load(
  system: System,
  calendar: ReturnType<typeof calendarWithMidnightAt>,
  { seed, size, say }: RunOptions,
  blows: ReturnType<typeof planFaults>,
  requests: ReturnType<typeof planRequests>,
): Promise<{ evidence: Evidence; struck: Struck }> {
  const { agency } = system;
  const answersFile = join(system.folder, 'answers.jsonl');
  let done = 0;
  let lastDoneAt = performance.now();
  let over = false;
  const random = createRandom(seed + 2_000_003);
  const progress = () => {
    if (over) return 1;
    const within = Math.min(0.95, (performance.now() - lastDoneAt) / typicalFaultMs);
    return (done + within) / blows.length;
  };
  const driver = startDriver({
    ...{ calendar, requests, answersFile, random, lanes: size.lanes },
    apiUrl: system.apiUrl,
    tokens: agency.tokens,
    staffIds: agency.staffIds,
    otherAgency: system.otherAgency,
    providerId: providerIdOf(agency.agencyId),
    progress,
  });
  const files = sendFiles({
    ...{ apiUrl: system.apiUrl, token: agency.tokens.supervisor, count: size.files, progress },
    enrollment: (place) => driver.enrollment(place),
  });
  const struck: Struck = {
    faults: Object.fromEntries(Object.keys(size.faults).map((name) => [name, 0])) as Record<
      FaultName,
      number
    >,
    kills: { worker: 0, api: 0, postgres: 0, temporal: 0 },
    writtenAway: 0,
    skipped: new Map(),
  };
  await strikeAll(blows, { system, driver, struck, say }, () => {
    done += 1;
    lastDoneAt = performance.now();
  });
  over = true;
  say(`faults over, ${driver.sent()} requests sent`);
  await driver.done;
  const filesSaid = await files;
  say('every request has its answer');
  const left = await settle(system, say);
  if (left.length > 0) say(`not settled: ${left.join(', ')}`);
  say('reading what there is');
  const stops = struck.kills.worker + struck.kills.postgres;
  const evidence = await gather(system, answersFile, {
    mail: stops + system.mail.unanswered(),
    webhook: stops + system.webhook.unanswered(),
    filesSaid,
  });
  return { evidence, struck };
}
