import { v5 as uuidV5 } from 'uuid';

// Any fixed UUID will do: the same row of the same source has the same ids for ever, so that it is never started twice.
const namespace = '5b0c9d1e-7f43-5a86-9c1d-2e8f6a4b7c90';

/** The enrollment that an enrollment of a source becomes. */
export function importedEnrollmentId(agencyId: string, source: string, enrollmentId: string): string {
  return uuidV5(`${agencyId}/hmis-source/${JSON.stringify([source, enrollmentId])}`, namespace);
}

/** The one it became before imports knew sources. */
export function earlierEnrollmentId(agencyId: string, enrollmentId: string): string {
  return uuidV5(`${agencyId}/hmis/${enrollmentId}`, namespace);
}

/** Names the command that starts it. */
export function importCommandId(enrollmentId: string): string {
  return uuidV5(`${enrollmentId}/import`, namespace);
}
