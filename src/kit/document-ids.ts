import { v5 as uuidV5 } from 'uuid';
import type { DocumentPlace } from './documents.ts';

// Names made from a place and a key: any fixed UUID will do, as long as it never changes.
const documentNamespace = '5a0e3b52-3f5c-5c0b-8b1d-0c5b8e6f2a97';

/** Of a document that there is once in its place. */
export function singleDocumentId({ agencyId, kind, ...place }: DocumentPlace): string {
  return uuidV5(`${agencyId}/${ownerIn(place)}/${kind}`, documentNamespace);
}

/** Of one that a request begins: the same key begins the same document. */
export function newDocumentId({ agencyId, kind, ...place }: DocumentPlace, commandId: string): string {
  return uuidV5(`${agencyId}/${ownerIn(place)}/${kind}/${commandId}`, documentNamespace);
}

function ownerIn({ enrollmentId, aboutStaffId }: Omit<DocumentPlace, 'agencyId' | 'kind'>) {
  return enrollmentId ?? aboutStaffId ?? '';
}
