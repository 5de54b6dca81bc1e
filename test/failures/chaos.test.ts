import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copyBuild, copyNextBuild } from '../../chaos/system/build.ts';
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

test('the next version that a run puts beside the present one is another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-versions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [present, next] = [copyBuild(join(folder, 'present')), copyNextBuild(join(folder, 'next'))];
  expect(readFileSync(next.bundle, 'utf8')).not.toBe(readFileSync(present.bundle, 'utf8'));
});
