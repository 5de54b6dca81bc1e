import type { Transaction } from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { stateIn } from '../../../kit/postgres/state-in.ts';
import { mayEndRelease, releasesKnown } from '../../releases/state.ts';
import { type DisclosureRow, rowOf } from '../accounting.ts';
import { groundIn, whyNot, whyNotByLaw } from '../gate.ts';
import type { Kept, LetGo } from './ports.ts';

type Judged = { ok: true; plan: DisclosureRow } | { ok: false; refusal: Kept };

/**
 * Judges by the record as it is now, in the caller's transaction. Steps of that enrollment that are recorded meanwhile
 * wait: what was revoked before is seen, and what is revoked after comes after.
 */
export async function judgeIn(
  tx: Transaction,
  { by, enrollmentId, leaving, ground, now }: LetGo,
): Promise<Judged> {
  const [known] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM enrollment WHERE id = ${enrollmentId}::uuid AND agency_id = ${by.agencyId}::uuid FOR UPDATE`;
  if (!known) return { ok: false, refusal: 'not-found' };
  if (ground !== 'any' && 'law' in ground) {
    const refusal = whyNotByLaw(ground.law, leaving);
    return refusal ? { ok: false, refusal: refusal.code } : { ok: true, plan: rowOf(leaving, ground, null) };
  }
  const state = await stateIn(tx, enrollmentId);
  const register = releasesKnown(state, Math.max(now, state.lastRecordedAt));
  const found = ground === 'any' ? groundIn(register, leaving, now) : ground;
  if (found === null) return { ok: false, refusal: 'release-missing' };
  const refusal = whyNot(register, leaving, found, now);
  if (refusal) return { ok: false, refusal: refusal.code };
  const waiting = await tx.pendingStep.findFirst({
    where: { enrollmentId, state: 'waiting', types: { hasSome: [...mayEndRelease] } },
    select: { id: true },
  });
  if (waiting) return { ok: false, refusal: 'release-missing' };
  return { ok: true, plan: rowOf(leaving, found, register) };
}

type Written = Pick<LetGo, 'by' | 'enrollmentId' | 'now' | 'words'> & { id: string; fingerprint?: string };

/** Writes rows of what leaves, in the transaction that lets it; one that is there already stays the only one. */
export async function writeRows(
  tx: Pick<Transaction, 'disclosure'>,
  rows: readonly (Written & { row: DisclosureRow })[],
): Promise<void> {
  await tx.disclosure.createMany({ data: rows.map(columnsOf), skipDuplicates: true });
}

function columnsOf({ id, by, enrollmentId, now, words, fingerprint, row }: Written & { row: DisclosureRow }) {
  const { way, to, purpose, content, items, release, law } = row;
  return {
    ...{ id, agencyId: by.agencyId, enrollmentId, way, toKind: to.kind, toId: to.id, purpose, content },
    ...{ items: toJson(items), release, law, actor: toJson(by) },
    ...{ at: new Date(now), recordedAt: new Date(now), fingerprint: fingerprint ?? null },
    ...(words === undefined ? {} : { words: toJson(words) }),
  };
}
