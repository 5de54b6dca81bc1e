import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { statusAt } from '../../engine/obligations/fold.ts';
import { groundIn } from '../disclosures/gate.ts';
import { releasesKnown } from '../releases/state.ts';
import { requestDisclosure } from './disclosed.ts';

type Request = StepCheck<
  'requestAuthorization' | 'resubmitAuthorization' | 'requestExtension' | 'resubmitExtension'
>;

/**
 * RF-3: the payer is told only what the client's consent covers, when it is asked for and when that is entered: what has not
 * been entered has not left, and a request cannot be dated back past a revocation.
 */
export function checkReleasedToPayer({ facts, event, state, now }: Request) {
  const { profile } = statusAt(state.steps, event.occurredAt, now).policy;
  if (profile.payerNeedsRelease?.value !== true) return null;
  const leaving = requestDisclosure(facts, event.stepId);
  if (!leaving) return null;
  const register = releasesKnown(state, now);
  if (groundIn(register, leaving, event.occurredAt, now)) return null;
  const detail = `A request goes to the payer only under a release to the payer that covers ${leaving.content.join(', ')} and holds when it is sent.`;
  return refuse('release-missing', detail);
}
