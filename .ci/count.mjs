// Counts what .ci/run left in a folder: gates, tests, scenarios. Usage: count.mjs RESULTS SCENARIOS
// Whatever should be there and is not counts as failed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const [results, scenarios] = process.argv.slice(2);
let passed = 0;
const failures = [];
const pass = (count = 1) => (passed += count);
const fail = (what) => failures.push(what);
const read = (name) => (existsSync(join(results, name)) ? readFileSync(join(results, name), 'utf8') : '');
const judge = (ok, what) => (ok ? pass() : fail(what));

const verdicts = [...read('check.txt').matchAll(/^(ok|FAIL) +(\w+) /gm)];
if (!/^\d+ gates passed, \d+ failed$/m.test(read('check.txt'))) fail('npm run check did not come to its end');
for (const [, outcome, gate] of verdicts) judge(outcome === 'ok', `gate ${gate}`);

try {
  const report = JSON.parse(read('vitest.json'));
  pass(report.numPassedTests);
  const before = failures.length;
  for (const file of report.testResults) {
    for (const test of file.assertionResults) if (test.status === 'failed') fail(`test ${test.fullName}`);
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'))
      fail(`test file ${file.name}`);
  }
  const folders = readdirSync('test', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tiers = new Set([
    ...folders.map(({ name }) => name),
    'unit',
    'gates',
    'replay',
    'workflows',
    'scenarios',
    'api',
  ]);
  tiers.delete('support');
  for (const name of tiers) {
    const files = report.testResults.filter((file) =>
      file.name.replaceAll('\\', '/').includes(`/test/${name}/`),
    );
    if (files.length === 0) fail(`tier ${name} ran no test`);
    // Added up: several files run at a time.
    const seconds = files.reduce((sum, { startTime, endTime }) => sum + (endTime - startTime) / 1_000, 0);
    console.log(`tier ${name}: ${files.length} files, ${seconds.toFixed(0)} s of tests`);
  }
  if (read('vitest.exit').trim() !== '0' && failures.length === before) fail('vitest ended with an error');
} catch (error) {
  fail(`npm test left no report (${error.message})`);
}

const proofs = [...read('duties.txt').matchAll(/^(ok|FAIL) +([A-Z]{2}-\d+) /gm)];
if (!/^\d+ rules missed by their tests when off, \d+ not$/m.test(read('duties.txt')))
  fail('npm run duties -- --prove did not come to its end');
for (const [, outcome, duty] of proofs)
  judge(outcome === 'ok', `duty ${duty}: its tests do not miss its rule`);

const files = existsSync(scenarios) ? readdirSync(scenarios).filter((file) => file.endsWith('.json')) : [];
for (const engine of files.length > 0 ? ['domain', 'temporal'] : []) {
  const before = failures.length;
  const lines = read(`${engine}.jsonl`).split('\n').filter(Boolean);
  const played = new Map();
  for (const line of lines) {
    try {
      const { file, obligations } = JSON.parse(line);
      played.set(basename(file), obligations);
    } catch {
      fail(`simulate --engine ${engine} printed something else than JSON: ${line.slice(0, 100)}`);
    }
  }
  for (const file of files) {
    const { expected } = JSON.parse(readFileSync(join(scenarios, file), 'utf8'));
    judge(agrees(played.get(file), expected), `scenario ${file}, engine ${engine}`);
  }
  if (read(`${engine}.exit`).trim() !== '0' && failures.length === before)
    fail(`simulate --engine ${engine} ended with an error although all obligations agree`);
}

/** Obligations of other kinds than these may be printed too. */
function agrees(obligations, expected) {
  const compared =
    /^(assignment|emergency\.contact-(ciu|client)|contact\.(first|routine)|sccp\.(preliminary|full|review)|rst\.(formation|meeting)|acuity\.assessment)$/;
  const shape = ({ kind, opened, due, status, at }) => ({ kind, opened, due, status, at });
  const mine = obligations?.filter(({ kind }) => compared.test(kind)).map(shape);
  return isDeepStrictEqual(mine, expected.map(shape));
}

for (const what of failures) console.log(`failed: ${what}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
