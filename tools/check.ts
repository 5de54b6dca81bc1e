import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { duties } from './check/duties.ts';
import { format } from './check/format.ts';
import { type Gate, judge, type Verdict } from './check/gate.ts';
import { imports } from './check/imports.ts';
import { length } from './check/length.ts';
import { lint } from './check/lint.ts';
import { pages } from './check/pages.ts';
import { places } from './check/places.ts';
import { generateClient, types } from './check/types.ts';
import { unused } from './check/unused.ts';
import { words } from './check/words.ts';

// Types go first: they generate the database client, which lint and the others read.
const gates: Gate[] = [types, format, lint, imports, unused, places, length, words, pages, duties];

function print({ name, passed, examined, seconds, problems, notes = [] }: Verdict): void {
  const outcome = passed ? 'ok  ' : 'FAIL';
  console.log(
    `${outcome}  ${name.padEnd(8)}${String(examined).padStart(5)} files ${seconds.toFixed(1).padStart(6)} s`,
  );
  for (const problem of problems) console.log(`        ${problem}`);
  for (const note of notes) console.log(`        note: ${note}`);
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { root: { type: 'string' } } });
const root = values.root ?? fileURLToPath(new URL('..', import.meta.url));
const unknown = positionals.filter((name) => gates.every((gate) => gate.name !== name));
if (unknown.length > 0) {
  console.error(
    `No gate named ${unknown.join(', ')}. There are: ${gates.map((gate) => gate.name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = gates.filter((gate) => positionals.length === 0 || positionals.includes(gate.name));
// The database client is read by more gates than the one of the types, which tells when it cannot be made.
await generateClient(root);
const verdicts: Verdict[] = [];
let begun = 0;
let printed = 0;

/** Takes the next gate until there is none; verdicts are printed in the order of the gates. */
async function lane(): Promise<void> {
  for (let gate = chosen[begun]; gate; gate = chosen[begun]) {
    const place = begun++;
    verdicts[place] = await judge(gate, root);
    for (let next = verdicts[printed]; next; next = verdicts[++printed]) print(next);
  }
}
// Two at a time, since most gates use one core.
await Promise.all([lane(), lane()]);
const failed = verdicts.filter(({ passed }) => !passed).length;
console.log(`${chosen.length - failed} gates passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
