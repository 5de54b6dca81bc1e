import { v5 as uuidV5 } from 'uuid';
import type { ImportStore } from '../../features/enrollments/postgres/imports.ts';
import { contentHash } from '../../kit/content-hash.ts';
import type { Enroll } from '../../contracts/messages.ts';
import type { Reads } from '../../api/reads.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Gateway } from '../../kit/temporal/gateway.ts';
import type { ImportedReferral } from '../../hmis/referral-of.ts';

export type EnrollDependencies = {
  gateway: Pick<Gateway, 'enroll'>;
  store: ImportStore;
  reads: Pick<Reads, 'clientByReference'>;
  seal: Pick<Seal, 'seal'>;
  agencyId: string;
  policy: Policy;
};

export type Enrolled =
  | { as: 'started' | 'already-there' }
  | { as: 'refused'; reason: string }
  /** Temporal, the worker or the record does not answer; it may have been recorded all the same. */
  | { as: 'unavailable' };

// Any fixed UUID will do: the same row of the same source has the same ids for ever, so that it is never started twice.
const namespace = '5b0c9d1e-7f43-5a86-9c1d-2e8f6a4b7c90';

/** The enrollment a source's enrollment becomes. */
export function importedEnrollmentId(agencyId: string, sourceEnrollmentId: string): string {
  return uuidV5(`${agencyId}/hmis/${sourceEnrollmentId}`, namespace);
}

/** Starts one enrollment, unless the client has one. A client who is refused is not written. */
export async function enrollOne(deps: EnrollDependencies, referral: ImportedReferral): Promise<Enrolled> {
  const { gateway, store, reads, agencyId } = deps;
  const enrollmentId = importedEnrollmentId(agencyId, referral.sourceEnrollmentId);
  const before = await reads.clientByReference(agencyId, referral.client.reference);
  const openId = before?.openEnrollmentId ?? null;
  if (openId !== null && openId !== enrollmentId) return openElsewhere(openId);

  const attributes = { hmis: referral.background };
  const client = await store.ensureClient(agencyId, { ...referral.client, attributes });
  const outcome = await gateway.enroll(enrollmentId, requestOf(deps, enrollmentId, client.id, referral));
  switch (outcome.status) {
    case 'accepted':
      if (outcome.replayed) return { as: 'already-there' };
      if (!client.made) await store.addAttributes(client.id, attributes);
      return { as: 'started' };
    case 'client-already-enrolled':
      return openElsewhere(outcome.enrollmentId);
    case 'refused':
      return { as: 'refused', reason: outcome.rejection.detail };
    case 'unavailable':
      return { as: 'unavailable' };
  }
}

function requestOf(
  { agencyId, policy, seal }: EnrollDependencies,
  enrollmentId: string,
  clientId: string,
  { sourceEnrollmentId, entryDate, level, needs, background }: ImportedReferral,
): Enroll {
  const commandId = uuidV5(`${enrollmentId}/import`, namespace);
  const words = { ...(needs.length === 0 ? {} : { needs }), hmis: background };
  return {
    commandId,
    // No person of the agency entered it, and none is made out to have.
    by: { staffId: 'hmis-import', role: 'ops', agencyId },
    clientId,
    level,
    // What was an emergency then is not one of the next 30 minutes (IN-2); `needs` says what to ask about first.
    emergency: false,
    origin: { type: 'hmis-import', sourceEnrollmentId, entryDate },
    onCallId: null,
    policy,
    sealed: seal.seal(words, { agencyId, enrollmentId, commandId }),
    // Of what makes it the same, not of what a newer export says: once started, it stays as it is.
    fingerprint: contentHash({ hmisImport: { agencyId, sourceEnrollmentId } }),
  };
}

function openElsewhere(enrollmentId: string): Enrolled {
  return { as: 'refused', reason: `the client has an open enrollment here: ${enrollmentId}` };
}
