import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { referralRegister } from '../../referrals/state.ts';
import { isInForce, releaseRegister } from '../state.ts';

/** RF-3: what a revocation leaves to be done: whether something was told under the release, and who goes on serving. */
export const reliedOn: Resolve = {
  problems: [],
  async look(submitted, context) {
    const about = String(submitted.body['about']);
    const { caller, enrollmentId } = submitted;
    const steps = await stepsOf(submitted, context);
    const told = await context.disclosures.accounting(caller.agencyId, enrollmentId);
    const relied =
      told.some(({ release, inError }) => release === about && !inError) ||
      steps.some(({ facts }) => 'release' in facts && facts.release === about);
    return { ...(relied ? { relied } : {}), ...servedWithout(steps, about, context.clock.now()) };
  },
};

export const stillServing: Resolve = {
  problems: [],
  async look(submitted, context) {
    const steps = await stepsOf(submitted, context);
    return servedWithout(steps, String(submitted.body['about']), context.clock.now());
  },
};

/** Of a release that takes another's place: whose provider serves the client. */
export const servedUnder: Resolve = {
  problems: [],
  async look(submitted, context) {
    const steps = await stepsOf(submitted, context);
    const serves = servedBy(steps, submitted.body['recipient']);
    return serves === undefined ? {} : { serves };
  },
};

async function stepsOf({ caller, enrollmentId }: Submitted, { reads, clock }: RouteContext) {
  const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
  return read ? effectiveSteps(read.steps, clock.now()) : [];
}

/** The provider goes on serving, and no other release to it holds. */
function servedWithout(steps: readonly RecordedStep[], about: string, now: number) {
  const register = releaseRegister(steps, statusAt(steps, now).policy.calendar);
  const release = register.releases.find(({ id }) => id === about);
  const serves = servedBy(steps, release?.recipient);
  const others = register.releases.filter(
    ({ id, recipient }) => id !== about && recipient === release?.recipient,
  );
  if (serves === undefined || others.some((one) => isInForce(register, one, now))) return {};
  return { providerServes: true as const, serves };
}

/** The newest referral under which that provider serves the client. */
function servedBy(steps: readonly RecordedStep[], provider: unknown): string | undefined {
  const { referrals } = referralRegister(steps);
  return referrals.findLast(({ made, state }) => state === 'started' && made.facts.provider === provider)
    ?.made.id;
}
