import type { Outcome } from './facts.ts';

/** Answers of the satisfaction instrument that say something good. */
const favourable = ['strongly-agree', 'agree'];
const others = ['undecided', 'disagree', 'strongly-disagree'];

/** What an answer counts as; null for what is none: declined, or words. */
export function agreementOf(answer: unknown): Extract<Outcome, 'favourable' | 'other'> | null {
  if (typeof answer !== 'string') return null;
  if (favourable.includes(answer)) return 'favourable';
  return others.includes(answer) ? 'other' : null;
}
