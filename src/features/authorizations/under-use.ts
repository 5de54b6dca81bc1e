import type { StepType } from '../../engine/record/steps/index.ts';
import { type Instant, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { type Authorization, type AuthorizationRegister, usedOf } from './state.ts';
import { spanOf } from './contradictions.ts';

/** Of an authorization: units as counts, its last local day, and the share of its units (0 to 1) it stays below. */
export type UnderUse = {
  authorization: string;
  service: string;
  granted: number;
  used: number;
  through: string;
  expectedShare: number;
};

/** All that is granted and used is folded from these, and from what voids them. */
export const useSteps: readonly StepType[] = [
  'requestAuthorization',
  'decideAuthorization',
  'resubmitAuthorization',
  'appealDecision',
  'endAuthorization',
  'requestExtension',
  'decideExtension',
  'resubmitExtension',
  'appealExtension',
  'withdrawExtension',
  'recordService',
  'voidStep',
];

/**
 * AU-1: used much less than the time that has passed would let expect; null where it is not. Nothing is said before some
 * of the time has passed, after the last day or an end, or where the policy does not say what much less is.
 */
export function underUseOf(
  one: Authorization,
  { calendar, profile }: Pick<Policy, 'calendar' | 'profile'>,
  at: Instant,
): UnderUse | null {
  const span = spanOf(one, calendar);
  const rule = profile.underUse?.value;
  const first = span && parseLocalDate(span.from);
  const last = span && parseLocalDate(span.through);
  if (!one.granted || one.ended || !span || !rule || first == null || last == null) return null;
  const today = localDateOf(calendar, at);
  const elapsed = (today - first + 1) / (last - first + 1);
  if (elapsed < rule.afterShareOfTime || today > last) return null;
  const [granted, used] = [one.granted.units, usedOf(one)];
  const expectedShare = rule.belowShareOfTime * elapsed;
  if (used / granted >= expectedShare) return null;
  const { service } = one.request.facts;
  return { authorization: one.id, service, granted, used, through: span.through, expectedShare };
}

/** Every one of a client's that is under-used, in the order of their requests. */
export function underUsedIn(
  { authorizations }: AuthorizationRegister,
  policy: Pick<Policy, 'calendar' | 'profile'>,
  at: Instant,
): UnderUse[] {
  return authorizations.flatMap((one) => underUseOf(one, policy, at) ?? []);
}
