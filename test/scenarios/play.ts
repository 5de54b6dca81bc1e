import { makeCalendar } from '../../src/calendars/make-calendar.ts';
import { playInDomain } from '../../src/cli/simulate/domain-engine.ts';
import type { Refused } from '../../src/cli/simulate/domain-engine.ts';
import { asExpected, comparedKinds } from '../../src/cli/simulate/outcome.ts';
import type { Outcome } from '../../src/cli/simulate/outcome.ts';
import { parseScenario } from '../../src/cli/simulate/scenario.ts';
import type { Scenario, ScenarioObligation } from '../../src/cli/simulate/scenario.ts';
import type { TemporalEngine } from '../../src/cli/simulate/temporal-engine.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import type { Policy } from '../../src/engine/policy/profile.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import type { Story } from './oracle.ts';

export type Played = { rows: ScenarioObligation[]; refused: Refused[] };

const profileHash = contentHash(countyProfile);
const policies = new Map<string, Policy>();

/** The pure model's outcome of a story: the kinds that `expected` tells, and what was refused. */
export function byDomain(story: Story): Played {
  const { scenario, policy } = read(story);
  const { obligations, refused } = playInDomain(scenario, policy);
  return { rows: rowsOf(obligations, scenario), refused };
}

/** The same from the real workflow, as its recording activity wrote it down. */
export async function byTemporal(engine: TemporalEngine, story: Story): Promise<Played> {
  const { scenario, policy } = read(story);
  const { obligations, refused } = await engine.play(scenario, policy);
  return { rows: rowsOf(obligations, scenario), refused };
}

function rowsOf(obligations: readonly Outcome[], { until }: Scenario): ScenarioObligation[] {
  return asExpected(obligations, until).filter(({ kind }) => comparedKinds.has(kind));
}

/** A story as the simulator reads it, under the county's profile and the story's own calendar. */
function read(story: Story): { scenario: Scenario; policy: Policy } {
  const parsed = parseScenario(new TextEncoder().encode(JSON.stringify(story)));
  if (!parsed.ok) throw new Error(parsed.problem);
  const { timezone: timeZone, closures } = parsed.scenario;
  const key = `${timeZone} ${closures.join(' ')}`;
  let policy = policies.get(key);
  if (!policy) {
    const made = makeCalendar({ id: 'scenario', version: 1, timeZone, closures });
    if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.value}`);
    const { calendar } = made;
    policy = { profile: countyProfile, profileHash, calendar, calendarHash: contentHash(calendar) };
    policies.set(key, policy);
  }
  return { scenario: parsed.scenario, policy };
}
