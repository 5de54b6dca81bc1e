// npm run record-histories [-- VERSION [SCENARIO…]]: plays a few scenarios and keeps their workflow histories under
// test/replay/histories/VERSION, where later code must still replay them, and those of a channel's sender beside them.
// Once a release, which is then the VERSION of package.json; and with stories of its own where a release changes what is
// on no one's way yet. SCENARIO "notifications" stands for the sender's.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeCalendar } from '../src/calendars/make-calendar.ts';
import { parseScenario } from '../src/cli/simulate/scenario.ts';
import { type Hooks, startTemporalEngine } from '../src/cli/simulate/temporal-engine.ts';
import { enrollmentWorkflowId } from '../src/contracts/ids.ts';
import { submitUpdate, type SubmitReply } from '../src/contracts/messages.ts';
import type { CommandBatch } from '../src/engine/record/commands.ts';
import { pinnedPolicy } from '../src/kit/pinned-policy.ts';
import type { Gateway } from '../src/kit/temporal/gateway.ts';
import { countyProfile } from '../src/pathway/profiles/county.ts';
import type { TimeSkippingRig } from '../src/worker/time-skipping-rig.ts';
import { asJson, historiesOf, type History } from '../test/support/histories.ts';
import { notificationsHistories } from '../test/support/sender-histories.ts';

const root = join(import.meta.dirname, '..');
const everyStage = join(root, 'test', 'replay', 'stories', 'every-stage.json');
const stories = ['emergency-by-night', 'month-ends', 'voided-discharge'].map((name) =>
  join(root, 'test', 'scenarios', 'stories', `${name}.json`),
);
const released = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const [version = released.version, ...named] = process.argv.slice(2);
const sender = 'notifications';
const folder = join(root, 'test', 'replay', 'histories', version);
mkdirSync(folder, { recursive: true });

for (const file of named.length > 0 ? named : [...stories, sender]) {
  if (file === sender) keep(sender, await notificationsHistories());
  else await record(file, basename(file, '.json'));
}
// An API of 0.1.0 sends the first steps, one of today the rest of them.
if (named.length === 0)
  await record(everyStage, 'every-stage-submit-first', (rig, place) =>
    place < 5 ? before(rig) : rig.gateway,
  );
process.exit(0);

function keep(name: string, histories: History[]): void {
  for (const [index, history] of histories.entries()) {
    const file = `${name}-run-${index + 1}.json`;
    writeFileSync(join(folder, file), `${asJson(history)}\n`);
    process.stderr.write(`${file}: ${history.events?.length ?? 0} events\n`);
  }
}

/** Plays the story in that file and keeps the histories of its runs under that name. */
async function record(file: string, name: string, takenInBy?: Hooks['takenInBy']): Promise<void> {
  const parsed = parseScenario(readFileSync(file));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem}`);
  const { timezone: timeZone, closures } = parsed.scenario;
  const made = makeCalendar({ id: 'scenario', version: 1, timeZone, closures });
  if (!made.ok) throw new Error(`${file}: ${made.problem.code}`);
  const policy = pinnedPolicy(countyProfile, made.calendar);
  const onPlayed: Hooks['onPlayed'] = async (client, enrollmentId) =>
    keep(name, (await historiesOf(client, enrollmentId)).toReversed());
  const engine = await startTemporalEngine(undefined, { onPlayed, ...(takenInBy ? { takenInBy } : {}) });
  await engine.play(parsed.scenario, policy);
  await engine.stop();
}

/** Steps as 0.1.0 sent them: each as `submit`. */
function before({ client }: TimeSkippingRig): Pick<Gateway, 'submit'> {
  return {
    async submit(enrollmentId, batch) {
      const reply = await client.workflow
        .getHandle(enrollmentWorkflowId(enrollmentId))
        .executeUpdate<SubmitReply, [CommandBatch]>(submitUpdate, { args: [batch] });
      return reply.ok
        ? { status: 'accepted', receipt: reply.receipt, replayed: false }
        : { status: 'refused', rejection: reply.rejection };
    },
  };
}
