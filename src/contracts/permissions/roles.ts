import type { Role } from '../../domain/enrollment/events.ts';

/** People; `system` is the enrollment's own clock and never calls. */
export type StaffRole = Exclude<Role, 'system'>;
export const everyone = [
  'intake',
  'coordinator',
  'supervisor',
  'director',
  'payer',
  'ops',
] as const satisfies readonly StaffRole[];

export const leads = ['supervisor', 'director'] as const;
export const team = ['coordinator', ...leads] as const;

/** Who may send each step of a section. */
export type PermissionsOf<Facts extends { type: string }> = {
  [T in Exclude<Facts['type'], 'payFromFund'> as `command:${T}`]: readonly StaffRole[];
};
