/** Why steps about service authorizations and their use, SARs, the discretionary fund (AU) are refused. */
export type AuthorizationRefusal =
  /** A request or a transfer lacks a document that the policy asks for. */
  'document-missing';
