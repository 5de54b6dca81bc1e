import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders, leads } from '../../../kit/http/roles.ts';

/** Who looks for clients by what identifies them; who sees to whom strangers were shown; who says that two are one. */
export const searchPermissions = {
  'client:search': clientReaders,
  'client-shown:read': ['privacy-officer', 'director'],
  sameness: ['intake', ...leads],
  // Of a client whom one works for; that two are one, leads alone say.
  'sameness:answer': clientReaders,
} satisfies Record<string, readonly StaffRole[]>;
