import type { OverrideRow } from '../postgres/ports.ts';
import { percentOf } from '../share.ts';

export function renderOverride({ id, share, ...row }: OverrideRow) {
  return { override: id, percent: percentOf(share), ...row };
}
