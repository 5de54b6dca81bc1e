import type { Profile, Sourced } from '../../engine/policy/profile.ts';
import type { StaffPolicy } from '../../engine/policy/staff-policy.ts';

/** Bands of the Acuity Index from the lowest; each takes scores up to its last one, the highest all that are left. */
export type AcuityBands = Sourced<{ band: string; upTo: number | null }[]>;

/**
 * The bands by the lines that the agency's own policies draw: low is what indicates Case Management (AC-3), moderate what
 * supervision looks at as such (CO-3). Where the staff policy draws no line above the first one, all above it is one band.
 */
export function acuityBandsOf(
  { acuity }: Pick<Profile, 'acuity'>,
  { supervision }: Pick<StaffPolicy, 'supervision'>,
): AcuityBands {
  const low = { band: 'low', upTo: acuity.value.caseManagementUpTo };
  const line = supervision?.agenda.moderateUpTo;
  if (!line)
    return { value: [low, { band: 'above', upTo: null }], source: acuity.source, basis: acuity.basis };
  return {
    value: [low, { band: 'moderate', upTo: line.value }, { band: 'high', upTo: null }],
    source: `${line.source}; low: ${acuity.source}`,
    basis: line.basis,
  };
}

/** What a report says of a staff policy that draws no line above the first; null: it draws one. */
export function withoutLine({ supervision }: Pick<StaffPolicy, 'supervision'>): string | null {
  if (supervision) return null;
  return 'The staff policy of the agency draws no line between moderate and high acuity: what is above low is one band.';
}
