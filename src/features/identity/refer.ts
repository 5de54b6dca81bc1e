import { differencesOf } from './differences.ts';
import type { IdentityContent } from './identity.document.ts';
import { type Identity, identityOf, type Told, toldMembers, withIdentifier } from './identity.ts';

/** What brings somebody: a referral, or what stands for one. */
export type Via = 'referral' | 'import' | 'transfer';

/** A referral, as far as it says who it is about. */
export type Referred = {
  via: Via;
  reference: string;
  told: Told;
  enrollmentId: string;
  /** It cannot wait for an answer: where somebody else is on record, it gets a file of its own. */
  urgent: boolean;
  /** Who enters it says that the client of this file is meant, whatever differs. */
  sameAsOnRecord: string | null;
};

/** Which file it is, as a person can tell it from others: by its id, and by its reference as it is written there. */
export type FileName = { clientId: string; reference: string };

/** Who is on file under the reference that a referral names. */
export type OnFile = FileName & {
  identity: Identity;
  /** Whether an enrollment is about them, another referral is on its way to become one, or somebody has linked the file. */
  taken: boolean;
  openEnrollmentId: string | null;
};

export type ReferralRefusal =
  | { code: 'person-differs'; differing: (typeof toldMembers)[number][]; onRecord: FileName }
  /** The file that was confirmed is not the one to which the reference leads; null: it leads to a new one. */
  | { code: 'another-on-record'; onRecord: FileName | null }
  | { code: 'client-already-enrolled'; enrollmentId: string };

/** Whose file it goes into, and what the identity there says after it; null: what it said. */
export type Placed = { file: 'own' | 'known'; reference: string; content: IdentityContent | null };

/**
 * A referral never writes over who is on record. What differs is refused, or confirmed by who enters it: of that one file,
 * whose reference others may have but for case, dashes and blanks. An emergency is taken at once: where somebody else is on record
 * under its reference, it gets a file of its own, and whether the two are one person is settled afterwards.
 */
export function placeReferral(
  referred: Referred,
  onFile: OnFile | null,
  /** Under what an emergency is filed that is somebody else. */
  apart = referenceApart(referred),
): { ok: true; plan: Placed } | { ok: false; refusal: ReferralRefusal } {
  const { reference, told, enrollmentId, urgent, sameAsOnRecord } = referred;
  const isConfirmed = sameAsOnRecord !== null && sameAsOnRecord === onFile?.clientId;
  const isAnother = sameAsOnRecord !== null && !isConfirmed;
  if (isAnother && !urgent)
    return { ok: false, refusal: { code: 'another-on-record', onRecord: onFile && fileName(onFile) } };
  if (!onFile?.taken) return { ok: true, plan: filed(referred, reference) };
  const { identity, openEnrollmentId } = onFile;
  const differing = differencesOf(told, identity);
  const isSomebodyElse = isAnother || (differing.length > 0 && !isConfirmed);
  if (isSomebodyElse && urgent) return { ok: true, plan: filed(referred, apart) };
  if (openEnrollmentId !== null && openEnrollmentId !== enrollmentId)
    return { ok: false, refusal: { code: 'client-already-enrolled', enrollmentId: openEnrollmentId } };
  if (isSomebodyElse)
    return { ok: false, refusal: { code: 'person-differs', differing, onRecord: fileName(onFile) } };
  return { ok: true, plan: { file: 'known', reference, content: added(referred, identity, differing) } };
}

function fileName({ clientId, reference }: OnFile): FileName {
  return { clientId, reference };
}

/** Says whose number it came under, and which referral it was. */
export function referenceApart({
  reference,
  enrollmentId,
}: Pick<Referred, 'reference' | 'enrollmentId'>): string {
  return `${reference}~${enrollmentId.slice(0, 8)}`;
}

/** A file of its own: made, or, where nobody is enrolled in it, named anew. */
function filed({ via, reference: toldReference, told, enrollmentId }: Referred, reference: string): Placed {
  const source = {
    type: via,
    enrollmentId,
    ...(reference === toldReference ? {} : { toldReference }),
  };
  return { file: 'own', reference, content: { ...identityOf(reference, told), source } };
}

/** What is known stays; a phone or another system's number is one more, and that the same person was meant is on record. */
function added(
  { via, told, enrollmentId }: Referred,
  identity: Identity,
  differing: (typeof toldMembers)[number][],
): IdentityContent | null {
  const telecom = withPhone(identity.telecom, told.phone);
  const identifier = withIdentifier(identity.identifier, told.identifier);
  const isSaid = telecom === identity.telecom && identifier === identity.identifier;
  if (differing.length === 0 && isSaid) return null;
  const { givenName, familyName, birthDate } = told;
  return {
    ...identity,
    ...{ telecom, identifier },
    source:
      differing.length === 0
        ? { type: via, enrollmentId }
        : { type: 'confirmation', enrollmentId, told: { givenName, familyName, birthDate }, differing },
  };
}

/** A new number comes first. Where no message is to be left, a referral makes it so; that one may be, a correction. */
function withPhone(telecom: Identity['telecom'], phone: Told['phone']): Identity['telecom'] {
  if (!phone) return telecom;
  const digits = (value: string) => value.replaceAll(/\D/g, '');
  const known = telecom.find(({ value }) => digits(value) === digits(phone.value));
  if (!known) return [{ system: 'phone', ...phone }, ...telecom];
  if (phone.mayLeaveMessage || !known.mayLeaveMessage) return telecom;
  return telecom.map((one) => (one === known ? { ...one, mayLeaveMessage: false } : one));
}
