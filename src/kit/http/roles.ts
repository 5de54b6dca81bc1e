import type { Role } from '../../engine/policy/terms.ts';

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

/** Steps that nobody sends as such. */
export type NotSent = 'receiveReferral' | 'payFromFund' | 'takeOver' | 'carryDuty';

/** Who may send each step of a section. */
export type PermissionsOf<Facts extends { type: string }> = {
  [T in Exclude<Facts['type'], NotSent> as `command:${T}`]: readonly StaffRole[];
};
