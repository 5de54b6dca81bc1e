import type { RecordedStep } from '../record/steps/index.ts';
import type { Policy } from '../policy/profile.ts';
import type { EnrollmentState } from './state.ts';

/** Every policy that is or was in force for the enrollment, oldest entry first. */
function policiesOf(steps: readonly RecordedStep[]): Policy[] {
  return steps.flatMap(({ facts }) =>
    facts.type === 'receiveReferral' || facts.type === 'adoptPolicy' ? [facts.policy] : [],
  );
}

/** The policy an obligation names by its hashes. */
export function policyOf(
  state: EnrollmentState,
  named: { profileHash: string; calendarHash: string },
): Policy {
  const policy = policiesOf(state.steps).find(
    (known) => known.profileHash === named.profileHash && known.calendarHash === named.calendarHash,
  );
  if (!policy) throw new Error('an obligation names a policy that was never in force');
  return policy;
}
