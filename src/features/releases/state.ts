import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { type Calendar, type Instant, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import type { FactsOf } from '../../engine/record/steps/index.ts';
import type { ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';

export type Release = Omit<FactsOf<'grantRelease'>, 'type' | 'recipient'> & {
  /** The step that granted it. */
  id: string;
  /** Who may be told; somebody whom no id names is known by the release itself. */
  recipient: string;
  grantedAt: Instant;
  grantedBy: string;
  revokedAt: Instant | null;
  /** When the event or the condition came with which it ends. */
  endedAt: Instant | null;
};

/** Every release of an enrollment, in the order in which they were given; days are those of the calendar. */
export type ReleaseRegister = { calendar: Calendar; releases: readonly Release[] };

/**
 * Steps after which a release may hold no longer: they stop what has not left already while they wait for Temporal, though
 * nobody has judged them yet. A void may be that of the consent.
 */
export const mayEndRelease = ['revokeRelease', 'endRelease', 'voidStep'] as const;

/** What is to be told to whom, and when: an instant, since a release can be revoked at noon. */
export type Disclosure = {
  recipient: string;
  purpose: ReleasePurpose;
  content: readonly ReleasableContent[];
  at: Instant;
};

/** Folds effective steps, in the order in which they happened. Of several revocations, or ends, the earliest counts. */
export function releaseRegister(steps: readonly RecordedStep[], calendar: Calendar): ReleaseRegister {
  const releases = steps.flatMap(({ id, at, by, facts }) => {
    if (facts.type !== 'grantRelease') return [];
    const { type: _type, recipient = id, ...granted } = facts;
    const [revokedAt, endedAt] = [
      firstAbout(steps, 'revokeRelease', id),
      firstAbout(steps, 'endRelease', id),
    ];
    return [{ ...granted, recipient, id, grantedAt: at, grantedBy: by, revokedAt, endedAt }];
  });
  return { calendar, releases };
}

/** Until when that release was given, a local date; null where there is none of that name. */
export function lastDayOf({ releases }: ReleaseRegister, id: string | null | undefined): string | null {
  return releases.find((release) => release.id === id)?.expiresOn ?? null;
}

/** The releases as they are known at `knownAt`, which is now when somebody is about to be told something. */
export function releasesKnown(state: EnrollmentState, knownAt: Instant): ReleaseRegister {
  const { calendar } = statusAt(state.steps, knownAt).policy;
  return releaseRegister(effectiveSteps(state.steps, knownAt), calendar);
}

/** Given by then, not revoked, not ended, and not expired: it holds to the end of its last local day. */
export function isInForce(
  { calendar }: ReleaseRegister,
  { grantedAt, revokedAt, endedAt, expiresOn }: Release,
  at: Instant,
): boolean {
  const lastDay = parseLocalDate(expiresOn);
  return (
    grantedAt <= at &&
    (revokedAt === null || at < revokedAt) &&
    (endedAt === null || at < endedAt) &&
    lastDay !== undefined &&
    localDateOf(calendar, at) <= lastDay
  );
}

/**
 * A release that lets all of it be told, to that recipient, for that purpose, at that instant; null where there is none.
 * Several do not add up: the client has agreed to each as a whole.
 */
export function releaseCovering(register: ReleaseRegister, disclosure: Disclosure): Release | null {
  return register.releases.find((release) => covers(register, release, disclosure)) ?? null;
}

/** Whether this one release does. */
export function covers(
  register: ReleaseRegister,
  release: Release,
  { recipient, purpose, content, at }: Disclosure,
): boolean {
  return (
    release.recipient === recipient &&
    servesPurpose(release, purpose) &&
    content.every((part) => release.content.includes(part)) &&
    isInForce(register, release, at)
  );
}

/**
 * Whether what a release was given for takes in what something is told for. The single consent for treatment, payment and
 * operations serves what 42 CFR 2.33 lets go under it: care of the client, also in a crisis, and what is paid for it. Never a
 * proceeding, which wants a consent of its own (2.31(d)), nor looking for somebody, which is none of the three.
 */
export function servesPurpose(release: Pick<Release, 'purpose'>, purpose: ReleasePurpose): boolean {
  if (release.purpose === purpose) return true;
  return release.purpose === 'treatment-payment-operations' && careAndItsPayment.includes(purpose);
}

const careAndItsPayment: readonly ReleasePurpose[] = [
  'referral',
  'care-coordination',
  'monitoring',
  'authorization',
  'crisis',
];

/** When the first such step about that release happened; null where none did. */
function firstAbout(
  steps: readonly RecordedStep[],
  type: 'revokeRelease' | 'endRelease',
  release: string,
): Instant | null {
  const found = steps.filter(({ facts }) => facts.type === type && facts.about === release);
  return found.reduce<Instant | null>((first, { at }) => (first === null ? at : Math.min(first, at)), null);
}
