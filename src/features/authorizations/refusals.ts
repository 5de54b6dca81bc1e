/** Why steps about service authorizations and their use, SARs, the discretionary fund (AU) are refused. */
export type AuthorizationRefusal =
  /** A request or a transfer lacks a document that the policy asks for. */
  | 'document-missing'
  | 'authorization-dates'
  | 'unknown-authorization'
  | 'authorization-out-of-turn'
  | 'authorization-overlap'
  | 'authorization-not-in-force'
  | 'units-exceeded'
  | 'units-missing'
  | 'decision-incomplete'
  | 'appeal-too-late'
  | 'procedure-code-missing'
  | 'not-the-identified-patient'
  | 'fund-exhausted'
  | 'unknown-payment'
  | 'payment-settled'
  | 'payment-not-voidable';
