import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** `accounting`, `printings`: of one's own clients. `unauthorized`: of all of the agency, without a name. `hand-out`: to somebody outside. */
export const disclosurePermissions = {
  'accounting:read': [...team, 'quality'],
  'unauthorized-disclosures:read': ['privacy-officer', 'director'],
  'tellings:read': ['quality', ...leads],
  'papers:hand-out': team,
  'list:hand-out': ['privacy-officer', ...team],
  'printings:read': ['privacy-officer', ...leads],
} as const satisfies Record<string, readonly StaffRole[]>;
