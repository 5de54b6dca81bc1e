import { checkAccounting } from '../../features/disclosures/postgres/check-accounting.ts';
import { fail, type Finding, ok } from './finding.ts';
import { lookInRecord } from './in-record.ts';

const about = 'accounting of disclosures';
const mostNamed = 10;

/** Whether each thing that left the agency has its row, and each row what let it leave (RF-3). */
export function checkDisclosures(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  return lookInRecord(env, about, async (prisma) => {
    const { rows, missing, stray, before } = await checkAccounting(prisma);
    const older = before === 0 ? '' : `; ${before} left before it was kept, and have none`;
    if (missing.length + stray.length === 0)
      return ok(about, `${rows} rows, each of what the record says has left${older}`);
    const found = [...named('left without a row', missing), ...named('rows of what never left', stray)];
    return fail(about, `${found.join('; ')}${older}`, 'tell the privacy officer: rows are never rewritten');
  });
}

function named(what: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const more = ids.length > mostNamed ? ', …' : '';
  return [`${ids.length} ${what}: ${ids.slice(0, mostNamed).join(', ')}${more}`];
}
