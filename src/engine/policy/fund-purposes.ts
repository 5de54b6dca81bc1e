/** What the agency's discretionary fund pays for (AU-4). A fee for a referral is named so that it can be refused. */
export const fundPurposes = [
  'housing',
  'utilities',
  'food',
  'clothing',
  'transportation',
  'medication',
  'identification',
  'child-care',
  'other',
  'referral-fee',
] as const;
export type FundPurpose = (typeof fundPurposes)[number];
