import { expect, test } from 'vitest';
import { type Size, sizeOf } from '../../chaos/plan/sizes.ts';
import { violationLines } from '../../chaos/report.ts';
import { runChaos } from '../../chaos/run.ts';
import { sized } from '../support/sizes.ts';

const short = sizeOf({ short: true });
/** Each fault of the short run once. */
const once: Size = {
  ...{ ...short, commands: 150 },
  faults: { ...short.faults, 'worker-killed': 1, 'postgres-stopped': 1 },
  atLeast: { ...short.atLeast, commands: 150, workerKills: 2, postgresStops: 1 },
};

/** `npm run chaos` in small: the compiled processes, killed and cut off under load, and the same checker. */
test('a short chaos run loses nothing', async () => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const result = await runChaos({ seed: 20, size: sized(short, once), say });
  expect(violationLines(result.checks), lines.join('\n')).toEqual([]);
  expect(result.shortfalls).toEqual([]);
  expect(result.checks.length).toBeGreaterThan(10);
}, 300_000);
