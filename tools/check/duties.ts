import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { knownDoers } from '../duties/doers.ts';
import { dutiesOf, ledgerFile, readLedger } from '../duties/ledger.ts';
import { gapsIn, pageFile, pageOf } from '../duties/page.ts';
import { shownBy } from '../duties/titles.ts';
import type { Findings, Gate } from './gate.ts';

async function examine(root: string): Promise<Findings> {
  if (!existsSync(join(root, ledgerFile))) return { examined: 0, problems: [`${ledgerFile} is missing`] };
  const ledger = readLedger(root);
  const shown = shownBy(root);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const problems = gapsIn(ledger, shown, knownDoers(Object.keys(scripts)));
  for (const { id, off } of dutiesOf(ledger))
    for (const { file, find } of off)
      if (countIn(join(root, file), find) !== 1)
        problems.push(`${id}: its rule is not to be found in ${file}, or not once`);
  const options = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')) as object;
  const page = await format(pageOf(ledger, shown), { ...options, parser: 'markdown' });
  const written = existsSync(join(root, pageFile)) ? readFileSync(join(root, pageFile), 'utf8') : '';
  if (page !== written) problems.push(`${pageFile} lags behind (npm run duties)`);
  return { examined: new Set(shown.map(({ file }) => file)).size, problems };
}

function countIn(file: string, text: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split(text).length - 1 : 0;
}

export const duties: Gate = { name: 'duties', examine };
