import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { Scope } from '../../../kit/reads.ts';
import { mayEndRelease, releaseRegister } from '../../releases/state.ts';
import { referralOf, referralRegister } from '../state.ts';
import { wordsOf } from '../from-need.ts';
import { maySee, type Transmittal, transmittalOf } from '../transmittal.ts';

/** With what it is refused to tell a provider. */
export const transmittalProblems = [
  'not-found',
  'enrollment-ended',
  'entered-in-error',
  'referral-out-of-turn',
  'release-missing',
] as const;

/** What the provider of a sent referral is told, while a release lets it be told, on a page or on paper (RF-2, RF-3). */
export async function transmittalFor(
  context: Pick<RouteContext, 'reads' | 'clock'>,
  scope: Scope,
  { enrollmentId, about }: { enrollmentId: string; about: string },
): Promise<Transmittal | Refusal> {
  const { reads, clock } = context;
  const read = await reads.steps(scope, enrollmentId, { details: true });
  if (!read) return refuse('not-found');
  const now = clock.now();
  const { effective, register, releases } = registersOf(read.steps, now);
  const referral = referralOf(register, about);
  if (!referral) return refuse('not-found');
  // No revocation could reach an enrollment that has ended.
  const admission = await reads.admission(scope, enrollmentId, null);
  if (admission?.onRecord?.endedAt != null) return refuse('enrollment-ended');
  if (admission?.onRecord?.inErrorAt != null) return refuse('entered-in-error');
  if (['declined', 'withdrawn'].includes(referral.state)) return refuse('referral-out-of-turn');
  const words = wordsOf(referral.made, read.details, effective) ?? {};
  const transmittal = transmittalOf(referral, words, releases);
  if (!transmittal) return refuse('referral-out-of-turn');
  if (!maySee(releases, referral, now) || (await revocationWaits(context, scope, enrollmentId)))
    return refuse('release-missing');
  return transmittal;
}

export function registersOf(steps: readonly RecordedStep[], now: number) {
  const effective = effectiveSteps(steps, now);
  const { calendar } = statusAt(steps, now).policy;
  return { effective, register: referralRegister(effective), releases: releaseRegister(effective, calendar) };
}

/** Whether a step waits for Temporal with which a release may end. */
async function revocationWaits(
  { reads }: Pick<RouteContext, 'reads'>,
  scope: Scope,
  id: string,
): Promise<boolean> {
  const rows = await reads.pendingSteps(scope, id, { limit: mostPending });
  return (rows ?? []).some(
    ({ status, types }) => status === 'waiting' && types.some((type) => stops.has(type)),
  );
}

const stops = new Set<string>(mayEndRelease);
const mostPending = 1_000;
