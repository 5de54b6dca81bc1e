import type { SaidWhen } from '../../forms/said-when.ts';
import type { HouseholdMember } from '../../../features/household/household.document.ts';
import type { Asking } from '../../outbox/sending.ts';

/** The two ways in: at once, or in full. */
export const ways = ['emergency', 'referral'] as const;
export type Way = (typeof ways)[number];

/** Somebody on record who was said to be this person; `enrollmentId`: where they are enrolled, as far as one may know. */
export type Same = { clientId: string; reference: string; enrollmentId: string | null };

export type Consent = Record<'recipient' | 'purpose' | 'what' | 'expires' | 'signedOn', string>;
export const noConsent: Consent = { recipient: '', purpose: '', what: '', expires: '', signedOn: '' };

/** What is told of a person and their need, as it stands in the fields. */
export type Told = {
  givenName: string;
  familyName: string;
  birthDate: string;
  phone: string;
  mayLeaveMessage: boolean;
  reference: string;
  /** Null: the policy's first. */
  level: string | null;
  needs: string[];
  /** Why it is no emergency all the same. */
  dangerConsidered: string;
  /** When it came in. */
  when?: SaidWhen;
  languages: string[];
  note: string;
  /** By domain; one that is there is asked about. */
  screen: Record<string, string>;
  consents: Consent[];
  /** None came, and that is said. */
  noConsents: boolean;
  /** Who is enrolled together, the client first; empty: nobody was named. */
  family: HouseholdMember[];
  /** Clients who look alike and are somebody else. */
  differentFrom: string[];
  same: Same | null;
};

export const nothingTold: Told = {
  ...{ givenName: '', familyName: '', birthDate: '', phone: '', mayLeaveMessage: false, reference: '' },
  ...{ level: null, needs: [], dangerConsidered: '', languages: [], note: '', screen: {}, consents: [] },
  noConsents: false,
  ...{ differentFrom: [], same: null, family: [] },
};

export const calledName = ({ givenName, familyName }: Pick<Told, 'givenName' | 'familyName'>): string =>
  [givenName, familyName]
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join(' ');

/** Fields in which something stands. */
const filled = <Name extends string>(fields: Record<Name, string>): Partial<Record<Name, string>> =>
  Object.fromEntries(
    Object.entries<string>(fields).flatMap(([name, text]) =>
      text.trim() === '' ? [] : [[name, text.trim()]],
    ),
  ) as Partial<Record<Name, string>>;

const leastNumber = 7;
const leastReference = 3;

/** Whom to look for while somebody types; null: too little to tell anybody by. */
export function soughtBy({ givenName, familyName, birthDate, phone, reference }: Told): object | null {
  const named = filled({ givenName, familyName, birthDate });
  const digits = phone.replaceAll(/\D/g, '').length;
  const number = reference.trim().length >= leastReference ? { reference: reference.trim() } : {};
  const tells =
    (named.givenName !== undefined && named.familyName !== undefined) ||
    (calledName({ givenName, familyName }) !== '' &&
      (named.birthDate !== undefined || digits >= leastNumber)) ||
    'reference' in number;
  if (!tells) return null;
  return { ...named, ...number, ...(digits >= leastNumber ? { phone: { value: phone.trim() } } : {}) };
}

type Pressed = {
  way: Way;
  /** When it came in. */
  at: number;
  /** For whoever has no number of the agency's yet. */
  newReference: string;
  firstLevel: string;
  /** Who is enrolled together, where the level is one for families. */
  family: readonly HouseholdMember[];
};

/** The requests that it comes to: the referral; of somebody who is enrolled already, the emergency in their record. */
export function requestsOf(told: Told, { way, at, newReference, firstLevel, family }: Pressed): Asking[] {
  const { needs, same, phone, mayLeaveMessage, differentFrom, level, consents, languages } = told;
  const { givenName, familyName, birthDate, reference, note, dangerConsidered } = told;
  const words = filled(way === 'referral' ? { note, dangerConsidered } : { note, dangerConsidered: '' });
  if (way === 'emergency' && same?.enrollmentId) {
    const command = { type: 'reportEmergentNeed', needs, ...words, occurredAt: new Date(at).toISOString() };
    return [{ path: `/enrollments/${same.enrollmentId}/commands`, body: { commands: [command] } }];
  }
  const domains = Object.entries(told.screen).flatMap(([domain, words]) =>
    words.trim() === '' ? [] : [{ domain, words: words.trim() }],
  );
  const body = {
    client: {
      reference: newReference,
      ...filled({ reference: same?.reference ?? reference, givenName, familyName, birthDate }),
      ...(phone.trim() === '' ? {} : { phone: { value: phone.trim(), mayLeaveMessage } }),
      ...(differentFrom.length === 0 ? {} : { differentFrom }),
      ...(same ? { sameAsOnRecord: same.clientId } : {}),
    },
    referral: {
      receivedAt: new Date(at).toISOString(),
      ...{ level: level ?? firstLevel, emergency: way === 'emergency', needs },
      ...words,
      ...(domains.length === 0 ? {} : { screen: { domains } }),
      ...(consents.length === 0 ? {} : { consents: consents.map((one) => filled(one)) }),
      ...(way === 'referral' && told.noConsents && consents.length === 0 ? { noConsents: true } : {}),
    },
  };
  return [
    { path: '/enrollments', body },
    ...(languages.length === 0 ? [] : [needOf(languages)]),
    ...(family.length === 0 ? [] : [householdOf(family)]),
  ];
}

/** The family, once the enrollment is there. */
const householdOf = (members: readonly HouseholdMember[]): Asking => ({
  ...{ path: '/enrollments/{enrollmentId}/household/acts/change', as: 'household', version: 0 },
  body: { members },
});

/** Of the family as it is sent: the client is called as they are told of, and who guards a minor is no minor. */
export function familyOf(told: Told): HouseholdMember[] {
  const adults = new Set(told.family.filter(({ minor }) => !minor).map(({ id }) => id));
  return told.family.map((member) => ({
    ...member,
    name: member.client ? calledName(told) : member.name.trim(),
    relation: member.relation.trim(),
    guardians: member.minor ? member.guardians.filter((id) => adults.has(id)) : [],
  }));
}

/** What a coordinator is to speak, once the enrollment is there. */
const needOf = (languages: string[]): Asking => ({
  ...{ path: '/enrollments/{enrollmentId}/assignment-need/acts/change', as: 'need', version: 0 },
  body: { languages },
});
