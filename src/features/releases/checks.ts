import type { StepFacts } from '../../engine/record/steps/index.ts';
import { formatLocalDate, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { standingAt } from '../../engine/obligations/fold.ts';
import { isInForce, releasesKnown } from './state.ts';
import type { RecipientKind, ReleasePurpose } from '../../engine/record/steps/releases.ts';

/** Judges releases (RF-3), and contacts that need one (CO-5). */
export function judgeRelease({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  switch (facts.type) {
    case 'grantRelease': {
      const { calendar } = standingAt(state.steps, now).policy;
      const day = localDateOf(calendar, occurredAt);
      const lastDay = parseLocalDate(facts.expiresOn);
      if (lastDay !== undefined && lastDay >= day) return null;
      const detail = `A release holds at least on the day it is given, ${formatLocalDate(day)}.`;
      return { code: 'release-expired', detail, field: 'expiresOn' };
    }
    case 'revokeRelease': {
      const release = releasesKnown(state, now).releases.find(({ id }) => id === facts.about);
      if (!release || release.grantedAt > occurredAt) return unknownRelease('about');
      if (release.revokedAt === null || release.revokedAt > occurredAt) return null;
      return { code: 'release-already-revoked', detail: 'It was revoked by then.', field: 'about' };
    }
    case 'logContact':
      return judgeContact(facts, occurredAt, state, now);
    default:
      return null;
  }
}

/** CO-5: somebody close to the client was reached, which tells them that there is a client. */
function judgeContact(
  contact: Extract<StepFacts, { type: 'logContact' }>,
  at: number,
  state: EnrollmentState,
  now: number,
): Refusal | null {
  if (contact.with !== 'collateral' || contact.outcome !== 'reached') return null;
  return withoutCollateralRelease(contact.release, at, state, now);
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
): Refusal | null {
  const { profile } = standingAt(state.steps, at, now).policy;
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
  return { code: 'release-missing', detail, field: 'release' };
}

const people: readonly RecipientKind[] = ['team-member', 'person'];
const conversations: readonly ReleasePurpose[] = ['care-coordination', 'monitoring', 'locate', 'crisis'];

function unknownRelease(field: string): Refusal {
  return { code: 'unknown-release', detail: 'No such release had been given by that time.', field };
}
