/** Which enrollments a caller's queries may see at all. */
export type Scope = { agencyId: string; onlyWithExtensionRequest: boolean };
