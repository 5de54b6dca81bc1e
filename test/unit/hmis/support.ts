import { afterEach } from 'vitest';
import { judge } from '../../../src/hmis/judge.ts';
import { readExport } from '../../../src/hmis/read-export.ts';
import { referralOf } from '../../../src/hmis/referral-of.ts';
import { hmisExport } from '../../support/hmis-export.ts';
import type { BuiltExport } from '../../support/hmis-export.ts';

export const today = '2026-03-02';

/** An export that is removed when the test is over. */
export function anExport(): BuiltExport {
  const built = hmisExport();
  open.push(built);
  return built;
}

const open: BuiltExport[] = [];
afterEach(() => {
  for (const built of open.splice(0)) built.remove();
});

export const read = (built: BuiltExport) => readExport(built.folder, today);

/** Row, verdict and reason of each enrollment. */
export async function verdicts(built: BuiltExport) {
  const found = await read(built.write());
  return judge(found, today).map((verdict) => ({
    row: verdict.row.row,
    as: verdict.as,
    ...(verdict.as === 'refused' ? { reason: verdict.reason } : {}),
    ...(verdict.as === 'start' ? { family: verdict.family } : {}),
  }));
}

/** What the first row that may start is started with. */
export async function referral(built: BuiltExport, level?: string) {
  const found = await read(built.write());
  for (const verdict of judge(found, today))
    if (verdict.as === 'start') return referralOf(found, verdict, { level, source: 'xx-500' });
  throw new Error('nothing to start');
}
