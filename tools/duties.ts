// npm run duties: writes docs/duties.md. `-- --prove [ID…]`: switches each duty's rule off in a copy of the project and
// expects its tests to notice.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { knownDoers } from './duties/doers.ts';
import { dutiesOf, readLedger } from './duties/ledger.ts';
import { gapsIn, pageFile, pageOf } from './duties/page.ts';
import { Copy } from './duties/prove.ts';
import { shownBy } from './duties/titles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prove: { type: 'boolean', default: false } },
});
const ledger = readLedger(root);
const shown = shownBy(root);

async function write(): Promise<number> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const gaps = gapsIn(ledger, shown, knownDoers(Object.keys(scripts)));
  for (const gap of gaps) console.error(gap);
  const options = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')) as object;
  writeFileSync(
    join(root, pageFile),
    await format(pageOf(ledger, shown), { ...options, parser: 'markdown' }),
  );
  console.log(`${pageFile}: ${dutiesOf(ledger).length} duties, ${shown.length} tests, ${gaps.length} gaps`);
  return gaps.length;
}

async function prove(): Promise<number> {
  const asked = dutiesOf(ledger).filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  const copy = new Copy(root);
  let unnoticed = 0;
  try {
    for (const duty of asked) {
      const { noticed, said } = await copy.prove(duty, shown);
      console.log(`${noticed ? 'ok  ' : 'FAIL'}  ${duty.id.padEnd(6)} ${said}`);
      if (!noticed) unnoticed += 1;
    }
  } finally {
    copy.remove();
  }
  console.log(`${asked.length - unnoticed} rules missed by their tests when off, ${unnoticed} not`);
  return asked.length === 0 ? 1 : unnoticed;
}

process.exitCode = (await (values.prove ? prove() : write())) > 0 ? 1 : 0;
