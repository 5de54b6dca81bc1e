import { laws } from '../laws.ts';
import type { AccountedRow } from '../postgres/ports.ts';

/** `names`: of recipients by their ids, as far as the caller reads them. */
export function renderLine(
  { id, enrollmentId: _, words: __, release, law, to, ...row }: AccountedRow,
  names: ReadonlyMap<string, string>,
) {
  return {
    ...{ disclosureId: id, ...row, to: { ...to, name: (to.id !== null && names.get(to.id)) || null } },
    allowedBy: allowedBy({ release, law }),
  };
}

function allowedBy({ release, law }: Pick<AccountedRow, 'release' | 'law'>) {
  if (release !== null) return { type: 'release' as const, release };
  return law === null ? null : { type: 'law' as const, law, citation: laws[law].citation };
}
