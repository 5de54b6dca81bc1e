/** Domains of the comprehensive screen that comes with a referral (IN-1). */
export const screenDomains = [
  'substance-use',
  'withdrawal',
  'mental-health',
  'physical-health',
  'housing',
  'income',
  'employment',
  'education',
  'legal',
  'family',
  'safety',
  'transportation',
  'other',
] as const;
