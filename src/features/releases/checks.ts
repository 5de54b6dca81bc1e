import { formatLocalDate, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import type { RecipientKind, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import { consentsOf, consentsSettled } from './consents.ts';
import { isInForce, releasesKnown } from './state.ts';

/** RF-3: signed by then, not over before it begins, and at most as long as the agency lets one hold. */
export function checkExpires({ facts, event, state, now }: StepCheck<'grantRelease'>) {
  const { calendar, profile } = statusAt(state.steps, event.occurredAt, now).policy;
  const day = localDateOf(calendar, event.occurredAt);
  const lastDay = parseLocalDate(facts.expiresOn);
  if (lastDay === undefined || lastDay < day) {
    const detail = `A release holds at least on the day it is given, ${formatLocalDate(day)}.`;
    return refuse('release-expired', detail, 'expiresOn');
  }
  const signedOn = facts.signedOn === undefined ? day : (parseLocalDate(facts.signedOn) ?? day);
  if (signedOn > day)
    return refuse('release-not-signed', 'It is given once it is signed, not before.', 'signedOn');
  const longest = profile.releaseAtMostDays?.value;
  if (longest === undefined || lastDay <= signedOn + longest) return null;
  const detail = `The agency lets a release hold until ${formatLocalDate(signedOn + longest)} at the latest, ${longest} days after it was signed.`;
  return refuse('release-too-long', detail, 'expiresOn');
}

export function checkRevocable({ facts, event, state, now }: StepCheck<'revokeRelease'>) {
  const release = releaseBy(facts.about, event.occurredAt, state, now);
  if (!release) return unknownRelease;
  if (release.revokedAt === null || release.revokedAt > event.occurredAt) return null;
  return refuse('release-already-revoked', 'It was revoked by then.', 'about');
}

export function checkEnds({ facts, event, state, now }: StepCheck<'endRelease'>) {
  const release = releaseBy(facts.about, event.occurredAt, state, now);
  if (!release) return unknownRelease;
  const over = [release.revokedAt, release.endedAt].some((at) => at !== null && at <= event.occurredAt);
  return over ? refuse('release-over', 'It had ended by then.', 'about') : null;
}

/** RF-3: of what was taken back somebody is told; of what holds, nobody. */
export function checkRevoked({ facts, event, state, now }: StepCheck<'tellRevocation'>) {
  const release = releaseBy(facts.about, event.occurredAt, state, now);
  if (!release) return unknownRelease;
  if (release.revokedAt !== null && release.revokedAt <= event.occurredAt) return null;
  return refuse('release-not-revoked', 'It had not been taken back by then.', 'about');
}

/** What it takes the place of had been given by then. */
export function checkRenews({ facts, event, state, now }: StepCheck<'grantRelease'>) {
  if (facts.renews === undefined || releaseBy(facts.renews, event.occurredAt, state, now)) return null;
  return refuse('unknown-release', 'No such release had been given by that time.', 'renews');
}

/** IN-1: it came with the referral, so it was signed by then, and it is entered, or accounted for, once. */
export function checkEnters({ facts, event, state, now }: StepCheck<'grantRelease'>) {
  if (facts.enters === undefined) return null;
  const refusal = checkConsent(facts.enters, 'enters', state, now);
  const [referral] = state.steps;
  if (refusal || !referral || facts.signedOn === undefined) return refusal;
  const { calendar } = statusAt(state.steps, event.occurredAt, now).policy;
  const signedOn = parseLocalDate(facts.signedOn);
  if (signedOn === undefined || signedOn <= localDateOf(calendar, referral.at)) return null;
  const detail = 'What came with the referral was signed by then.';
  return refuse('consent-signed-later', detail, 'signedOn');
}

export function checkGap({ facts, state, now }: StepCheck<'recordNoConsents'>) {
  return facts.about === undefined ? null : checkConsent(facts.about, 'about', state, now);
}

/** Whenever it was entered: dated back as well, one consent makes one release. */
function checkConsent(consent: string, field: string, state: EnrollmentState, now: number) {
  if (!consentsOf(state.steps).includes(consent))
    return refuse('unknown-consent', 'No such consent came with the referral.', field);
  if (!consentsSettled(effectiveSteps(state.steps, now)).has(consent)) return null;
  return refuse('consent-settled', 'It is entered, or accounted for, already.', field);
}

const unknownRelease = refuse('unknown-release', 'No such release had been given by that time.', 'about');

function releaseBy(id: string, at: number, state: EnrollmentState, now: number) {
  return releasesKnown(state, now).releases.find((one) => one.id === id && one.grantedAt <= at);
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
