import type { OverrideRow } from '../postgres/ports.ts';
import { percentOf } from '../share.ts';
import { iso } from '../../../kit/http/instants.ts';

export function renderOverride(row: OverrideRow) {
  const { id, staffId, level, clients, share, from, until, reason, by, recordedAt, ended } = row;
  return {
    ...{ override: id, staffId, level, clients, percent: percentOf(share) },
    ...{ from: iso(from), until: iso(until), reason, by, recordedAt: iso(recordedAt) },
    ended: ended && { ...ended, at: iso(ended.at) },
  };
}
