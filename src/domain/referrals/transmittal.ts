import type { StepFacts } from '../enrollment/steps.ts';
import type { ReleasableContent } from '../releases/steps.ts';

/** What a referral tells its provider (RF-2): a release has to cover all of it. */
export function transmitted({
  payer,
}: Extract<StepFacts, { type: 'makeReferral' }>): readonly ReleasableContent[] {
  const always = ['identity', 'presenting-issue', 'services', 'goals'] as const;
  return payer === undefined ? always : [...always, 'payer'];
}
