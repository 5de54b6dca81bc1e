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

type Decided = {
  state: AuthorizationState;
  decisions: readonly { step: { id: string }; decision: AuthorizationDecision }[];
};

/** The newest decision, as long as nothing came of it: no appeal, nothing sent again. */
export function isCorrectable({ state, decisions }: Decided, corrects: string): boolean {
  const newest = decisions.at(-1);
  return newest?.step.id === corrects && state === stateAfterDecision(newest.decision);
}

export function stateAfterDecision(decision: AuthorizationDecision): AuthorizationState {
  return stateAfter[decision];
}
