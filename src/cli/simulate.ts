import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeCalendar } from '../calendars/make-calendar.ts';
import { pinnedPolicy } from '../kit/pinned-policy.ts';
import type { Policy } from '../engine/policy/profile.ts';
import { countyProfile } from '../pathway/profiles/county.ts';
import { playInDomain } from './simulate/domain-engine.ts';
import type { Refused } from './simulate/domain-engine.ts';
import { asExpected, differences } from './simulate/outcome.ts';
import { timeline } from './simulate/timeline.ts';
import { parseScenario } from './simulate/scenario.ts';
import type { Scenario, ScenarioObligation } from './simulate/scenario.ts';

const usage = `Plays scenarios and prints their obligations.

  npm run simulate -- FILE… [--engine temporal|domain] [--json]

  --engine temporal   the real workflow on a time-skipping Temporal server (default)
  --engine domain     the rules alone, at once
  --json              one JSON object a file on a line of its own

Exit code 1 when a file cannot be read, differs from its "expected", or a miss was raised late.`;

type Engine = 'temporal' | 'domain';
type Play = { obligations: ScenarioObligation[]; refused: Refused[]; problems: string[] };
type Player = { play(scenario: Scenario, policy: Policy): Promise<Play>; stop(): Promise<void> };

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${usage}\n`);
    return 2;
  }
  const read = options.files.map((file) => ({ file, ...readScenario(file) }));
  const broken = read.filter((one) => 'problem' in one);
  for (const { file, problem } of broken) process.stderr.write(`${file}: ${problem}\n`);
  let failed = broken.length > 0;
  const player = await playerOf(options.engine);
  try {
    for (const { file, scenario, policy } of read) {
      if (!scenario || !policy) continue;
      const startedAt = performance.now();
      const played = await player.play(scenario, policy).catch(couldNotPlay);
      if (typeof played === 'string') {
        process.stderr.write(`${file} (${options.engine}) could not be played: ${played}\n`);
        failed = true;
        continue;
      }
      const { obligations, refused, problems } = played;
      const seconds = (performance.now() - startedAt) / 1_000;
      const line = { file, engine: options.engine, obligations };
      const told = options.json
        ? JSON.stringify(line)
        : timeline({ file, engine: options.engine, scenario, obligations, refused, policy, seconds });
      process.stdout.write(`${told}\n`);
      const wrong = [...problems, ...(scenario.expected ? differences(obligations, scenario.expected) : [])];
      if (wrong.length > 0)
        process.stderr.write(`${file} (${options.engine}) differs:\n${wrong.join('\n')}\n`);
      failed ||= wrong.length > 0;
    }
  } finally {
    await player.stop();
  }
  return failed ? 1 : 0;
}

/** One file that cannot be played does not keep the others from it. */
function couldNotPlay(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

function readOptions(): { files: string[]; engine: Engine; json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { engine: { type: 'string', default: 'temporal' }, json: { type: 'boolean', default: false } },
    });
    const { engine, json } = values;
    if (engine !== 'temporal' && engine !== 'domain') return `There is no engine "${engine}".`;
    return positionals.length === 0 ? 'No file was named.' : { files: positionals, engine, json };
  } catch (error) {
    return error instanceof Error ? error.message : 'The arguments cannot be read.';
  }
}

function readScenario(
  file: string,
): { problem: string; scenario?: never; policy?: never } | { scenario: Scenario; policy: Policy } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { problem: 'cannot be read' };
  }
  const parsed = parseScenario(bytes);
  if (!parsed.ok) return { problem: parsed.problem };
  const { timezone, closures } = parsed.scenario;
  const made = makeCalendar({ id: 'scenario', version: 1, timeZone: timezone, closures });
  if (!made.ok) return { problem: `${made.problem.code}: ${made.problem.value}` };
  const { calendar } = made;
  const policy = pinnedPolicy(countyProfile, calendar);
  return { scenario: parsed.scenario, policy };
}

async function playerOf(engine: Engine): Promise<Player> {
  if (engine === 'domain') {
    return {
      async play(scenario, policy) {
        const { obligations, refused } = playInDomain(scenario, policy);
        return { obligations: asExpected(obligations, scenario.until), refused, problems: [] };
      },
      stop: async () => undefined,
    };
  }
  // Loaded only here: the domain engine answers at once and needs no server.
  const { startTemporalEngine } = await import('./simulate/temporal-engine.ts');
  const temporal = await startTemporalEngine();
  return {
    async play(scenario, policy) {
      const { obligations, refused, lateMisses } = await temporal.play(scenario, policy);
      const told = asExpected(obligations, scenario.until);
      return {
        obligations: told,
        refused,
        problems: [...lateMisses, ...unraised(obligations, scenario.until)],
      };
    },
    stop: () => temporal.stop(),
  };
}

/** A deadline that has passed unmet and was never announced. */
function unraised(
  obligations: { kind: string; due: number; status: string; closedAt: number | null; missRaised?: boolean }[],
  until: number,
): string[] {
  return obligations
    .filter(
      ({ due, status, closedAt, missRaised }) =>
        due < until && closedAt === null && (status === 'open' || !missRaised),
    )
    .map(({ kind, due }) => `${kind}, due ${new Date(due).toISOString()}, passed without being raised`);
}

process.exitCode = await main();
