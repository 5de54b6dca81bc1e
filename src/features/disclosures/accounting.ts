import type { Instant } from '../../engine/calendar/index.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { DisclosureLaw } from '../../engine/record/steps/disclosures.ts';
import type { ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import type { ReleaseRegister } from '../releases/state.ts';
import type { DisclosedItem, Disclosure, DisclosedTo, DisclosureWay, Ground } from './disclosure.ts';

/** What the accounting of disclosures says of something that left, beside who let it, when, and with which step. */
export type DisclosureRow = {
  way: DisclosureWay;
  to: DisclosedTo;
  /** Null: it was told without a release, and nobody said what for. */
  purpose: ReleasePurpose | null;
  content: ReleasableContent[];
  items: DisclosedItem[];
  /** Why it was allowed: one of the two; neither where nothing allowed it. */
  release: string | null;
  law: DisclosureLaw | null;
};

/** The row with which a step lets something leave. Codes and ids only. */
export type DisclosureDraft = DisclosureRow & {
  id: string;
  stepId: string;
  at: Instant;
  recordedAt: Instant;
  by: Actor;
};

/** Of several that would do, nobody has said which it was. */
const onlyOf = (purposes: Disclosure['purposes']) => (purposes.length === 1 ? purposes[0] : null);

/** The row of what leaves; what it was for is what its release says, where the releases are at hand. */
export function rowOf(
  { way, to, purposes, content, items }: Disclosure,
  ground: Ground | null,
  register: ReleaseRegister | null,
): DisclosureRow {
  const release = ground && 'release' in ground ? ground.release : null;
  const granted = register?.releases.find(({ id }) => id === release);
  return {
    ...{ way, to, purpose: granted?.purpose ?? onlyOf(purposes), content: [...content], items: [...items] },
    ...{ release, law: ground && 'law' in ground ? ground.law : null },
  };
}
