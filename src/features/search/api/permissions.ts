import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders } from '../../../kit/http/roles.ts';

/** Who looks for clients by what identifies them; who sees to whom strangers were shown. */
export const searchPermissions = {
  'client:search': clientReaders,
  'client-shown:read': ['privacy-officer', 'director'],
} satisfies Record<string, readonly StaffRole[]>;
