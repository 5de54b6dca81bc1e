import type { CommandType } from '../kit/http/command.ts';
import type { Role, StaffRole } from '../engine/policy/terms.ts';
import { absencePermissions } from '../features/absence/api/permissions.ts';
import { accessPermissions } from '../features/access/api/permissions.ts';
import { disclosurePermissions } from '../features/disclosures/api/permissions.ts';
import { attachmentPermissions } from '../features/attachments/api/permissions.ts';
import { assignmentPermissions } from '../features/assignment/api/permissions.ts';
import { authorizationPermissions } from '../features/authorizations/api/permissions.ts';
import { caseloadPermissions } from '../features/caseload/api/permissions.ts';
import { codeListPermissions } from '../features/code-lists/api/permissions.ts';
import { dayPermissions } from '../features/day/api/permissions.ts';
import { enrollmentPermissions } from '../features/enrollments/api/permissions.ts';
import { fundPermissions } from '../features/fund/api/permissions.ts';
import { householdPermissions } from '../features/household/api/permissions.ts';
import { identityPermissions } from '../features/identity/api/permissions.ts';
import { importPermissions } from '../features/imports/api/permissions.ts';
import { linkPermissions } from '../features/links/api/permissions.ts';
import { notePermissions } from '../features/notes/api/permissions.ts';
import { notificationPermissions } from '../features/notifications/api/permissions.ts';
import { numberPermissions } from '../features/numbers/api/permissions.ts';
import { onCallPermissions } from '../features/on-call/api/permissions.ts';
import { opsPermissions } from '../features/ops/api/permissions.ts';
import { planPermissions } from '../features/plans/api/permissions.ts';
import { reassignmentPermissions } from '../features/reassignment/api/permissions.ts';
import { referralPermissions } from '../features/referrals/api/permissions.ts';
import { relationPermissions } from '../features/relation/api/permissions.ts';
import { searchPermissions } from '../features/search/api/permissions.ts';
import { staffPermissions } from '../features/staff/api/permissions.ts';
import { supervisionPermissions } from '../features/supervision/api/permissions.ts';
import { teamPermissions } from '../features/team/api/permissions.ts';
import { transferPermissions } from '../features/transfer/api/permissions.ts';
import { isOneOf, type Operation } from '../kit/http/roles.ts';
import type { Feature } from './feature.ts';
import { merged } from '../kit/merged.ts';
import { commandSpecs, commandTypes } from './steps/specs.ts';

/** Of each feature, its operations and who may do them; none where all of it is steps and reads of enrollments. */
const operationsOf = {
  enrollments: enrollmentPermissions,
  imports: importPermissions,
  identity: identityPermissions,
  links: linkPermissions,
  triage: {},
  'code-lists': codeListPermissions,
  plans: planPermissions,
  papers: {},
  team: teamPermissions,
  household: householdPermissions,
  acuity: {},
  authorizations: authorizationPermissions,
  fund: fundPermissions,
  releases: {},
  disclosures: disclosurePermissions,
  referrals: referralPermissions,
  crisis: {},
  notes: notePermissions,
  attachments: attachmentPermissions,
  outcomes: {},
  transfer: transferPermissions,
  assignment: assignmentPermissions,
  caseload: caseloadPermissions,
  reassignment: reassignmentPermissions,
  absence: absencePermissions,
  'on-call': onCallPermissions,
  staff: staffPermissions,
  access: accessPermissions,
  relation: relationPermissions,
  search: searchPermissions,
  supervision: supervisionPermissions,
  numbers: numberPermissions,
  day: dayPermissions,
  notifications: notificationPermissions,
  ops: opsPermissions,
  'pending-steps': {},
} satisfies Record<Feature, Readonly<Record<string, readonly StaffRole[]>>>;

const operations = merged(operationsOf);

declare module '../kit/http/roles.ts' {
  interface OperationTable extends Record<keyof typeof operations | `command:${CommandType}`, true> {}
}

/** Who may do what: each feature's operations, and each command as its own entry says. */
export const permissions: Readonly<Record<Operation, readonly StaffRole[]>> = {
  ...operations,
  ...(Object.fromEntries(
    commandTypes.map((type) => [`command:${type}`, commandSpecs[type].roles]),
  ) as unknown as Record<`command:${CommandType}`, readonly StaffRole[]>),
};

/** Whether a role may do it. */
export function mayDo(role: Role, operation: Operation): boolean {
  return isOneOf(role, permissions[operation]);
}

/** What a role may do, in the order of the alphabet. */
export function operationsFor(role: Role): Operation[] {
  return (Object.keys(permissions) as Operation[]).filter((one) => mayDo(role, one)).toSorted();
}

/** The roles that may do it, for the documentation. */
export function rolesFor(operation: Operation): readonly StaffRole[] {
  return permissions[operation];
}
