// npm run duties: writes docs/duties.md. `-- --prove [ID…]`: switches each duty's rule off in a copy of the project and
// expects its tests to notice.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dutiesOf } from './duties/ledger.ts';
import { lookAtDuties } from './duties/look.ts';
import { pageFile } from './duties/page.ts';
import { Copy } from './duties/prove.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prove: { type: 'boolean', default: false } },
});
const { ledger, shown, gaps, page } = await lookAtDuties(root);

function write(): number {
  for (const gap of gaps) console.error(gap);
  writeFileSync(join(root, pageFile), page);
  console.log(`${pageFile}: ${dutiesOf(ledger).length} duties, ${shown.length} tests, ${gaps.length} gaps`);
  return gaps.length;
}

/** As many copies as there are cores to run their tests, and up to two: a third costs more than it brings. */
const lanes = Math.min(2, availableParallelism());

async function prove(): Promise<number> {
  const asked = dutiesOf(ledger).filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  const waiting = [...asked];
  let unnoticed = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      const copy = new Copy(root);
      try {
        for (let duty = waiting.shift(); duty; duty = waiting.shift()) {
          const { noticed, said } = await copy.prove(duty, shown);
          console.log(`${noticed ? 'ok  ' : 'FAIL'}  ${duty.id.padEnd(6)} ${said}`);
          if (!noticed) unnoticed += 1;
        }
      } finally {
        await copy.remove();
      }
    }),
  );
  console.log(`${asked.length - unnoticed} rules missed by their tests when off, ${unnoticed} not`);
  return asked.length === 0 ? 1 : unnoticed;
}

process.exitCode = (values.prove ? await prove() : write()) > 0 ? 1 : 0;
