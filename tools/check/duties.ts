import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dutiesOf, ledgerFile } from '../duties/ledger.ts';
import { lookAtDuties } from '../duties/look.ts';
import { pageFile } from '../duties/page.ts';
import type { Findings, Gate } from './gate.ts';

async function examine(root: string): Promise<Findings> {
  if (!existsSync(join(root, ledgerFile))) return { examined: 0, problems: [`${ledgerFile} is missing`] };
  const { ledger, shown, gaps, page } = await lookAtDuties(root);
  const problems = [...gaps];
  for (const { id, off } of dutiesOf(ledger))
    for (const { file, find } of off)
      if (countIn(join(root, file), find) !== 1)
        problems.push(`${id}: its rule is not to be found in ${file}, or not once`);
  const written = existsSync(join(root, pageFile)) ? readFileSync(join(root, pageFile), 'utf8') : '';
  if (page !== written) problems.push(`${pageFile} lags behind (npm run duties)`);
  return { examined: new Set(shown.map(({ file }) => file)).size, problems };
}

function countIn(file: string, text: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split(text).length - 1 : 0;
}

export const duties: Gate = { name: 'duties', examine };
