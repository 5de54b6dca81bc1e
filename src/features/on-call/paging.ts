import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { Audience } from '../../engine/policy/profile.ts';

/** Whom a page goes to: a part, or the one person who is on shift. */
export type Paged = { audience: Audience; staffId: string | null };

/**
 * The chain with those on shift, in order of rank, in the place of whoever is on call (IN-8, CR-1). With nobody on shift it
 * stands as the policy has it: the agency's own fallback is asked then, and the supervisor where there is none.
 */
function chainOnShift(chain: readonly Audience[], onShift: readonly string[]): Paged[] {
  const named = onShift.map((staffId): Paged => ({ audience: 'on-call', staffId }));
  return [...new Set(chain)].flatMap((audience): Paged[] =>
    audience === 'on-call' && named.length > 0 ? named : [{ audience, staffId: null }],
  );
}

/**
 * Who comes next: the first in the chain whom the fewest pages of this crisis have gone to. So nobody is left out and
 * nobody is paged twice before the others, also where the shift changes in between. `otherwise`, where nobody is on shift.
 */
export function nextPaged(
  { chain, otherwise }: { chain: readonly Audience[]; otherwise: Audience },
  onShift: readonly string[],
  earlier: readonly Paged[],
): Paged {
  if (onShift.length === 0) return { audience: otherwise, staffId: null };
  const timesOf = ({ audience, staffId }: Paged) =>
    earlier.filter((one) => one.audience === audience && one.staffId === staffId).length;
  const all = chainOnShift(chain, onShift);
  const fewest = Math.min(...all.map(timesOf));
  return all.find((one) => timesOf(one) === fewest) ?? { audience: otherwise, staffId: null };
}

/** Which rank the pages of an emergency's ladder reach, beside whom they are for. */
const rankBeside: Partial<Record<Audience, number>> = { supervisor: 2, director: 3 };
/** Tells a page's copy from the page; no notification has a place as high. */
const copies = 1_000;

/**
 * The pages of an emergency as they go out while these are on shift, in order of rank. The ladder's minutes are the
 * profile's: the first page goes to the first, the supervisor's to the second as well, the director's to the third.
 */
export function addressed(draft: NotificationDraft, onShift: readonly string[]): NotificationDraft[] {
  if (!isUnaddressedPage(draft)) return [draft];
  if (draft.audience === 'on-call') return [{ ...draft, staffId: onShift[0] ?? null }];
  const rank = rankBeside[draft.audience];
  const staffId = rank === undefined ? undefined : onShift[rank - 1];
  if (rank === undefined || staffId === undefined) return [draft];
  const place = draft.id.lastIndexOf('/') + 1;
  const id = `${draft.id.slice(0, place)}${Number(draft.id.slice(place)) * copies + rank}`;
  return [draft, { ...draft, id, audience: 'on-call', staffId }];
}

/** A page that names nobody yet. */
export function isUnaddressedPage({ kind, staffId }: NotificationDraft): boolean {
  return kind === 'page' && staffId === null;
}
