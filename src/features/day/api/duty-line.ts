import { bandOf, type DayLimits, isUrgent, limitsOf, stepsMeeting } from '../bands.ts';
import type { Obligation } from '../../../engine/obligations/obligation.ts';
import { cadenceFor, type Policy, type Profile, type Rule, ruleOf } from '../../../engine/policy/profile.ts';
import type { StaffRole } from '../../../engine/policy/terms.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { everyone, type Operation } from '../../../kit/http/roles.ts';

/** What is owed, as far as a line about it says. */
export type OwedDuty = Pick<
  Obligation,
  'key' | 'kind' | 'duty' | 'due' | 'opened' | 'suspended' | 'acknowledged' | 'level' | 'profileHash'
> & { focus?: string | null };

/** By what lines about duties are made: for whom, and when. */
export type DutyView = {
  policy: Policy;
  profiles: ReadonlyMap<string, Profile>;
  limits: DayLimits;
  /** What each role may do. */
  able: ReadonlyMap<StaffRole, ReadonlySet<Operation>>;
  /** Whose work it is compared with. */
  role: StaffRole;
  now: number;
};

/** `hashes`: of the profiles by which the duties are owed. */
export async function dutyViewOf(
  context: RouteContext,
  { agencyId, role }: { agencyId: string; role: StaffRole },
  hashes: readonly string[],
  now: number,
): Promise<DutyView> {
  const policy = await agencyPolicy(context, agencyId);
  const profiles = await Promise.all(
    [...new Set(hashes)].map(async (hash) => [hash, await context.policies.profile(hash)] as const),
  );
  return {
    ...{ policy, role, now, profiles: new Map(profiles) },
    limits: limitsOf(policy.calendar, now),
    able: new Map(everyone.map((one) => [one, new Set(context.operationsOf(one))])),
  };
}

/** The rule by which it is owed. */
export function ruleBehind({ kind, profileHash }: OwedDuty, { profiles, policy }: DutyView): Rule {
  return ruleOf(profiles.get(profileHash) ?? policy.profile, kind);
}

/** What is owed as a line says it: by when, by which clause, what meets it, who can, in which part of the day. */
export function dutyLineOf(owed: OwedDuty, view: DutyView) {
  const { policy, profiles, limits, able, role, now } = view;
  const { key, kind, focus, duty, due, opened, suspended, acknowledged, level, profileHash } = owed;
  const rule = ruleBehind(owed, view);
  const cadence = cadenceFor(rule, level);
  const { source, basis } = cadence;
  const metBy = stepsMeeting(rule);
  const meets = (one: StaffRole) =>
    metBy.some((step) => able.get(one)?.has(`command:${step}` as Operation) ?? false);
  const waitsFor = meets(role) ? [] : everyone.filter(meets);
  const urgent = isUrgent(profiles.get(profileHash) ?? policy.profile, rule);
  return {
    ...{ key, kind, title: rule.title, about: focus ?? null, due, opened },
    ...{ duty, source, basis, metBy, waitsFor },
    within: 'interval' in cadence ? { count: cadence.interval.count, unit: cadence.interval.unit } : null,
    suspended: suspended && { type: suspended.type, until: suspended.until },
    ...{ holdable: rule.holdable, acknowledged, profileHash },
    band: bandOf({ due, urgent, waits: suspended !== null || waitsFor.length > 0 }, limits, now),
  };
}
