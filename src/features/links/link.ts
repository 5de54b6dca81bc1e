/** Two files by their ids in order: one pair, whichever of the two it is said of. */
export type Pair = { clientId: string; otherId: string };

export function pairOf(one: string, other: string): Pair {
  return one < other ? { clientId: one, otherId: other } : { clientId: other, otherId: one };
}

/** Files that are held for one person, as far as two of them are concerned. */
export type Standing = {
  /** Whether the two are held for one person already, by whichever links. */
  together: boolean;
  /** The link between these very two, where there is one in force. */
  link: { id: string } | null;
};

/** With what linking and parting are refused. */
export type LinkRefusal = 'linked-already' | 'not-linked' | 'linked-through-others';

type Judged<Plan> = { ok: true; plan: Plan } | { ok: false; refusal: LinkRefusal };

/** Files of one person form no circle: whoever parts two of them has parted them. */
export function judgeLinking({ together }: Standing): Judged<null> {
  return together ? { ok: false, refusal: 'linked-already' } : { ok: true, plan: null };
}

/** Whom other files hold together, who says so has to part there. */
export function judgeParting({ together, link }: Standing): Judged<{ id: string }> {
  if (link) return { ok: true, plan: link };
  return { ok: false, refusal: together ? 'linked-through-others' : 'not-linked' };
}
