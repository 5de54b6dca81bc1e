import type { StepFacts } from '../enrollment/steps.ts';
import type { Rule } from '../policy/profile.ts';

/**
 * Whether a step meets an obligation under this rule. A contact must have reached the person; which modes will do
 * depends on the level of care at the time of the contact.
 */
export function fulfils(rule: Rule, facts: StepFacts, level: string): boolean {
  return rule.met.some((way) => {
    if (way.step !== facts.type) return false;
    if (facts.type !== 'logContact') return true;
    const modes = way.modesByLevel?.[level] ?? way.modes;
    return (
      facts.outcome === 'reached' &&
      (way.with === undefined || way.with.includes(facts.with)) &&
      (modes === undefined || modes.includes(facts.mode))
    );
  });
}
