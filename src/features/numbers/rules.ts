import type { AcuityBands } from './bands.ts';
import type { Sourced } from '../../engine/policy/profile.ts';

/** Above the line between Case Management and Recovery Support Coordination, which is low. */
export const bandsAboveLine: AcuityBands = {
  value: [
    { band: 'moderate', upTo: 60 },
    { band: 'high', upTo: null },
  ],
  source: 'Agency default, after 000 (low and moderate acuity are looked at apart); low: 001 B.3',
  basis: 'agency',
};

/** What fewer people than that have answered is shown to nobody who may not read the answers themselves. */
export const fewestAnswering: Sourced<number> = {
  value: 5,
  source: 'Agency default: an answer must not be told from its number',
  basis: 'agency',
};
