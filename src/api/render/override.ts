import type { OverrideRow } from '../../contracts/caseload.ts';
import { percentOf } from '../../domain/caseload/share.ts';
import { iso } from './instants.ts';

export function renderOverride(row: OverrideRow) {
  const { id, staffId, level, clients, share, from, until, reason, by, recordedAt, ended } = row;
  return {
    ...{ override: id, staffId, level, clients, percent: percentOf(share) },
    ...{ from: iso(from), until: iso(until), reason, by, recordedAt: iso(recordedAt) },
    ended: ended && { ...ended, at: iso(ended.at) },
  };
}
