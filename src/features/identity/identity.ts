// The words are those of a FHIR Patient; how good a birth date is, HMIS says (DOBDataQuality: 1, 2, 8, 9, 99).

export const nameUses = ['official', 'usual', 'nickname', 'maiden', 'old'] as const;
export const birthDateQualities = ['full', 'approximate', 'unknown', 'refused', 'not-collected'] as const;
export const phoneUses = ['home', 'work', 'mobile', 'old'] as const;
/** Of what kind a revision is: where the word that it follows came from. */
export const sourceTypes = [
  'referral',
  'confirmation',
  'correction',
  'import',
  'transfer',
  'before-revisions',
] as const;

export type BirthDateQuality = (typeof birthDateQualities)[number];

export function hasDate(quality: BirthDateQuality): boolean {
  return quality === 'full' || quality === 'approximate';
}

/** Local dates, from the first up to and with the last. */
export type Period = { start?: string | undefined; end?: string | undefined };

/** `text` where a name has no such parts; whoever has a single name has one of them. */
export type HumanName = {
  use: (typeof nameUses)[number];
  given?: string | undefined;
  family?: string | undefined;
  text?: string | undefined;
  period?: Period | undefined;
};

/** A number that a system gave the person; the agency's own is the reference. */
export type Identifier = { system: string; value: string; period?: Period | undefined };

export type Phone = {
  system: 'phone';
  value: string;
  use?: (typeof phoneUses)[number] | undefined;
  /** Whether a message may be left there without giving the client away. */
  mayLeaveMessage: boolean;
};

/** Who a client is. */
export type Identity = {
  name: HumanName[];
  birthDate: string | null;
  birthDateQuality: BirthDateQuality;
  identifier: Identifier[];
  telecom: Phone[];
};

/** A person as a referral tells of them, and as lists show them. Whoever has a single name has one of the two. */
export type ToldPerson = { givenName: string | null; familyName: string | null; birthDate: string | null };
export const toldMembers = ['givenName', 'familyName', 'birthDate'] as const satisfies (keyof ToldPerson)[];

/** Where a revision comes from. */
export type IdentitySource = {
  type: (typeof sourceTypes)[number];
  /** Whose referral brought it. */
  enrollmentId?: string | undefined;
  /** Of a confirmation: what was told, and in what it differs from who is on record. */
  told?: ToldPerson | undefined;
  differing?: (typeof toldMembers)[number][] | undefined;
  /** Of a file that an emergency has to itself: the reference it was told under, which is somebody else's. */
  toldReference?: string | undefined;
};

/** System of the identifier that is the agency's own number. */
export const ownSystem = 'agency';

/** What lists and pages show of somebody: the name they go by officially, else the next best one. */
export function shownOf({ name, birthDate, identifier }: Identity): ToldPerson & { reference: string } {
  const rank = ({ use, period }: HumanName) =>
    nameUses.indexOf(use) + (period?.end === undefined ? 0 : nameUses.length);
  const [best] = name.toSorted((one, other) => rank(one) - rank(other));
  return {
    reference: identifier.find(isOwn)?.value ?? '',
    givenName: best?.given ?? null,
    familyName: best?.family ?? (best?.given === undefined ? (best?.text ?? null) : null),
    birthDate,
  };
}

/** The agency's number of the client, as it is now. */
export function isOwn({ system, period }: Identifier): boolean {
  return system === ownSystem && period?.end === undefined;
}

/** An identity of what somebody was told to be. */
export function identityOf(
  reference: string,
  { givenName, familyName, birthDate, birthDateQuality, identifier, phone }: Told,
): Identity {
  return {
    name: [
      {
        use: 'official',
        ...(givenName === null ? {} : { given: givenName }),
        ...(familyName === null ? {} : { family: familyName }),
      },
    ],
    birthDate,
    birthDateQuality: birthDateQuality ?? (birthDate === null ? 'not-collected' : 'full'),
    identifier: [{ system: ownSystem, value: reference }, ...(identifier ? [identifier] : [])],
    telecom: phone ? [{ system: 'phone', ...phone }] : [],
  };
}

/** All that a referral tells of somebody. */
export type Told = ToldPerson & {
  birthDateQuality?: BirthDateQuality | undefined;
  phone?: Pick<Phone, 'value' | 'mayLeaveMessage'> | undefined;
  /** The number that another system gave them, by which an import knows them. */
  identifier?: Identifier | undefined;
};

/** With one more number of another system; the same list where it is there already, also where it has ended. */
export function withIdentifier(known: Identity['identifier'], added: Identifier | undefined): Identifier[] {
  const isThere =
    added && known.some(({ system, value }) => system === added.system && value === added.value);
  return !added || isThere ? known : [...known, added];
}
