import type { ImportPeople } from '../../features/imports/postgres/import-people.ts';
import type { ImportStore } from '../../features/imports/postgres/imports.ts';
import { contentHash } from '../../kit/content-hash.ts';
import type { Enroll } from '../../contracts/messages.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import type { Seal } from '../../kit/seal.ts';
import type { Gateway } from '../../kit/temporal/gateway.ts';
import { importCommandId, importedEnrollmentId } from './ids.ts';
import type { Planned } from './plan.ts';
import { openElsewhere } from './rows.ts';

export type EnrollDependencies = {
  gateway: Pick<Gateway, 'enroll'>;
  store: ImportStore & ImportPeople;
  seal: Pick<Seal, 'seal'>;
  agencyId: string;
  source: string;
  policy: Policy;
};

export type Enrolled =
  | { as: 'started' | 'already-there' }
  | { as: 'refused'; reason: string }
  /** Temporal, the worker or the record does not answer; it may have been recorded all the same. */
  | { as: 'unavailable' };

const somebodyElse =
  'somebody else is on file under the reference that the import gives: correct one of the two, or say in a file for --same who it is';

/** Starts one enrollment, unless the client has one. */
export async function enrollOne(deps: EnrollDependencies, planned: Planned): Promise<Enrolled> {
  const { gateway, store, agencyId, source } = deps;
  const { referral } = planned;
  const enrollmentId = importedEnrollmentId(agencyId, source, referral.sourceEnrollmentId);
  const attributes = { hmis: referral.background };
  const made =
    planned.clientId === null
      ? await store.ensureClient(agencyId, { ...referral.client, attributes, enrollmentId })
      : null;
  if (made?.refused) {
    const { refused } = made;
    const reason = refused.code === 'person-differs' ? somebodyElse : openElsewhere(refused.enrollmentId);
    return { as: 'refused', reason };
  }
  const { personalId } = referral;
  const named = { personalId, clientId: made?.id ?? planned.clientId ?? '', ...planned.named };
  await store.name(agencyId, source, [named]);
  // Another import may have named them meanwhile.
  const clientId = (await store.people(agencyId, source, [personalId])).get(personalId)?.clientId;
  if (clientId === undefined) return { as: 'unavailable' };

  const outcome = await gateway.enroll(enrollmentId, requestOf(deps, enrollmentId, clientId, planned));
  if (outcome.status === 'refused' || outcome.status === 'client-already-enrolled')
    await store.notEnrolled(enrollmentId);
  switch (outcome.status) {
    case 'accepted':
      if (outcome.replayed) return { as: 'already-there' };
      if (made?.made !== true) await store.addAttributes(clientId, attributes);
      return { as: 'started' };
    case 'client-already-enrolled':
      // By another import of the same export.
      if (outcome.enrollmentId === enrollmentId) return { as: 'already-there' };
      return { as: 'refused', reason: openElsewhere(outcome.enrollmentId) };
    case 'refused':
      return { as: 'refused', reason: outcome.rejection.detail };
    case 'unavailable':
      return { as: 'unavailable' };
  }
}

function requestOf(
  { agencyId, source, policy, seal }: EnrollDependencies,
  enrollmentId: string,
  clientId: string,
  { referral: { sourceEnrollmentId, entryDate, level, needs, background } }: Planned,
): Enroll {
  const commandId = importCommandId(enrollmentId);
  const words = { ...(needs.length === 0 ? {} : { needs }), hmis: background };
  return {
    commandId,
    // No person of the agency entered it, and none is made out to have.
    by: { staffId: 'hmis-import', role: 'ops', agencyId },
    clientId,
    level,
    // What was an emergency then is not one of the next 30 minutes (IN-2); `needs` says what to ask about first.
    emergency: false,
    origin: { type: 'hmis-import', source, sourceEnrollmentId, entryDate },
    onCallId: null,
    policy,
    sealed: seal.seal(words, { agencyId, enrollmentId, commandId }),
    // Of what makes it the same, not of what a newer export says: once started, it stays as it is.
    fingerprint: contentHash({ hmisImport: { agencyId, source, sourceEnrollmentId } }),
  };
}
