/** Who a referral is about, as it was told. */
export type ToldPerson = { givenName: string; familyName: string; birthDate: string | null };

const members = ['givenName', 'familyName', 'birthDate'] as const;

/**
 * In what a person who was told differs from who is on record under the same reference. What one of the two does not say
 * makes no difference, nor do case, blanks and the ways in which one letter can be written.
 */
export function differencesOf(told: ToldPerson, onRecord: ToldPerson): (typeof members)[number][] {
  return members.filter((name) => {
    const [one, other] = [told[name], onRecord[name]];
    return one !== null && other !== null && folded(one) !== folded(other);
  });
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
