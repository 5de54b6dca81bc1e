import type { Profile } from '../../engine/record/authoring.ts';

export const releaseAtMostDays: NonNullable<Profile['releaseAtMostDays']> = {
  value: 365,
  source: 'Agency default, after 42 CFR 2.31 (no longer than reasonably necessary)',
  basis: 'agency',
};
