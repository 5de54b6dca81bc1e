import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { releasesKnown } from '../releases/state.ts';
import { whyNot } from './gate.ts';
import { disclosureOf, groundOf } from './telling.ts';

type Telling =
  | 'logContact'
  | 'holdRstMeeting'
  | 'notifyTreatmentProvider'
  | 'recordLocateAttempt'
  | 'recordServiceFeedback';

/**
 * What has been said has been said: it is recorded whatever allowed it. But a release or a law that is named has to be one
 * that did; where none did, its author says so.
 */
export function checkTold({ facts, event, state, now }: StepCheck<Telling>) {
  if (facts.disclosed === undefined) return null;
  const register = releasesKnown(state, now);
  for (const one of facts.disclosed) {
    const ground = groundOf(one);
    const refusal = ground && whyNot(register, disclosureOf(one), ground, event.occurredAt);
    if (refusal)
      return {
        ...refusal,
        detail: `${refusal.detail} Name one that does, or say that none did.`,
        field: 'disclosed',
      };
  }
  return null;
}

/** RF-3, 42 CFR 2.51 */
export function checkToldOf({ facts, event, state, now }: StepCheck<'noteDisclosure' | 'resolveDisclosure'>) {
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  const step = steps.find(({ id }) => id === facts.about);
  const told = step && 'disclosed' in step.facts ? (step.facts.disclosed ?? []) : [];
  const wanted = facts.type === 'resolveDisclosure' ? 'none' : 'medical-emergency';
  if (told.some(({ ground }) => ground === wanted)) return null;
  return refuse('unknown-disclosure', 'No such disclosure is on record by that time.', 'about');
}
