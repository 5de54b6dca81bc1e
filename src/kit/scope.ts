/** Which enrollments a caller's queries may see at all. Of these, whom they have to do with: the relation says it. */
export type Scope = { agencyId: string };
