// npm run record-histories [-- VERSION [SCENARIO…]]: plays a few scenarios and keeps their workflow histories under
// test/replay/histories/VERSION, where later code must still replay them, and those of a channel's sender beside them.
// Once a release, which is then the VERSION of package.json; and with stories of its own where a release changes what is
// on no one's way yet. SCENARIO "notifications" stands for the sender's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeCalendar } from '../src/calendars/make-calendar.ts';
import { parseScenario } from '../src/cli/simulate/scenario.ts';
import { startTemporalEngine } from '../src/cli/simulate/temporal-engine.ts';
import { pinnedPolicy } from '../src/kit/pinned-policy.ts';
import { countyProfile } from '../src/pathway/profiles/county.ts';
import { asJson, historiesOf, type History } from '../test/support/histories.ts';
import { notificationsHistories } from '../test/support/sender-histories.ts';

const root = join(import.meta.dirname, '..');
const stories = ['emergency-by-night', 'month-ends', 'voided-discharge'].map((name) =>
  join(root, 'test', 'scenarios', 'stories', `${name}.json`),
);
const released = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const [version = released.version, ...named] = process.argv.slice(2);
const sender = 'notifications';
const files = named.length > 0 ? named : [...stories, sender];
const folder = join(root, 'test', 'replay', 'histories', version);
mkdirSync(folder, { recursive: true });

function keep(name: string, histories: History[]): void {
  for (const [index, history] of histories.entries()) {
    const file = `${name}-run-${index + 1}.json`;
    writeFileSync(join(folder, file), `${asJson(history)}\n`);
    process.stderr.write(`${file}: ${history.events?.length ?? 0} events\n`);
  }
}

for (const file of files) {
  if (file === sender) {
    keep(sender, await notificationsHistories());
    continue;
  }
  const parsed = parseScenario(readFileSync(file));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem}`);
  const { timezone: timeZone, closures } = parsed.scenario;
  const made = makeCalendar({ id: 'scenario', version: 1, timeZone, closures });
  if (!made.ok) throw new Error(`${file}: ${made.problem.code}`);
  const { calendar } = made;
  const policy = pinnedPolicy(countyProfile, calendar);
  const engine = await startTemporalEngine(undefined, async (client, enrollmentId) => {
    keep(basename(file, '.json'), (await historiesOf(client, enrollmentId)).toReversed());
  });
  await engine.play(parsed.scenario, policy);
  await engine.stop();
}
process.exit(0);
