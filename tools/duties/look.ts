import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { knownDoers } from './doers.ts';
import { type Ledger, readLedger } from './ledger.ts';
import { gapsIn, pageOf } from './page.ts';
import { type Shown, shownBy } from './titles.ts';

/** The ledger of the tree below `root`, the tests that show its duties, what is missing, and the page as it should be. */
export async function lookAtDuties(
  root: string,
): Promise<{ ledger: Ledger; shown: Shown[]; gaps: string[]; page: string }> {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const ledger = readLedger(root);
  const shown = shownBy(root);
  const { scripts } = json('package.json') as { scripts: object };
  const options = json('.prettierrc.json') as object;
  return {
    ledger,
    shown,
    gaps: gapsIn(ledger, shown, knownDoers(Object.keys(scripts))),
    page: await format(pageOf(ledger, shown), { ...options, parser: 'markdown' }),
  };
}
