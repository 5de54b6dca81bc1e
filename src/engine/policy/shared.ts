import type { Policy } from './profile.ts';

/**
 * One copy of each policy, whoever reads it in: a profile is pages long, every enrollment carries its own with it, and a
 * worker holds thousands of enrollments. The hashes name the content, so which copy it is makes no difference.
 */
export function shared(policy: Policy): Policy {
  const name = `${policy.profileHash} ${policy.calendarHash}`;
  const known = policies.get(name);
  if (known) return known;
  // An agency has a handful in the course of years; a map that grew without end would be a leak.
  if (policies.size >= mostPolicies) policies.clear();
  policies.set(name, policy);
  return policy;
}

const policies = new Map<string, Policy>();
const mostPolicies = 64;
