// npm run record-histories -- VERSION: plays a few scenarios and keeps their workflow histories under
// test/replay/histories/VERSION, where later code must still replay them. Once a release.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeCalendar } from '../src/calendars/make-calendar.ts';
import { parseScenario } from '../src/cli/simulate/scenario.ts';
import { startTemporalEngine } from '../src/cli/simulate/temporal-engine.ts';
import { pinnedPolicy } from '../src/contracts/pinned-policy.ts';
import { countyProfile } from '../src/domain/policy/profiles/county.ts';
import { asJson, historiesOf } from '../test/support/histories.ts';

const [version, ...files] = process.argv.slice(2);
if (version === undefined || files.length === 0) {
  process.stderr.write('usage: npm run record-histories -- VERSION SCENARIO…\n');
  process.exit(2);
}
const folder = join(import.meta.dirname, '..', 'test', 'replay', 'histories', version);
mkdirSync(folder, { recursive: true });

for (const file of files) {
  const parsed = parseScenario(readFileSync(file));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem}`);
  const { timezone: timeZone, closures } = parsed.scenario;
  const made = makeCalendar({ id: 'scenario', version: 1, timeZone, closures });
  if (!made.ok) throw new Error(`${file}: ${made.problem.code}`);
  const { calendar } = made;
  const policy = pinnedPolicy(countyProfile, calendar);
  const engine = await startTemporalEngine(undefined, async (client, enrollmentId) => {
    for (const [index, history] of (await historiesOf(client, enrollmentId)).toReversed().entries()) {
      const name = `${basename(file, '.json')}-run-${index + 1}.json`;
      writeFileSync(join(folder, name), `${asJson(history)}\n`);
      process.stderr.write(`${name}: ${history.events?.length ?? 0} events\n`);
    }
  });
  await engine.play(parsed.scenario, policy);
  await engine.stop();
}
process.exit(0);
