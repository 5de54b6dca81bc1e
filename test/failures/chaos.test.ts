import { expect, test } from 'vitest';
import { sizeOf } from '../../chaos/plan/sizes.ts';
import { violationLines } from '../../chaos/report.ts';
import { runChaos } from '../../chaos/run.ts';

/** `npm run chaos` in small: the compiled processes, killed and cut off under load, and the same checker. */
test('a short chaos run loses nothing', async () => {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const result = await runChaos({ seed: 20, size: sizeOf({ short: true }), say });
  expect(violationLines(result.checks), lines.join('\n')).toEqual([]);
  expect(result.shortfalls).toEqual([]);
  expect(result.checks.length).toBeGreaterThan(10);
}, 300_000);
