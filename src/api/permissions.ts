import type { StepType } from '../engine/record/steps/index.ts';
import type { Role } from '../engine/policy/terms.ts';
import { acuityPermissions } from '../features/acuity/api/permissions.ts';
import { authorizationPermissions } from '../features/authorizations/api/permissions.ts';
import { crisisPermissions } from '../features/crisis/api/permissions.ts';
import { type DocumentOperation, documentPermissions } from './document-permissions.ts';
import { movePermissions, type MoveOperation } from '../features/reassignment/api/permissions.ts';
import { notePermissions, type RecordOperation } from '../features/notes/api/permissions.ts';
import { outcomePermissions } from '../features/outcomes/api/permissions.ts';
import { referralPermissions } from '../features/referrals/api/permissions.ts';
import { rstPermissions } from '../features/team/api/permissions.ts';
import { sccpPermissions } from '../features/plans/api/permissions.ts';
import { transferPermissions, type TransferOperation } from '../features/transfer/api/permissions.ts';
import { triagePermissions } from '../features/triage/api/permissions.ts';
import { everyone, leads, type NotSent, type StaffRole, team } from '../kit/http/roles.ts';

export type { StaffRole } from '../kit/http/roles.ts';

/** What people can send; the referral comes as a new enrollment instead, a payment from the fund with its entry, and what a
 * transfer brings with the transfer. */
export type CommandType = Exclude<StepType, NotSent>;

export type Operation =
  | 'enrollment:create'
  | 'enrollment:read'
  /** Names and birth dates of clients. */
  | 'client:read'
  /** Notes, plans, reasons: what people wrote. */
  | 'details:read'
  | 'worklist:mine'
  | 'worklist:team'
  | 'inbox'
  | 'deliveries:read'
  | 'policy:read'
  /** The agency's discretionary fund: its ledger, paying from it, filling and counting it. */
  | 'fund:read'
  | 'fund:pay'
  | 'fund:keep'
  /** Who has how many clients; letting somebody take more than the cap (ST-4). */
  | 'caseload:read'
  | 'caseload:override'
  /** The assignment queue, and who could take whom (IN-4). */
  | 'assignment:read'
  /** Who is on call when; putting people there; one's own shifts, and swapping them (CR-1). */
  | 'on-call:read'
  | 'on-call:keep'
  | 'on-call:mine'
  | 'on-call:swap'
  /** Who works here, and everybody's file. */
  | 'staff:read'
  | 'staff:hire'
  /** How well the work is done, and the cases behind each number (SU-3). */
  | 'numbers:read'
  /** Having the report of a month made anew. */
  | 'numbers:report'
  /** Giving somebody an access token; seeing and ending one's own. */
  | 'access:give'
  | 'access:own'
  /** Hires as the quality office is told of them. */
  | 'hire:read'
  | MoveOperation
  | DocumentOperation
  | RecordOperation
  | TransferOperation
  | `command:${CommandType}`;

/**
 * Who may do what. The payer reads only enrollments with an extension request, and ops nothing of clients at all;
 * the routes see to that with `enrollment:read`, `client:read` and `details:read`.
 */
export const permissions = {
  'enrollment:create': ['intake', ...leads],
  'enrollment:read': ['intake', 'payer', ...team],
  'client:read': ['intake', ...team],
  'details:read': team,
  'worklist:mine': team,
  'worklist:team': leads,
  inbox: everyone,
  'deliveries:read': ['ops'],
  'policy:read': everyone,
  'fund:read': team,
  'fund:pay': team,
  'fund:keep': leads,
  'caseload:read': team,
  'caseload:override': leads,
  'assignment:read': leads,
  'on-call:read': ['intake', ...team],
  'on-call:keep': leads,
  'on-call:mine': team,
  'on-call:swap': ['coordinator'],
  'staff:read': leads,
  'staff:hire': leads,
  'access:give': ['director'],
  'access:own': everyone,
  'numbers:read': ['payer', ...leads],
  'numbers:report': leads,
  'hire:read': ['payer', ...leads],

  'command:assignCoordinator': leads,
  'command:logContact': team,
  'command:completePreliminarySccp': team,
  'command:formRst': team,
  'command:holdRstMeeting': team,
  'command:completeFullSccp': team,
  'command:reviewSccp': team,
  'command:scoreAcuity': team,
  'command:changeLevel': leads,
  'command:requestExtension': team,
  // A lead enters the decision that came by letter.
  'command:decideExtension': ['payer', ...leads],
  'command:reportEmergentNeed': ['intake', ...team],
  'command:acknowledgePage': team,
  'command:discharge': team,
  'command:recordOutcomes': team,
  'command:reopen': leads,
  'command:updateAssessment': team,
  'command:renewServicePlan': team,
  'command:holdClocks': leads,
  'command:releaseHold': leads,
  'command:moveDeadline': leads,
  'command:waiveDuty': leads,
  'command:explainMiss': leads,
  'command:adoptPolicy': ['ops', ...leads],
  // The domain lets only the author or a lead void a step.
  'command:voidStep': team,

  ...triagePermissions,
  ...sccpPermissions,
  ...rstPermissions,
  ...acuityPermissions,
  ...authorizationPermissions,
  ...referralPermissions,
  ...crisisPermissions,
  ...documentPermissions,
  ...movePermissions,
  ...notePermissions,
  ...outcomePermissions,
  ...transferPermissions,
} as const satisfies Record<Operation, readonly StaffRole[]>;

/** Whether a role may do it. */
export function mayDo(role: Role, operation: Operation): boolean {
  const roles: readonly Role[] = permissions[operation];
  return roles.includes(role);
}

/** The roles that may do it, for the documentation. */
export function rolesFor(operation: Operation): readonly StaffRole[] {
  return permissions[operation];
}
