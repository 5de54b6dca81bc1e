/** Why steps about service authorizations and their use, SARs, the discretionary fund (AU) are refused. */
export type AuthorizationRefusal = never;
