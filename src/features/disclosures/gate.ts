import { refuse } from '../../engine/steps/check.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { DisclosureLaw } from '../../engine/record/steps/disclosures.ts';
import { covers, type Release, type ReleaseRegister } from '../releases/state.ts';
import type { Disclosure, Ground } from './disclosure.ts';
import { laws, lawAllows } from './laws.ts';

/**
 * The gate: why this may not leave under that ground at that instant; null where it may. Everything protected that leaves
 * the agency is asked here, when it is let go and again at each new attempt (RF-3, 42 CFR 2.13).
 */
export function whyNot(register: ReleaseRegister, leaving: Disclosure, ground: Ground, at: Instant) {
  if ('law' in ground) return whyNotByLaw(ground.law, leaving);
  const release = register.releases.find(({ id }) => id === ground.release);
  if (release && lets(register, release, leaving, at)) return null;
  const detail = `This leaves only under a release to that recipient that covers ${leaving.content.join(', ')} and holds at that time.`;
  return refuse('release-missing', detail, 'release');
}

/** The same under a law, which asks for no release. */
export function whyNotByLaw(law: DisclosureLaw, leaving: Disclosure) {
  if (lawAllows(law, leaving)) return null;
  const detail = `${laws[law].citation} does not let this be told, to such a recipient.`;
  return refuse('law-does-not-cover', detail, 'law');
}

/** The release that lets it leave at each of those instants; null where no single one does: several do not add up. */
export function groundIn(
  register: ReleaseRegister,
  leaving: Disclosure,
  ...moments: readonly [Instant, ...Instant[]]
): Ground | null {
  const release = register.releases.find((one) => moments.every((at) => lets(register, one, leaving, at)));
  return release ? { release: release.id } : null;
}

/** What was known to hold then: a release names one recipient, and the payer, of whom there is one, by its kind. */
function lets(
  register: ReleaseRegister,
  release: Release,
  { to, purposes, content }: Disclosure,
  at: Instant,
): boolean {
  if (to.kind === 'role' || release.recipientKind !== to.kind) return false;
  const recipient = to.kind === 'payer' ? release.recipient : to.id;
  if (recipient === null) return false;
  return purposes.some((purpose) => covers(register, release, { recipient, purpose, content, at }));
}
