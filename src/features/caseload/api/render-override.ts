import type { OverrideRow } from '../ports.ts';
import { percentOf } from '../share.ts';

export function renderOverride({ id, share, ...row }: OverrideRow) {
  return { override: id, percent: percentOf(share), ...row };
}
