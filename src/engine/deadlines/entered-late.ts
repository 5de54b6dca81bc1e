import type { Instant } from '../calendar/index.ts';
import type { Profile, Sourced } from '../policy/profile.ts';
import { missInstant } from './rungs.ts';
import type { EnrollmentState } from './state.ts';

const dayMs = 86_400_000;

/** Of profiles from before it was a number of the policy: no agency meant that old papers wake anybody. */
const before: Sourced<number> = {
  value: 30,
  source: 'Agency default: a referral older than that is a paper found, not a client at the door',
  basis: 'agency',
};

/** How many days a referral may lie before it is entered, and still be told of as one that has just come. */
export function enteredLateAfter(profile: Pick<Profile, 'enteredLateAfterDays'>): Sourced<number> {
  return profile.enteredLateAfterDays ?? before;
}

/** When a referral that came late was entered: what had passed by then, nobody could have kept. Null: it came in time. */
export function enteredLateAt({ steps }: Pick<EnrollmentState, 'steps'>): Instant | null {
  const [referral] = steps;
  if (referral?.facts.type !== 'receiveReferral') return null;
  const days = enteredLateAfter(referral.facts.policy.profile).value;
  return referral.recordedAt - referral.at > days * dayMs ? referral.recordedAt : null;
}

/** Whether it was missed before anybody could know of it. */
export function hadPassed(entered: Instant | null, owed: { due: Instant }): boolean {
  return entered !== null && missInstant(owed) <= entered;
}
