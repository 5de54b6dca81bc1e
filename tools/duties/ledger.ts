import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const edit = z.strictObject({ file: z.string(), find: z.string(), replace: z.string() });

const entry = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}-\d+$/),
  /** What is owed, in our words. */
  duty: z.string().min(1),
  /** Where a duty has no deadline of its own: when it holds. */
  when: z.string().optional(),
  /** Clauses, where no rule of a profile names them. */
  source: z.string().optional(),
  /** Steps (by name), routes (`GET /path`) and commands of the terminal that do it or show it. */
  done: z.array(z.string()).min(1),
  /** Where its rule lives when that is no profile. */
  code: z.array(z.string()).default([]),
  /** What switches the rule off; each of its tests must notice at least one. */
  off: z.array(edit).min(1),
});

const ledger = z.strictObject({
  sections: z.array(z.strictObject({ title: z.string(), duties: z.array(entry).min(1) })).min(1),
});

export type Duty = z.output<typeof entry>;
export type Ledger = z.output<typeof ledger>;

export const ledgerFile = 'tools/duties/ledger.yaml';

/** The duties the product has to make real. Throws for a ledger that is missing or not in form. */
export function readLedger(root: string): Ledger {
  const result = ledger.safeParse(parse(readFileSync(join(root, ledgerFile), 'utf8')));
  if (!result.success) throw new Error(`${ledgerFile}: ${z.prettifyError(result.error)}`);
  return result.data;
}

export function dutiesOf({ sections }: Ledger): Duty[] {
  return sections.flatMap(({ duties }) => duties);
}
