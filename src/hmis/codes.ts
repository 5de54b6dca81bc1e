/** Lists of the HMIS CSV Format Specifications, as far as they are read here. */

/** List 4.20.2 Event: what a person was referred to. */
export const referralTitles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '1': 'Prevention assistance',
    '2': 'Problem solving, diversion or rapid resolution',
    '3': 'Scheduled crisis needs assessment',
    '4': 'Scheduled housing needs assessment',
    '5': 'Case management after placement',
    '6': 'Street outreach',
    '7': 'Housing navigation',
    '8': 'Other services: not eligible for those of the continuum',
    '9': 'Other services: none of the continuum available',
    '10': 'Emergency shelter bed',
    '11': 'Transitional housing',
    '12': 'Joint transitional and rapid re-housing',
    '13': 'Rapid re-housing',
    '14': 'Permanent supportive housing',
    '15': 'Other permanent housing',
    '16': 'Emergency assistance, flexible funds or furniture',
    '17': 'Emergency Housing Voucher',
    '18': 'Housing Stability Voucher',
  }),
);

/** List 4.20.D ReferralResult. */
export const referralResults: ReadonlyMap<string, string> = new Map([
  ['1', 'accepted'],
  ['2', 'client-rejected'],
  ['3', 'provider-rejected'],
]);

/** Lists 1.3 DisabilityType and 1.7, 1.8 responses: the two conditions the pathway is for. */
export const conditionTypes = { mentalHealth: '9', substanceUse: '10' } as const;
export const substances: ReadonlyMap<string, string> = new Map([
  ['1', 'alcohol'],
  ['2', 'drugs'],
  ['3', 'alcohol-and-drugs'],
]);

/** List 3.12.1 Living situations, the codes of before and since FY2024: on the street, in a shelter or safe haven. */
const homeless = ['16', '1', '18', '116', '101', '118'];
/** The same list: transitional housing, hotels, host homes, with family or friends. A roof, but none of their own. */
const temporary = ['2', '12', '13', '14', '27', '29', '32', '35', '36'];
const temporarySince2024 = ['302', '312', '313', '314', '327', '329', '332', '335', '336'];
const withoutOwnHome = new Set([...homeless, ...temporary, ...temporarySince2024]);

/** True for a living situation from which a person needs housing. */
export function needsHousing(livingSituation: string): boolean {
  return withoutOwnHome.has(livingSituation);
}

/** "Doesn't know", "prefers not to answer", "not collected", "worker cannot tell": no answer. */
export function isAnswer(code: string): boolean {
  return code !== '' && !['8', '9', '99', '37'].includes(code);
}

/** List 3.15.1 RelationshipToHoH. */
export const relationships = { head: '1', child: '2' } as const;
/** List 3.01.5 and 3.03.2: how good a name or birth date is. */
export const quality = { full: '1', partial: '2' } as const;
/** What the same list says where no date is known: nobody knows it, they would not say, nobody asked. */
export const unknownBirthDates = { '8': 'unknown', '9': 'refused', '99': 'not-collected' } as const;
/** List 1.5 HashStatus: names are as they were given. */
export const unhashed = '1';

const noAnswers = ['8', '9', '99'];
const listOf = (...codes: string[]): ReadonlySet<string> => new Set([...codes, ...noAnswers]);

/** The codes that a column may hold; what else stands in one cannot be read. Empty is no answer anywhere. */
export const lists = {
  quality: listOf('1', '2'),
  relationship: listOf('1', '2', '3', '4', '5'),
  yesOrNo: listOf('0', '1'),
  disability: listOf('0', '1', '2', '3'),
  event: new Set(referralTitles.keys()),
} as const;

/** Living situations have had many codes: whatever is a number may be one. */
export function isLivingSituation(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}
