import type { Role, StaffRole } from '../../engine/policy/terms.ts';

export const everyone = [
  'intake',
  'coordinator',
  'supervisor',
  'director',
  'payer',
  'quality',
  'privacy-officer',
  'ops',
] as const satisfies readonly StaffRole[];

export const leads = ['supervisor', 'director'] as const;
export const team = ['coordinator', ...leads] as const;

/** Who sees names and birth dates of clients. */
export const clientReaders = ['intake', ...team] as const;
/** Who sees what people wrote: notes, plans, reasons. */
export const detailReaders = [...team] as const;
/** Who sees everybody's file; others see their own. */
export const staffReaders = [...leads] as const;

export function isOneOf(role: Role, roles: readonly StaffRole[]): boolean {
  return (roles as readonly Role[]).includes(role);
}

/**
 * Every operation, by its name. Each feature has a table of its own that says who may do it; `src/api/permissions.ts` puts
 * them together and declares the names here, so that an operation without an entry compiles nowhere.
 */
export interface OperationTable {}

export type Operation = keyof OperationTable;
export type MayDo = (role: Role, operation: Operation) => boolean;
