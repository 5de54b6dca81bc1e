import { parseArgs } from 'node:util';
import { sizeOf } from './plan/sizes.ts';
import { proveChecker } from './prove.ts';
import { table, violationLines } from './report.ts';
import { runChaos } from './run.ts';

const usage = `Breaks the running system in every way it must survive, and checks that nothing was lost.

  npm run chaos [-- --seed N] [--minutes N] [--short]
  npm run chaos -- --prove-checker

  --seed N          the same plan of faults and requests each time (default: a new one, printed)
  --minutes N       scales the load and the faults; the full run takes 8
  --short           the run of the tests, under a minute
  --prove-checker   runs workers without the version check: the checker must find out

Exit code 0 when nothing was lost, 1 when something was (or too little was tried), 2 when it could not run.`;

const started = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** Answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      short: { type: 'boolean', default: false },
      'prove-checker': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : wholeNumber('--seed', values.seed);
  if (values['prove-checker']) {
    const found = await proveChecker({ seed, say });
    for (const line of found.slice(0, 20)) console.log(`  found: ${line}`);
    if (found.length > 20) console.log(`  and ${found.length - 20} more`);
    console.log(found.length > 0 ? 'the checker found what was lost' : 'THE CHECKER FOUND NOTHING');
    return found.length > 0 ? 0 : 1;
  }
  const minutes = values.minutes === undefined ? undefined : wholeNumber('--minutes', values.minutes);
  const size = sizeOf({ short: values.short, minutes });
  const result = await runChaos({ seed, size, say });
  console.log(`\n${table(seed, result.figures, result.struck, result.checks)}`);
  console.log(`  took ${Math.round(result.seconds)} s`);
  const problems = [...violationLines(result.checks), ...result.shortfalls];
  for (const line of problems) console.log(`  ${line}`);
  return problems.length === 0 ? 0 : 1;
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new TypeError(`${flag} wants a whole number from 1`);
  return value;
}

// Its children are killed with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 2;
}
process.exit();
