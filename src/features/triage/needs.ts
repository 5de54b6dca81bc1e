import type { CodeLists } from '../../engine/policy/code-lists.ts';
import type { NeedKind, Sourced } from '../../engine/policy/profile.ts';

/** IN-2: what an emergency may be about. Where a need is dangerous by its kind, a referral says so, or is asked back. */
export const countyNeeds: Sourced<NeedKind[]> = {
  value: [
    { code: 'housing', title: 'Nowhere safe to stay', dangerous: false },
    { code: 'withdrawal', title: 'Withdrawal that may endanger health', dangerous: true },
    { code: 'suicidality', title: 'Thoughts of suicide or self-harm', dangerous: true },
    { code: 'safety', title: 'In danger from somebody else', dangerous: true },
    { code: 'food', title: 'Nothing to eat', dangerous: false },
    { code: 'medication', title: 'Medication that has run out', dangerous: false },
    { code: 'other', title: 'Anything else that cannot wait', dangerous: false },
  ],
  source: 'Agency default, after 001 C.1 (what is an emergency)',
  basis: 'agency',
};

/** Where needs that are dangerous by their kind stand in what was told. */
export function dangerousPlaces(
  told: readonly (string | { need: string })[],
  { needs }: Pick<CodeLists, 'needs'>,
): number[] {
  const dangerous = new Set(needs.filter((kind) => kind.dangerous).map(({ code }) => code));
  return told.flatMap((one, place) =>
    dangerous.has(typeof one === 'string' ? one : one.need) ? [place] : [],
  );
}
