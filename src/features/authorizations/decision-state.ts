import type { AuthorizationDecision } from '../../engine/record/steps/authorizations.ts';

/** `partial`: approved in part. An appealed one is in force for what was approved meanwhile. */
export const authorizationStates = [
  'requested',
  'returned',
  'denied',
  'approved',
  'partial',
  'appealed',
] as const;
export type AuthorizationState = (typeof authorizationStates)[number];

export const isGrant = (decision: AuthorizationDecision): boolean =>
  decision === 'approved' || decision === 'approved-in-part';

const stateAfter: Record<AuthorizationDecision, AuthorizationState> = {
  approved: 'approved',
  'approved-in-part': 'partial',
  returned: 'returned',
  denied: 'denied',
};

export function stateAfterDecision(decision: AuthorizationDecision): AuthorizationState {
  return stateAfter[decision];
}
