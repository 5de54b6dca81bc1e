import { formatLocalDate, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { statusAt } from '../../engine/obligations/fold.ts';
import type { RecipientKind, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import { isInForce, releasesKnown } from './state.ts';

/** RF-3 */
export function checkExpires({ facts, event, state, now }: StepCheck<'grantRelease'>) {
  const { calendar } = statusAt(state.steps, now).policy;
  const day = localDateOf(calendar, event.occurredAt);
  const lastDay = parseLocalDate(facts.expiresOn);
  if (lastDay !== undefined && lastDay >= day) return null;
  const detail = `A release holds at least on the day it is given, ${formatLocalDate(day)}.`;
  return refuse('release-expired', detail, 'expiresOn');
}

export function checkRevocable({ facts, event, state, now }: StepCheck<'revokeRelease'>) {
  const release = releasesKnown(state, now).releases.find(({ id }) => id === facts.about);
  if (!release || release.grantedAt > event.occurredAt)
    return refuse('unknown-release', 'No such release had been given by that time.', 'about');
  if (release.revokedAt === null || release.revokedAt > event.occurredAt) return null;
  return refuse('release-already-revoked', 'It was revoked by then.', 'about');
}

/** CO-5: somebody close to the client was reached, which tells them that there is a client. */
export function checkSpokenUnderRelease({ facts, event, state, now }: StepCheck<'logContact'>) {
  if (facts.with !== 'collateral' || facts.outcome !== 'reached' || facts.disclosed !== undefined)
    return null;
  return withoutCollateralRelease(facts.release, event.occurredAt, state, now);
}

/**
 * CO-5: why somebody close to the client could not be spoken with at that time; null when the release named holds, or when
 * the profile of that time asks for none.
 */
export function withoutCollateralRelease(
  named: string | undefined,
  at: number,
  state: EnrollmentState,
  now: number,
) {
  const { profile } = statusAt(state.steps, at, now).policy;
  if (profile.collateralNeedsRelease?.value !== true) return null;
  const register = releasesKnown(state, now);
  const release = register.releases.find(({ id }) => id === named);
  if (
    release &&
    people.includes(release.recipientKind) &&
    conversations.includes(release.purpose) &&
    release.content.includes('identity') &&
    isInForce(register, release, at)
  )
    return null;
  const detail =
    'Somebody close to the client is spoken with only under a signed release that names them and holds at that time.';
  return refuse('release-missing', detail, 'release');
}

const people: readonly RecipientKind[] = ['team-member', 'person'];
const conversations: readonly ReleasePurpose[] = ['care-coordination', 'monitoring', 'locate', 'crisis'];
