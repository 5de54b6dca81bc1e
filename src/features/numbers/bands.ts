import type { Profile, Sourced } from '../../engine/policy/profile.ts';

/** Bands of the Acuity Index from the lowest; each takes scores up to its last one, the highest all that are left. */
export type AcuityBands = Sourced<{ band: string; upTo: number | null }[]>;

/** Low is what indicates Case Management by the profile's line (AC-3); above it, the agency's bands. */
export function acuityBandsOf({ acuity }: Profile, above: AcuityBands): AcuityBands {
  const low = { band: 'low', upTo: acuity.value.caseManagementUpTo };
  return { ...above, value: [low, ...above.value] };
}
