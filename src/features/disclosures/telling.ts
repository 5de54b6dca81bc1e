import type { Told } from '../../engine/record/steps/disclosures.ts';
import type { ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import type { DisclosedTo, Disclosure, DisclosureWay, Ground } from './disclosure.ts';

/** In what it was said. */
export const toldIn = ['contact', 'meeting'] as const;

/** What a conversation may be for, where a release lets something be told in it. */
const conversations: readonly [ReleasePurpose, ...ReleasePurpose[]] = [
  'care-coordination',
  'referral',
  'monitoring',
  'authorization',
  'locate',
  'crisis',
  'legal',
];

/** Whom that was: the payer is known by its kind alone, also where an id was recorded with it. */
export function recipientOf({ recipientKind, recipient }: Told): DisclosedTo {
  return { kind: recipientKind, id: recipientKind === 'payer' ? null : (recipient ?? null) };
}

/** What was told to somebody, as something that left: whoever hears anything of a client hears that there is one. */
export function disclosureOf(one: Told, way: DisclosureWay = 'spoken'): Disclosure {
  const { content } = one;
  const told: readonly ReleasableContent[] = [...new Set<ReleasableContent>(['identity', ...content])];
  return {
    ...{ way, to: recipientOf(one), purposes: conversations },
    ...{ content: told, items: [] },
  };
}

/** What its author says allowed it; null where nothing did. */
export function groundOf({ ground, release }: Told): Ground | null {
  if (ground === 'none') return null;
  return ground === 'release' ? { release: release ?? '' } : { law: ground };
}

/** What follows from what was told, as facts of its step. `noted`: the note of a medical emergency came with it. */
export function consequencesOf(told: readonly Told[], noted: boolean) {
  const isUnauthorized = told.some(({ ground }) => ground === 'none');
  const isUnnoted = !noted && told.some(({ ground }) => ground === 'medical-emergency');
  return {
    ...(isUnauthorized ? { unauthorized: true as const } : {}),
    ...(isUnnoted ? { unnoted: true as const } : {}),
  };
}
